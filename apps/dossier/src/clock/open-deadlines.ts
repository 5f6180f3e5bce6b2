import type { Tx } from '@motcua/service-kit/database';
import { due, type Calendar, type Limit } from '@motcua/working-time';
import { stepOf, type PreparedProcedure, type Rules } from '../rules/rules.js';
import { countedAnew } from './counted-anew.js';

interface OpenTask {
  readonly id: string;
  readonly element_id: string;
  readonly agency_code: string;
  readonly created_at: Date;
  readonly due_at: Date;
}

interface OpenTimer {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly unit: Limit['unit'] | null;
  readonly started_at: Date;
  readonly held_at: Date | null;
  readonly fire_at: Date;
}

/** The open steps of a dossier and its timers that have not fired. */
export interface OpenDeadlines {
  readonly tasks: readonly OpenTask[];
  readonly timers: readonly OpenTimer[];
}

/** Whose deadlines they are: each step is counted by the hours of the agency that does it, timers by those of the one that decides. */
export interface CountedDossier {
  readonly rules: Rules;
  readonly procedure: PreparedProcedure;
}

interface DecidedBy {
  readonly competent_agency_code: string;
}

/** New moments by id, as a statement reads them. */
export interface MovedDeadlines {
  readonly tasks: readonly { readonly id: string; readonly due_at: Date }[];
  readonly timers: readonly { readonly id: string; readonly fire_at: Date }[];
}

export async function readOpenDeadlines(tx: Tx, dossierId: string): Promise<OpenDeadlines> {
  const tasks = await tx.query<OpenTask>(
    `select id, element_id, agency_code, created_at, due_at from task where dossier_id = $1 and state = 'open'`,
    [dossierId],
  );
  const timers = await tx.query<OpenTimer>(
    `select id, key, kind, unit, started_at, held_at, fire_at from timer
      where dossier_id = $1 and state in ('waiting', 'held') and kind in ('process', 'silence')`,
    [dossierId],
  );
  return { tasks, timers };
}

/** CTEs that write what has moved; released timers wait again. */
export const movedCtes = (tasks: string, timers: string) => `later as (
    update task t set due_at = m.due_at from jsonb_to_recordset(${tasks}::jsonb) as m (id uuid, due_at timestamptz) where t.id = m.id),
  released as (
    update timer t set state = 'waiting', held_at = null, fire_at = m.fire_at
      from jsonb_to_recordset(${timers}::jsonb) as m (id uuid, fire_at timestamptz) where t.id = m.id and t.state in ('waiting', 'held'))`;

/** A dossier's own due date, before and after it moved; none before acceptance. */
interface DueDates {
  readonly was: Date | null;
  readonly dueAt: Date | null;
}

/**
 * Where open steps and timers move to when the clock runs again: each has what was left to it when the pause began, and one that came in
 * the pause its whole limit.
 */
export function afterPause(
  { tasks, timers }: OpenDeadlines,
  { rules, procedure: { calendar, definition } }: CountedDossier,
  pausedAt: Date,
  at: Date,
  dossier: DueDates,
): MovedDeadlines {
  const from = (by: Calendar, since: Date) => ({ calendar: by, at: later(since, pausedAt) });
  const to = (by: Calendar) => ({ calendar: by, at });
  const movedTasks = tasks.map(({ id, element_id, agency_code, created_at, due_at }) => {
    const { limit } = stepOf(definition, element_id);
    const own = rules.hoursAt(definition, agency_code).calendar;
    if (limit && created_at >= pausedAt) return { id, due_at: notAfter(dossier, due(own, at, limit).dueAt) };
    return { id, due_at: moved(due_at, limit, from(own, created_at), to(own), dossier) };
  });
  return {
    tasks: movedTasks,
    timers: timers.flatMap((timer) => {
      if (!timer.held_at) return [];
      const left = timer.fire_at.getTime() - timer.held_at.getTime();
      const own = timer.unit
        ? countedAnew(timer.fire_at, { unit: timer.unit }, from(calendar, timer.held_at), to(calendar))
        : new Date(at.getTime() + left);
      return [{ id: timer.id, fire_at: silenceOf(timer, movedTasks) ?? own }];
    }),
  };
}

/**
 * Where they move to when other days are off than was known: each is counted again from its beginning, or from when the clock last ran
 * again. Timers of the wall clock stay.
 */
export function byOtherDays(
  { tasks, timers }: OpenDeadlines,
  { rules, procedure: { calendar, definition }, row }: CountedDossier & { readonly row: DecidedBy },
  after: Rules,
  resumedAt: Date | undefined,
  dossier: DueDates,
): MovedDeadlines {
  const start = (by: Calendar, since: Date) => ({ calendar: by, at: resumedAt ? later(since, resumedAt) : since });
  const hours = (agencyCode: string, by: Rules) => by.hoursAt(definition, agencyCode).calendar;
  const movedTasks = tasks.map(({ id, element_id, agency_code, created_at, due_at }) => {
    const { limit } = stepOf(definition, element_id);
    const [from, to] = [start(hours(agency_code, rules), created_at), start(hours(agency_code, after), created_at)];
    return { id, due_at: moved(due_at, limit, from, to, dossier) };
  });
  return {
    tasks: movedTasks,
    timers: timers.flatMap((timer) => {
      const silence = silenceOf(timer, movedTasks);
      if (silence) return [{ id: timer.id, fire_at: silence }];
      if (timer.unit === null) return [];
      const [from, to] = [
        start(calendar, timer.started_at),
        start(hours(row.competent_agency_code, after), timer.started_at),
      ];
      return [{ id: timer.id, fire_at: countedAnew(timer.fire_at, { unit: timer.unit }, from, to) }];
    }),
  };
}

/** A step that had the dossier's due date has it still; none ends later. */
function moved(
  dueAt: Date,
  limit: Limit | undefined,
  from: Parameters<typeof countedAnew>[2],
  to: Parameters<typeof countedAnew>[2],
  dossier: DueDates,
): Date {
  if (dossier.dueAt && dueAt.getTime() === dossier.was?.getTime()) return dossier.dueAt;
  return notAfter(dossier, countedAnew(dueAt, limit ?? { unit: 'workingHour' }, from, to));
}

function notAfter({ dueAt }: DueDates, own: Date): Date {
  return dueAt && own > dueAt ? dueAt : own;
}

/** A consulted agency's silence begins when its step is due. */
function silenceOf({ kind, key }: OpenTimer, tasks: MovedDeadlines['tasks']): Date | undefined {
  return kind === 'silence' ? tasks.find(({ id }) => id === key)?.due_at : undefined;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
