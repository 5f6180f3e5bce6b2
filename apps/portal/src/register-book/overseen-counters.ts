import type { Profile } from '../api/types.js';

interface Agency {
  code: string;
  kind: string;
  parentCode?: string;
}

/** The counters that an officer oversees: at the agencies where they hold such a position, and at all below. */
export function overseenCounters<A extends Agency>(
  agencies: readonly A[],
  { positions }: Pick<Profile, 'positions'>,
): A[] {
  const overseen = new Set(
    positions.filter(({ roles }) => roles.includes('oversee')).map(({ agencyCode }) => agencyCode),
  );
  for (let size = -1; size !== overseen.size;) {
    size = overseen.size;
    for (const { code, parentCode } of agencies)
      if (parentCode !== undefined && overseen.has(parentCode)) overseen.add(code);
  }
  return agencies.filter(({ code, kind }) => overseen.has(code) && (kind === 'commune' || kind === 'counter'));
}

/** Where one's own register is; leaders of whole provinces have none and choose. */
export function ownCounter(counters: readonly Agency[], { positions }: Pick<Profile, 'positions'>): string | undefined {
  return counters.find(({ code }) =>
    positions.some(({ agencyCode, roles }) => agencyCode === code && roles.includes('oversee')),
  )?.code;
}
