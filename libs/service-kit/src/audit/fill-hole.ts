import type { StoredEventRow } from '../chain/index.js';
import type { Hole } from './chain-walk.js';
import { linkHash } from './link-hash.js';

/** Of a longer hole, and after more hashes than these, it stays unknown which event was where. */
const longestHole = 500;
const mostHashes = 20_000;

/**
 * The events that stood in a hole of the chain, in their order, as the hashes on both sides prove; `undefined` when these are none.
 * @param candidates in the order in which they probably stood: it is tried first
 */
export function fillHole(hole: Hole, candidates: ReadonlySet<StoredEventRow>): StoredEventRow[] | undefined {
  const length = hole.to - hole.from + 1;
  if (length > Math.min(longestHole, candidates.size)) return undefined;
  const filling = new Set<StoredEventRow>();
  let hashes = 0;
  return fits(hole.from, hole.hashBefore) ? [...filling] : undefined;

  function fits(position: number, hashBefore: Buffer): boolean {
    if (position > hole.to) return hashBefore.equals(hole.hashOfLast);
    for (const event of candidates) {
      if (filling.has(event)) continue;
      if (++hashes > mostHashes) return false;
      const hash = linkHash(position, event, hashBefore);
      if (!hash) continue;
      filling.add(event);
      if (fits(position + 1, hash)) return true;
      filling.delete(event);
    }
    return false;
  }
}
