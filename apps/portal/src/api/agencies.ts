import { queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';

/** The communes' People's Committees of today; each bears the code of its administrative unit. */
export const communeAgenciesQuery = queryOptions({
  queryKey: ['agencies', 'commune'],
  queryFn: () => answerOf(client.GET('/api/identity/v1/agencies', { params: { query: { kind: 'commune' } } })),
  staleTime: 60 * 60_000,
});

/** Every agency of today. */
export const agenciesQuery = queryOptions({
  queryKey: ['agencies'],
  queryFn: () => answerOf(client.GET('/api/identity/v1/agencies')),
  staleTime: 60 * 60_000,
});
