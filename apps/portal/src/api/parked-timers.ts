import { infiniteQueryOptions } from '@tanstack/react-query';
import type { components } from '@motcua/sdk';
import { answerOf, client, idempotent } from './client.js';
import { infiniteList } from './infinite-list.js';

export type ParkedTimer = components['schemas']['ParkedTimerList']['items'][number];

/** Timers whose effect failed until they were given up. */
export const parkedTimersQuery = infiniteQueryOptions({
  queryKey: ['parked-timers'],
  queryFn: ({ pageParam }) =>
    answerOf(client.GET('/api/dossier/v1/parked-timers', { params: { query: { after: pageParam } } })),
  ...infiniteList<ParkedTimer>(),
  refetchInterval: 15_000,
});

/** Lets one fire again, with as many attempts as a new one. */
export async function retryParkedTimer(id: string, idempotencyKey: string): Promise<void> {
  const params = { path: { id }, header: idempotent(idempotencyKey) };
  await answerOf(client.POST('/api/dossier/v1/parked-timers/{id}/retry', { params }));
}
