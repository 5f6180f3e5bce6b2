import { infiniteQueryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import { infiniteList } from './infinite-list.js';
import { isProblem } from './problem-error.js';
import type { ConsumingService, ParkedEvent } from './types.js';

const quickMs = 1_000;
const calmMs = 15_000;

/** What a service could not take in; read again in short order while an attempt is under way. */
export function parkedEventsQuery(service: ConsumingService) {
  return infiniteQueryOptions({
    queryKey: ['parked-events', service],
    queryFn: ({ pageParam }) =>
      answerOf(client.GET(`/api/${service}/v1/parked-events`, { params: { query: { after: pageParam } } })),
    ...infiniteList<ParkedEvent>(),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ due }) => due)) ? quickMs : calmMs,
  });
}

/** Has one event tried now. One that is not there any more has had its effect, which is as good. */
export async function retryParkedEvent(service: ConsumingService, eventId: string): Promise<void> {
  const params = { path: { eventId } };
  try {
    await answerOf(client.POST(`/api/${service}/v1/parked-events/{eventId}/retry`, { params }));
  } catch (error) {
    if (!isProblem(error, 'not-found')) throw error;
  }
}

export async function retryParkedEvents(service: ConsumingService): Promise<void> {
  await answerOf(client.POST(`/api/${service}/v1/parked-events/retry`));
}
