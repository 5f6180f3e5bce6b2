import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { sessionQuery, signOut } from '../api/identity.js';
import type { Profile } from '../api/types.js';
import { forgetDrafts } from '../form/draft.js';

/** Who is signed in, or null; also null until the server has said so. */
export function useSession(): Profile | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Ends the session, and forgets whatever this browser knows of it. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    await signOut();
    forgetDrafts();
    queryClient.clear();
    queryClient.setQueryData(sessionQuery.queryKey, null);
    await router.navigate({ to: '/' });
  };
}
