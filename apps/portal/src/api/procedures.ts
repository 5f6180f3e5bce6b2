import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import { infiniteList } from './infinite-list.js';
import type { Procedure, ProcedureSummary } from './types.js';

/** What a list is for: what citizens file, what comes to a counter, or also the parts of interconnected procedures. */
export type ProcedureScope = 'citizens' | 'counter' | 'all';

export function proceduresQuery(filter: { q?: string; field?: string; scope?: ProcedureScope }) {
  return infiniteQueryOptions({
    queryKey: ['procedures', filter],
    queryFn: ({ pageParam }) =>
      answerOf(client.GET('/api/dossier/v1/procedures', { params: { query: { ...filter, after: pageParam } } })),
    ...infiniteList<ProcedureSummary>(),
  });
}

/** The few best fits for what was typed so far. */
export function procedureSuggestionsQuery(typed: string, scope: ProcedureScope) {
  return queryOptions({
    queryKey: ['procedure-suggestions', typed, scope],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/api/dossier/v1/procedures', { params: { query: { q: typed, scope, limit: 6 } }, signal })),
    enabled: typed.length > 0,
    placeholderData: keepPreviousData,
  });
}

export const procedureFieldsQuery = queryOptions({
  queryKey: ['procedure-fields'],
  queryFn: () => answerOf(client.GET('/api/dossier/v1/procedure-fields')),
  staleTime: 5 * 60_000,
});

export function procedureQuery(code: string) {
  return queryOptions({
    queryKey: ['procedure', code],
    queryFn: async () => {
      const procedure = await answerOf(client.GET('/api/dossier/v1/procedures/{code}', { params: { path: { code } } }));
      return procedure as unknown as Procedure; // the form was checked when the province was read
    },
  });
}

/** The agencies that decide the procedure. */
export function decidingAgenciesQuery(code: string) {
  return queryOptions({
    queryKey: ['deciding-agencies', code],
    queryFn: () =>
      answerOf(client.GET('/api/dossier/v1/procedures/{code}/agencies', { params: { path: { code }, query: {} } })),
    staleTime: 5 * 60_000,
  });
}
