import { hashKey, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { provinceQuery, sessionQuery, signOut } from '../api/identity.js';
import type { Profile } from '../api/types.js';
import { forgetDrafts } from '../form/draft.js';

/** Who is signed in, or null; also null until the server has said so, and before the second step of a sign-in. */
export function useSession(): Profile | null {
  const profile = useQuery(sessionQuery).data;
  return profile && !profile.awaits ? profile : null;
}

/** Who gave a right password, and lacks the second step still. */
export function useHalfSession(): Profile | null {
  const profile = useQuery(sessionQuery).data;
  return profile?.awaits ? profile : null;
}

const keptOverSessions = [hashKey(sessionQuery.queryKey), hashKey(provinceQuery.queryKey)];

/** From now on this person is signed in, or nobody; what was read for the one before is forgotten. */
export function changeSession(queryClient: QueryClient, profile: Profile | null): void {
  queryClient.setQueryData(sessionQuery.queryKey, profile);
  queryClient.removeQueries({ predicate: ({ queryHash }) => !keptOverSessions.includes(queryHash) });
}

/** Ends the session, and forgets whatever this browser knows of it. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    await signOut();
    forgetDrafts();
    await router.navigate({ to: '/' });
    changeSession(queryClient, null);
  };
}
