import { createHash } from 'node:crypto';

/** A row of the event log, as statements that hash or publish it select it. */
export interface StoredEventRow {
  readonly id: string;
  readonly type: string;
  readonly aggregate_id: string;
  readonly sequence: number;
  readonly occurred_at: Date;
  readonly actor_id: string;
  readonly actor_kind: string;
  readonly agency_code: string | null;
  readonly position_code: string | null;
  readonly data: string;
  readonly trace_parent: string;
}

export const storedEventColumns = `l.id, l.type, l.aggregate_id, l.sequence, l.occurred_at, l.actor_id, l.actor_kind,
  l.agency_code, l.position_code, l.data, l.trace_parent`;

/** The hash of the row before the first. */
export const genesisHash = Buffer.alloc(32);

/** The link of the chain: every column of the row, its position and the link before it. */
export function chainHash(position: number, row: StoredEventRow, previousHash: Buffer): Buffer {
  const fields = [
    position,
    row.aggregate_id,
    row.sequence,
    row.id,
    row.type,
    row.occurred_at.toISOString(),
    row.actor_id,
    row.actor_kind,
    row.agency_code,
    row.position_code,
    row.data,
    row.trace_parent,
  ];
  return createHash('sha256').update(previousHash).update(JSON.stringify(fields)).digest();
}
