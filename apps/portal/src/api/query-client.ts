import { QueryCache, QueryClient, MutationCache } from '@tanstack/react-query';
import { onLanguageChange } from '../language/language.js';
import { ProblemError } from './problem-error.js';
import { sessionKey } from './identity.js';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: forgetEndedSession }),
  mutationCache: new MutationCache({ onError: forgetEndedSession }),
  defaultOptions: {
    // Without a network a call shall fail and say so; by default it would wait for one in silence.
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      retry: (count, error) => count < 2 && isWorthRetrying(error),
    },
    mutations: { networkMode: 'always' },
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
