import { queryOptions } from '@tanstack/react-query';
import { get, send } from './client.js';
import { ProblemError } from './problem-error.js';
import type { Profile, Province } from './types.js';

export const sessionKey = ['session'] as const;

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async () => {
    try {
      return await get<Profile>('/api/identity/v1/session');
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const provinceQuery = queryOptions({
  queryKey: ['province'],
  queryFn: () => get<Province>('/api/identity/v1/province'),
  staleTime: 60 * 60_000,
});

/** @throws ProblemError `sign-in-failed` (401); 429 after too many tries */
export function signIn(identifier: string, password: string): Promise<Profile> {
  return send('POST', '/api/identity/v1/session', { body: { identifier, password } });
}

export function signOut(): Promise<void> {
  return send('DELETE', '/api/identity/v1/session');
}
