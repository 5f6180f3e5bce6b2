import { redirect } from '@tanstack/react-router';
import { sessionQuery } from '../api/identity.js';
import { queryClient } from '../api/query-client.js';
import type { Permission } from '../api/types.js';

interface Asked {
  location: { href: string };
}

/** Lets in whoever has one of the permissions (none named: whoever is signed in); others sign in first, and come back. */
export function requires(...permissions: Permission[]) {
  return async ({ location }: Asked): Promise<void> => {
    const profile = await queryClient.ensureQueryData(sessionQuery);
    if (!profile || profile.awaits)
      return void redirect({ to: '/sign-in', search: { back: location.href }, throw: true });
    const may = permissions.length === 0 || permissions.some((permission) => profile.permissions.includes(permission));
    if (!may) redirect({ to: '/forbidden', throw: true });
  };
}
