import { queryOptions } from '@tanstack/react-query';
import { get } from './client.js';
import type { Agency } from './types.js';

/** The communes' People's Committees of today; each bears the code of its administrative unit. */
export const communeAgenciesQuery = queryOptions({
  queryKey: ['agencies', 'commune'],
  queryFn: () => get<{ items: Agency[] }>('/api/identity/v1/agencies', { kind: 'commune' }),
  staleTime: 60 * 60_000,
});
