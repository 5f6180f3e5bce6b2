import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';

/** The events of an intake that each consumer of the dossier service's topic takes. */
const takenBy = {
  document: ['dossier.submitted', 'step.completed'],
  notification: ['dossier.submitted', 'dossier.accepted'],
  reporting: ['dossier.submitted', 'dossier.accepted'],
} as const;

export type ConsumerName = keyof typeof takenBy;
export const consumerNames = ['document', 'notification', 'reporting'] as const satisfies readonly ConsumerName[];

/** An event at a consumer, by the clock of the one PostgreSQL server. */
export interface EffectTime {
  readonly consumer: ConsumerName;
  /** Milliseconds since 1970 of the commit of the command. */
  readonly committedAt: number;
  /** Milliseconds since 1970 of the commit of the effect. */
  readonly effectAt: number;
}

const askAgainAfterMs = 200;
const outboxAgainAfterMs = 20;
const patienceMs = 120_000;

/** Milliseconds since 1970 by the clock of the server. */
export async function serverTime(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ now: number }>(
    'select extract(epoch from clock_timestamp())::float8 * 1000 as now',
  );
  return rows[0]?.now ?? Number.NaN;
}

/**
 * The effects of all commands that were committed since a moment; waits until all of them are there. The inbox row of an event is written
 * by the transaction that has its effect, so its commit is the effect's.
 * @param since as `serverTime` gives it
 * @throws Error when effects are still missing after two minutes, or one has failed
 */
export async function effectsSince(
  pools: Readonly<Record<'dossier' | ConsumerName, Pool>>,
  since: number,
  consumers: readonly ConsumerName[] = consumerNames,
): Promise<EffectTime[]> {
  const commits = await committedSince(pools.dossier, since);
  const effects = consumers.map((consumer) => effectsAt(pools[consumer], consumer, commits, since));
  return (await Promise.all(effects)).flat();
}

type Commits = ReadonlyMap<string, { readonly type: string; readonly committedAt: number }>;

async function committedSince(pool: Pool, since: number): Promise<Commits> {
  const { rows } = await pool.query<{ id: string; type: string; at: number }>(
    `select id, type, extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 as at from event_log
      where pg_xact_commit_timestamp(xmin) >= to_timestamp($1::float8 / 1000)`,
    [since],
  );
  return new Map(rows.map(({ id, type, at }) => [id, { type, committedAt: at }]));
}

async function effectsAt(pool: Pool, consumer: ConsumerName, commits: Commits, since: number): Promise<EffectTime[]> {
  const types: readonly string[] = takenBy[consumer];
  const expected = [...commits.values()].filter(({ type }) => types.includes(type)).length;
  const end = Date.now() + patienceMs;
  for (;;) {
    const { rows } = await pool.query<{ event_id: string; at: number }>(
      `select event_id, extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 as at from inbox
        where pg_xact_commit_timestamp(xmin) >= to_timestamp($1::float8 / 1000)`,
      [since],
    );
    const found = rows.flatMap(({ event_id: id, at }) => {
      const commit = commits.get(id);
      return commit ? [{ consumer, committedAt: commit.committedAt, effectAt: at }] : [];
    });
    if (found.length >= expected) {
      const { rowCount: parked } = await pool.query('select from parked_event');
      if (parked) throw new Error(`${consumer} has parked ${parked} events`);
      return found;
    }
    if (Date.now() > end) throw new Error(`${consumer} took ${found.length} of ${expected} events in two minutes`);
    await pause(askAgainAfterMs);
  }
}

/** Milliseconds from commit to effect, ascending. */
export function delaysOf(effects: readonly EffectTime[]): number[] {
  return effects.map(({ committedAt, effectAt }) => effectAt - committedAt).sort((a, b) => a - b);
}

/** Waits until the outbox is empty. */
export async function drained(pool: Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ waiting: boolean }>('select exists (select from outbox) as waiting');
    if (!rows[0]?.waiting) return;
    await pause(outboxAgainAfterMs);
  }
}
