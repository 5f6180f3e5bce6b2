import type { Progress } from './progress.js';

/** CTEs of one statement with the values that they read. */
export interface Ctes {
  readonly values: readonly unknown[];
  /** @param offset how many values stand before these */
  ctes(offset: number): string;
}

/** What a dossier's process has come to, by one event or by several at once. */
export interface Moved {
  readonly dossierId: string;
  readonly parts: readonly Omit<Progress, 'state'>[];
}

/** The rows that a dossier's progress makes come and go; as those of many. */
export function progressRows(dossierId: string, at: Date, ...parts: Moved['parts']): Ctes {
  return progressRowsOf(at, [{ dossierId, parts }]);
}

/**
 * The rows that the progress of some dossiers makes come and go, but for the states themselves, which the turn writes with the rest of the
 * dossiers' rows. A timer that begins while the clock stands still is held, unless it
 * measures such a pause.
 */
export function progressRowsOf(at: Date, moved: readonly Moved[]): Ctes {
  const all = <K extends keyof Omit<Progress, 'state'>>(key: K) =>
    moved.flatMap(({ dossierId, parts }) =>
      parts.flatMap((part) => [...part[key]]).map((row) => ({ dossier_id: dossierId, row })),
    );
  const rows = (key: 'newTasks' | 'newTimers' | 'newSubscriptions' | 'newCalls') =>
    JSON.stringify(all(key).map(({ dossier_id, row }) => ({ dossier_id, ...row })));
  const keysOf = (dossierId: string, key: Ended) =>
    all(key).flatMap(({ dossier_id, row }) => (dossier_id === dossierId ? [row] : []));
  const endings = moved
    .map(({ dossierId }) => ({
      dossier_id: dossierId,
      task_keys: keysOf(dossierId, 'cancelledKeys'),
      timer_keys: keysOf(dossierId, 'cancelledTimers'),
      subscription_keys: keysOf(dossierId, 'cancelledSubscriptions'),
      call_keys: keysOf(dossierId, 'cancelledCalls'),
    }))
    .filter(({ dossier_id: _of, ...keys }) => Object.values(keys).some((some) => some.length > 0));
  return {
    values: [
      at,
      rows('newTasks'),
      rows('newTimers'),
      rows('newSubscriptions'),
      rows('newCalls'),
      JSON.stringify(endings),
    ],
    ctes: (offset) => {
      const p = (index: number) => `$${offset + index}`;
      return `opened as (
          insert into task (id, dossier_id, task_key, element_id, kind, agency_code, candidates, item, state, created_at, due_at)
          select t.id, t.dossier_id, t.task_key, t.element_id, t.kind, t.agency_code, t.candidates, t.item, 'open', ${p(1)}::timestamptz, t.due_at
            from jsonb_to_recordset(${p(2)}::jsonb) as t (id uuid, dossier_id uuid, task_key text, element_id text, kind text, agency_code text,
              candidates text[], item jsonb, due_at timestamptz)),
        timed as (
          insert into timer (id, dossier_id, kind, key, element_id, started_at, fire_at, unit, state, held_at)
          select t.id, t.dossier_id, t.kind, t.key, t.element_id, ${p(1)}::timestamptz, t.fire_at, t.unit,
                 case when k.stands_still then 'held' else 'waiting' end, case when k.stands_still then ${p(1)}::timestamptz end
            from jsonb_to_recordset(${p(3)}::jsonb) as t (id uuid, dossier_id uuid, kind text, key text, element_id text, fire_at timestamptz, unit text,
              runs_in_pause boolean, held boolean)
            cross join lateral (select t.runs_in_pause is not true
              and (coalesce(t.held, false) or exists (select from dossier d where d.id = t.dossier_id and d.paused_grounds <> '{}')) as stands_still) k),
        listening as (
          insert into subscription (dossier_id, subscription_key, element_id, message_name, correlation)
          select s.dossier_id, s.subscription_key, s.element_id, s.message_name, s.correlation
            from jsonb_to_recordset(${p(4)}::jsonb) as s (dossier_id uuid, subscription_key text, element_id text, message_name text, correlation text)),
        called as (
          insert into process_call (dossier_id, call_key, element_id, variables)
          select c.dossier_id, c.call_key, c.element_id, c.variables
            from jsonb_to_recordset(${p(5)}::jsonb) as c (dossier_id uuid, call_key text, element_id text, variables jsonb)),
        ended as (
          select * from jsonb_to_recordset(${p(6)}::jsonb) as e (dossier_id uuid, task_keys text[], timer_keys text[], subscription_keys text[],
            call_keys text[])),
        cancelled as (
          update task t set state = 'cancelled', version = t.version + 1 from ended e
           where t.dossier_id = e.dossier_id and t.state = 'open' and t.task_key = any (e.task_keys) returning t.id),
        untimed as (
          update timer t set state = 'cancelled', held_at = null from ended e
           where t.dossier_id = e.dossier_id and t.state in ('waiting', 'held')
             and ((t.kind = 'process' and t.key = any (e.timer_keys)) or (t.kind = 'silence' and t.key in (select c.id::text from cancelled c))
               or (t.kind = 'subDossier' and t.key = any (e.call_keys)))),
        called_off as (
          insert into timer (id, dossier_id, kind, key, element_id, started_at, fire_at)
          select gen_random_uuid(), k.id, 'calledOff', e.dossier_id::text, null, ${p(1)}::timestamptz, ${p(1)}::timestamptz
            from ended e join dossier k on k.parent_id = e.dossier_id and k.parent_call_key = any (e.call_keys)
           where k.state in ('submitted', 'inProcess')
          on conflict do nothing),
        deaf as (
          delete from subscription s using ended e where s.dossier_id = e.dossier_id and s.subscription_key = any (e.subscription_keys))`;
    },
  };
}

/** What a move of the process takes away, by the field of the progress that names it. */
type Ended = 'cancelledKeys' | 'cancelledTimers' | 'cancelledSubscriptions' | 'cancelledCalls';
