import { Failure } from '../command-line.js';
import { Intruder } from './intruder.js';

/** What of a profile the attacks go by. */
interface Profile {
  readonly subjectId: string;
  readonly kind: 'citizen' | 'officer';
  readonly permissions: readonly string[];
  readonly positions: readonly { readonly agencyCode: string; readonly roles: readonly string[] }[];
}

/** An account of the demonstration, signed in. */
export interface Attacker {
  readonly identifier: string;
  readonly password: string;
  readonly profile: Profile;
  /** Agencies whose dossiers they may see. */
  readonly scope: ReadonlySet<string>;
  readonly as: Intruder;
}

interface Agency {
  readonly code: string;
  readonly parentCode?: string;
}

/**
 * Signs people of the demonstration in, and works out from their positions and the tree of agencies what they may see: their own agencies,
 * and what lies below one that they oversee.
 * @throws Failure when there are no demonstration accounts
 */
export async function signIn(url: string, isWanted: (identifier: string) => boolean): Promise<Attacker[]> {
  const anybody = new Intruder(url);
  const province = (await anybody.patiently('GET', '/api/identity/v1/province')).json as {
    readonly demoAccounts?: readonly { readonly identifier: string; readonly password: string }[];
  };
  const agencies = (await anybody.patiently('GET', '/api/identity/v1/agencies')).json as { readonly items: Agency[] };
  const attackers: Attacker[] = [];
  for (const { identifier, password } of province.demoAccounts ?? []) {
    if (!isWanted(identifier)) continue;
    const as = new Intruder(url);
    if (!(await as.signIn(identifier, password))) throw new Failure(`${identifier} cannot sign in.`);
    const profile = (await as.patiently('GET', '/api/identity/v1/session')).json as Profile;
    attackers.push({ identifier, password, profile, scope: scopeOf(profile, agencies.items), as });
  }
  if (attackers.length === 0) throw new Failure('The platform is no demonstration; nobody may be attacked there.');
  return attackers;
}

function scopeOf({ positions }: Profile, agencies: readonly Agency[]): Set<string> {
  const scope = new Set(positions.map(({ agencyCode }) => agencyCode));
  const overseen = positions.flatMap(({ agencyCode, roles }) => (roles.includes('oversee') ? [agencyCode] : []));
  for (const above of overseen) {
    const below = agencies.filter(({ parentCode }) => parentCode === above).map(({ code }) => code);
    for (const code of below) scope.add(code);
    overseen.push(...below);
  }
  return scope;
}
