import type { Progress } from './progress.js';

/** CTEs of one statement with the values that they read. */
export interface Ctes {
  readonly values: readonly unknown[];
  /** @param offset how many values stand before these */
  ctes(offset: number): string;
}

/**
 * The rows that a progress makes come and go, but for the state itself, which the turn writes with the rest of the dossier's row. A timer
 * that begins while the clock stands still is held, unless it measures such a pause.
 */
export function progressRows(dossierId: string, at: Date, ...parts: readonly Omit<Progress, 'state'>[]): Ctes {
  const all = <K extends keyof Omit<Progress, 'state'>>(key: K) => parts.flatMap((part) => [...part[key]]);
  return {
    values: [
      dossierId,
      at,
      JSON.stringify(all('newTasks')),
      JSON.stringify(all('newTimers')),
      JSON.stringify(all('newSubscriptions')),
      JSON.stringify(all('newCalls')),
      all('cancelledKeys'),
      all('cancelledTimers'),
      all('cancelledSubscriptions'),
      all('cancelledCalls'),
    ],
    ctes: (offset) => {
      const p = (index: number) => `$${offset + index}`;
      return `opened as (
          insert into task (id, dossier_id, task_key, element_id, kind, agency_code, candidates, item, state, created_at, due_at)
          select t.id, ${p(1)}::uuid, t.task_key, t.element_id, t.kind, t.agency_code, t.candidates, t.item, 'open', ${p(2)}::timestamptz, t.due_at
            from jsonb_to_recordset(${p(3)}::jsonb) as t (id uuid, task_key text, element_id text, kind text, agency_code text, candidates text[],
              item jsonb, due_at timestamptz)),
        timed as (
          insert into timer (id, dossier_id, kind, key, element_id, started_at, fire_at, unit, state, held_at)
          select t.id, ${p(1)}::uuid, t.kind, t.key, t.element_id, ${p(2)}::timestamptz, t.fire_at, t.unit,
                 case when k.stands_still and t.runs_in_pause is not true then 'held' else 'waiting' end,
                 case when k.stands_still and t.runs_in_pause is not true then ${p(2)}::timestamptz end
            from jsonb_to_recordset(${p(4)}::jsonb) as t (id uuid, kind text, key text, element_id text, fire_at timestamptz, unit text, runs_in_pause boolean)
            cross join (select exists (select from dossier d where d.id = ${p(1)}::uuid and d.paused_grounds <> '{}') as stands_still) k),
        listening as (
          insert into subscription (dossier_id, subscription_key, element_id, message_name, correlation)
          select ${p(1)}::uuid, s.subscription_key, s.element_id, s.message_name, s.correlation
            from jsonb_to_recordset(${p(5)}::jsonb) as s (subscription_key text, element_id text, message_name text, correlation text)),
        called as (
          insert into process_call (dossier_id, call_key, element_id, variables)
          select ${p(1)}::uuid, c.call_key, c.element_id, c.variables
            from jsonb_to_recordset(${p(6)}::jsonb) as c (call_key text, element_id text, variables jsonb)),
        cancelled as (
          update task set state = 'cancelled', version = version + 1
           where dossier_id = ${p(1)}::uuid and state = 'open' and task_key = any (${p(7)}::text[]) returning id),
        untimed as (
          update timer set state = 'cancelled', held_at = null
           where dossier_id = ${p(1)}::uuid and state in ('waiting', 'held')
             and ((kind = 'process' and key = any (${p(8)}::text[])) or (kind = 'silence' and key in (select c.id::text from cancelled c))
               or (kind = 'subDossier' and key = any (${p(10)}::text[])))),
        called_off as (
          insert into timer (id, dossier_id, kind, key, element_id, started_at, fire_at)
          select gen_random_uuid(), k.id, 'calledOff', ${p(1)}, null, ${p(2)}::timestamptz, ${p(2)}::timestamptz from dossier k
           where k.parent_id = ${p(1)}::uuid and k.parent_call_key = any (${p(10)}::text[]) and k.state in ('submitted', 'inProcess')
          on conflict do nothing),
        deaf as (
          delete from subscription where dossier_id = ${p(1)}::uuid and subscription_key = any (${p(9)}::text[]))`;
    },
  };
}
