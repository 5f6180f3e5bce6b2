import type { ApiScope, Caller, Permission, Role } from './caller.js';

/**
 * What a route or a gRPC method asks of its caller. `firstFactor` is whoever gave a right password, `enrolment` whoever may add a second
 * factor: a session that lacks the one that its person has may not. All others want the whole sign-in.
 */
export type Policy = 'public' | 'firstFactor' | 'enrolment' | 'authenticated' | 'officer' | Permission;

/** What each role allows. The only place where rights are given. */
export const rolePermissions = {
  intake: ['dossier.intake'],
  process: ['dossier.process'],
  approve: ['dossier.approve'],
  oversee: ['dossier.oversee'],
  administer: ['province.administer'],
} as const satisfies Record<Role, readonly Permission[]>;

/** Everything that a caller may do, in no particular order. */
export function permissionsOf(caller: Pick<Caller, 'kind' | 'positions'>): Set<Permission> {
  if (caller.kind === 'citizen') return new Set<Permission>(['dossier.submit']);
  if (caller.kind === 'client') return new Set();
  if (caller.kind === 'system') return new Set<Permission>(['province.administer']);
  return new Set<Permission>(
    caller.positions.flatMap((position) =>
      position.roles.flatMap((role): readonly Permission[] => rolePermissions[role]),
    ),
  );
}

/**
 * Decides on a policy. Which rows the caller then sees is the statement's own business.
 * @param scope what an access token needs for it; without one, tokens do not do
 */
export function allows(caller: Caller | undefined, policy: Policy, scope?: ApiScope): boolean {
  if (policy === 'public') return true;
  if (!caller) return false;
  if (caller.kind === 'client' && !caller.scopes) return false;
  if (caller.scopes && !(scope && caller.scopes.includes(scope))) return false;
  if (policy === 'firstFactor') return true;
  if (policy === 'enrolment') return caller.awaits !== 'secondFactor';
  if (caller.awaits) return false;
  if (caller.kind === 'client') return true;
  if (policy === 'officer') return caller.kind === 'officer';
  return policy === 'authenticated' || permissionsOf(caller).has(policy);
}
