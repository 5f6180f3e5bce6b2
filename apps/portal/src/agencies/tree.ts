import type { components } from '@motcua/sdk';

export type Agency = components['schemas']['Agency'];

export interface Branch {
  readonly agency: Agency;
  readonly below: readonly Branch[];
}

/** Agencies under those they belong to; one whose parent is not among them stands at the top. */
export function treeOf(agencies: readonly Agency[]): Branch[] {
  const codes = new Set(agencies.map(({ code }) => code));
  const below = (parent: string | undefined): Branch[] =>
    agencies
      .filter(
        ({ parentCode }) => (parentCode !== undefined && codes.has(parentCode) ? parentCode : undefined) === parent,
      )
      .map((agency) => ({ agency, below: below(agency.code) }));
  return below(undefined);
}
