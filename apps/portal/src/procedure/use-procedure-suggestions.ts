import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { procedureSuggestionsQuery, type ProcedureScope } from '../api/procedures.js';
import type { ProcedureSummary } from '../api/types.js';

/** The procedures that fit what has been typed so far, best first. */
export function useProcedureSuggestions(
  typed: string,
  scope: ProcedureScope = 'citizens',
): { found: ProcedureSummary[]; isSearching: boolean } {
  const wanted = typed.trim();
  const asked = useDeferredValue(wanted);
  const suggestions = useQuery(procedureSuggestionsQuery(asked, scope));
  return {
    found: wanted === '' ? [] : (suggestions.data?.items ?? []),
    isSearching: asked !== wanted || suggestions.isFetching,
  };
}
