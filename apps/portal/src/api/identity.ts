import { queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import { ProblemError } from './problem-error.js';
import type { Profile } from './types.js';

export const sessionKey = ['session'] as const;

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async () => {
    try {
      return await answerOf(client.GET('/api/identity/v1/session'));
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const provinceQuery = queryOptions({
  queryKey: ['province'],
  queryFn: () => answerOf(client.GET('/api/identity/v1/province')),
  staleTime: 60 * 60_000,
});

/** @throws ProblemError `sign-in-failed` (401); 429 after too many tries */
export function signIn(identifier: string, password: string): Promise<Profile> {
  return answerOf(client.POST('/api/identity/v1/session', { body: { identifier, password } }));
}

export async function signOut(): Promise<void> {
  await answerOf(client.DELETE('/api/identity/v1/session'));
}
