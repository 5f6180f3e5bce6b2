import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from './client.js';
import { infiniteList } from './infinite-list.js';
import type { AgencyChoice, Page, Procedure, ProcedureField, ProcedureSummary } from './types.js';

const base = '/api/dossier/v1';

export function proceduresQuery(filter: { q?: string; field?: string }) {
  return infiniteQueryOptions({
    queryKey: ['procedures', filter],
    queryFn: ({ pageParam }) => get<Page<ProcedureSummary>>(`${base}/procedures`, { ...filter, after: pageParam }),
    ...infiniteList<ProcedureSummary>(),
  });
}

/** The few best fits for what was typed so far. */
export function procedureSuggestionsQuery(typed: string) {
  return queryOptions({
    queryKey: ['procedure-suggestions', typed],
    queryFn: ({ signal }) => get<Page<ProcedureSummary>>(`${base}/procedures`, { q: typed, limit: 6 }, signal),
    enabled: typed.length > 0,
    placeholderData: keepPreviousData,
  });
}

export const procedureFieldsQuery = queryOptions({
  queryKey: ['procedure-fields'],
  queryFn: () => get<{ items: ProcedureField[] }>(`${base}/procedure-fields`),
  staleTime: 5 * 60_000,
});

export function procedureQuery(code: string) {
  return queryOptions({
    queryKey: ['procedure', code],
    queryFn: () => get<Procedure>(`${base}/procedures/${encodeURIComponent(code)}`),
  });
}

/** The agencies that decide the procedure. */
export function decidingAgenciesQuery(code: string) {
  return queryOptions({
    queryKey: ['deciding-agencies', code],
    queryFn: () => get<{ items: AgencyChoice[] }>(`${base}/procedures/${encodeURIComponent(code)}/agencies`),
    staleTime: 5 * 60_000,
  });
}
