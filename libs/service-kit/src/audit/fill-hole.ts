import type { StoredEventRow } from '../chain/index.js';
import type { Hole } from './chain-walk.js';
import { linkHash } from './link-hash.js';

/** More orders than these are not tried: of a long hole with many candidates it stays unknown which was where. */
const mostHashes = 20_000;

/** The events that stood in a hole of the chain, in their order, as the hashes on both sides prove; `undefined` when these are none. */
export function fillHole(hole: Hole, candidates: ReadonlySet<StoredEventRow>): StoredEventRow[] | undefined {
  let hashes = 0;
  return fill(hole.from, hole.hashBefore, []);

  function fill(position: number, hashBefore: Buffer, before: StoredEventRow[]): StoredEventRow[] | undefined {
    if (position > hole.to) return hashBefore.equals(hole.hashOfLast) ? before : undefined;
    for (const event of candidates) {
      if (before.includes(event)) continue;
      if (++hashes > mostHashes) return undefined;
      const hash = linkHash(position, event, hashBefore);
      const found = hash && fill(position + 1, hash, [...before, event]);
      if (found) return found;
    }
    return undefined;
  }
}
