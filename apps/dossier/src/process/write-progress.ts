import type { Progress } from './progress.js';

/** CTEs of one statement with the values that they read. */
export interface Ctes {
  readonly values: readonly unknown[];
  /** @param offset how many values stand before these */
  ctes(offset: number): string;
}

/**
 * The rows that a progress makes come and go, but for the state itself, which the turn writes with the rest of the dossier's row.
 */
export function progressRows(dossierId: string, at: Date, ...parts: readonly Omit<Progress, 'state'>[]): Ctes {
  const all = <K extends keyof Omit<Progress, 'state'>>(key: K) => parts.flatMap((part) => [...part[key]]);
  return {
    values: [
      dossierId,
      at,
      JSON.stringify(all('newTasks')),
      JSON.stringify(all('newTimers')),
      all('cancelledKeys'),
      all('cancelledTimers'),
    ],
    ctes: (offset) => {
      const p = (index: number) => `$${offset + index}`;
      return `opened as (
          insert into task (id, dossier_id, task_key, element_id, kind, agency_code, candidates, state, created_at, due_at)
          select t.id, ${p(1)}::uuid, t.task_key, t.element_id, t.kind, t.agency_code, t.candidates, 'open', ${p(2)}::timestamptz, t.due_at
            from jsonb_to_recordset(${p(3)}::jsonb) as t (id uuid, task_key text, element_id text, kind text, agency_code text, candidates text[], due_at timestamptz)),
        timed as (
          insert into timer (id, dossier_id, kind, key, element_id, started_at, fire_at)
          select t.id, ${p(1)}::uuid, 'process', t.key, t.element_id, ${p(2)}::timestamptz, t.fire_at
            from jsonb_to_recordset(${p(4)}::jsonb) as t (id uuid, key text, element_id text, fire_at timestamptz)),
        cancelled as (
          update task set state = 'cancelled', version = version + 1
           where dossier_id = ${p(1)}::uuid and state = 'open' and task_key = any (${p(5)}::text[])),
        untimed as (
          update timer set state = 'cancelled', held_at = null
           where dossier_id = ${p(1)}::uuid and kind = 'process' and state in ('waiting', 'held') and key = any (${p(6)}::text[]))`;
    },
  };
}
