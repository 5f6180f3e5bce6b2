import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { IntakeRows } from './intake-rows.js';

/**
 * One intake by hand: BEGIN, a multi-row INSERT a table, the counter, the outbox, COMMIT, through raw node-postgres with prepared
 * statements. The rows are those of a real intake, with ids, codes and numbers replaced so that they are new.
 */
export async function writeByHand(pool: Pool, intake: IntakeRows): Promise<void> {
  const fresh = new Map<string, string>();
  const renew = (value: string | null): string | null =>
    value === null ? null : value.replace(uuidPattern, (id) => remember(fresh, id));
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    let code = '';
    for (const table of intake.tables) {
      if (table.rows.length === 0) continue;
      // The counter is a lock until the commit, so nothing that can be written before waits behind it.
      if (table.name === 'dossier') {
        await queueEvents(client, intake, fresh);
        code = await nextCode(client, intake.agencyCode);
      }
      const values = table.rows.flatMap((row) =>
        row.map((value, index) => {
          const column = table.columns[index];
          if (table.name === 'dossier' && column === 'code') return code;
          if (table.name === 'dossier' && column === 'tracking_number') return randomUUID();
          if (table.name === 'idempotency_key' && column === 'key') return randomUUID();
          return renew(value);
        }),
      );
      const place = (row: number, index: number) => `$${row * table.columns.length + index + 1}::${table.types[index]}`;
      const tuples = table.rows.map((row, at) => `(${row.map((_, index) => place(at, index)).join(', ')})`);
      await client.query({
        name: `insert-${table.name}-${table.rows.length}`,
        text: `INSERT INTO ${table.name} (${table.columns.join(', ')}) VALUES ${tuples.join(', ')}`,
        values,
      });
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const uuidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function remember(fresh: Map<string, string>, id: string): string {
  const known = fresh.get(id) ?? randomUUID();
  fresh.set(id, known);
  return known;
}

async function nextCode(client: PoolClient, agencyCode: string): Promise<string> {
  const { rows } = await client.query<{ last: number }>({
    name: 'counter',
    text: `INSERT INTO code_counter (agency_code, day, last) VALUES ($1, '2000-01-01', 1)
           ON CONFLICT (agency_code, day) DO UPDATE SET last = code_counter.last + 1 RETURNING last`,
    values: [agencyCode],
  });
  return `BENCH-${rows[0]?.last}`;
}

async function queueEvents(client: PoolClient, intake: IntakeRows, fresh: ReadonlyMap<string, string>): Promise<void> {
  const log = intake.tables.find(({ name }) => name === 'event_log');
  if (!log) return;
  const [id, sequence] = [log.columns.indexOf('aggregate_id'), log.columns.indexOf('sequence')];
  const values = log.rows.flatMap((row) => [fresh.get(row[id] ?? '') ?? null, row[sequence] ?? null]);
  const tuples = log.rows.map((_, at) => `($${at * 2 + 1}::uuid, $${at * 2 + 2}::integer)`);
  await client.query({
    name: `outbox-${log.rows.length}`,
    text: `INSERT INTO outbox (aggregate_id, sequence) VALUES ${tuples.join(', ')}`,
    values,
  });
}
