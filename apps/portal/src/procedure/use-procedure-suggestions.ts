import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { procedureSuggestionsQuery } from '../api/procedures.js';
import type { ProcedureSummary } from '../api/types.js';

/** The procedures that fit what has been typed so far, best first. */
export function useProcedureSuggestions(typed: string): { found: ProcedureSummary[]; isSearching: boolean } {
  const wanted = typed.trim();
  const asked = useDeferredValue(wanted);
  const suggestions = useQuery(procedureSuggestionsQuery(asked));
  return {
    found: wanted === '' ? [] : (suggestions.data?.items ?? []),
    isSearching: asked !== wanted || suggestions.isFetching,
  };
}
