import { due, type Calendar, type Limit } from '@motcua/working-time';

/** What those in charge have heard of a deadline: nothing, a warning, that it has passed. */
export type Told = 0 | 1 | 2;

/** A deadline of a step or of the whole dossier. */
export interface Deadline {
  readonly dueAt: Date;
  /** When its time began to run. */
  readonly since: Date;
  readonly told: Told;
}

/** Deadlines up to this moment are near: a warning of one working day is given from the day before on. */
export function warningHorizon(calendar: Calendar, now: Date, warnBefore: Limit): Date {
  return due(calendar, now, warnBefore).dueAt;
}

/**
 * What those in charge must hear now. Each word is said once, and never a warning of what has passed. Where the whole time is shorter than
 * the warning's, the warning comes when half of it is gone, not at once.
 * @param horizon as `warningHorizon` gives it for the dossier's calendar
 */
export function nextWord({ dueAt, since, told }: Deadline, now: Date, horizon: Date): 'warning' | 'breach' | undefined {
  if (dueAt <= now) return told < 2 ? 'breach' : undefined;
  const half = since.getTime() + (dueAt.getTime() - since.getTime()) / 2;
  return told < 1 && dueAt <= horizon && now.getTime() >= half ? 'warning' : undefined;
}
