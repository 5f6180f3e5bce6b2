import { queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';

/** Services that hold personal data. */
const holdingServices = ['dossier', 'document', 'notification', 'identity'] as const;

/** What the platform holds about people, of all services. */
export const heldDataQuery = queryOptions({
  queryKey: ['held-data'],
  queryFn: async () => {
    const lists = await Promise.all(
      holdingServices.map((service) => answerOf(client.GET(`/api/${service}/v1/held-data`))),
    );
    return lists.flatMap(({ items }) => items);
  },
  staleTime: Infinity,
});

const underWayMs = 5_000;

/** How far the change of the sealing key has come, by service. */
export const resealingQuery = queryOptions({
  queryKey: ['held-data', 'resealing'],
  queryFn: () =>
    Promise.all(
      holdingServices.map(async (service) => ({
        service,
        ...(await answerOf(client.GET(`/api/${service}/v1/held-data/resealing`))),
      })),
    ),
  refetchInterval: ({ state }) => (state.data?.every(({ clean }) => clean) ? false : underWayMs),
});
