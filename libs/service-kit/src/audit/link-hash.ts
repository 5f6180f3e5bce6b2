import { chainHash, type StoredEventRow } from '../chain/index.js';

/** As the relay hashes; nothing for a time that no `Date` can hold, such as `infinity`, which the relay could not have hashed. */
export function linkHash(position: number, event: StoredEventRow, previousHash: Buffer): Buffer | undefined {
  const time: unknown = event.occurred_at;
  const hashable = time instanceof Date && !Number.isNaN(time.getTime());
  return hashable ? chainHash(position, event, previousHash) : undefined;
}
