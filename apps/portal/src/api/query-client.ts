import { QueryCache, QueryClient, MutationCache } from '@tanstack/react-query';
import { onLanguageChange } from '../language/language.js';
import { ProblemError } from './problem-error.js';
import { sessionKey } from './identity.js';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: forgetEndedSession }),
  mutationCache: new MutationCache({ onError: forgetEndedSession }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => count < 2 && isWorthRetrying(error) },
  },
});

function isWorthRetrying(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 0 || error.status >= 502);
}

/** A 401 on any call means that the session is over: what it showed goes with it. */
function forgetEndedSession(error: unknown): void {
  if (error instanceof ProblemError && error.status === 401) queryClient.setQueryData(sessionKey, null);
}

onLanguageChange(() => void queryClient.invalidateQueries());
