import type { Calendar } from './calendar.js';
import { MINUTE_MS, toInstant, toMoment } from './civil-date.js';
import type { LimitUnit } from './limit.js';

/** trước hạn, đúng hạn, quá hạn */
export type Timeliness = 'early' | 'onTime' | 'overdue';

/**
 * How a result that became ready at `readyAt` is classed: after `dueAt` overdue, on an earlier date early, else on time.
 * Same-day and hour clocks know no early; `unit` is the one in which the clock runs (see `countedLimit`).
 * @throws OutOfRange when an instant is invalid or outside the years 1900 to 2200
 */
export function timeliness(dueAt: Date, readyAt: Date, unit: LimitUnit): Timeliness {
  const dueDay = toMoment(dueAt).day;
  const readyDay = toMoment(readyAt).day;
  if (readyAt > dueAt) return 'overdue';
  const knowsEarly = unit === 'workingDay' || unit === 'calendarDay';
  return knowsEarly && readyDay < dueDay ? 'early' : 'onTime';
}

export interface Remaining {
  /** Of a clock that still runs: in time, in time but soon due, overdue. Whether it was early shows when it stops. */
  readonly state: 'onTime' | 'soon' | 'overdue';
  /** Whole minutes of working time left, rounded down; below 0 the minutes by which it is overdue. */
  readonly workingMinutes: number;
}

/**
 * How a running clock stands. It is `soon` due from `soonMinutes` of working time before `dueAt`, unless given a full
 * working day. Overdue in a night or on a day off, it has 0 minutes until the office works again.
 * @throws OutOfRange when an instant is invalid or outside the calendar
 */
export function remaining(calendar: Calendar, now: Date, dueAt: Date, soonMinutes?: number): Remaining {
  const at = calendar.momentOf(now);
  const leftMs = calendar.workingTime.elapsed(calendar.momentOf(dueAt)) - calendar.workingTime.elapsed(at);
  const workingMinutes = Math.floor(leftMs / MINUTE_MS);
  if (now > dueAt) return { state: 'overdue', workingMinutes };
  const soon = workingMinutes <= (soonMinutes ?? calendar.fullDayMs(at.day) / MINUTE_MS);
  return { state: soon ? 'soon' : 'onTime', workingMinutes };
}

/**
 * The moment before which a running clock must be due to be `soon` due now, as `remaining` says. It asks for one date in the place of a look at each clock.
 * @throws OutOfRange when an instant is invalid or outside the calendar
 */
export function soonUntil(calendar: Calendar, now: Date, soonMinutes?: number): Date {
  const at = calendar.momentOf(now);
  const minutes = Math.floor(soonMinutes ?? calendar.fullDayMs(at.day) / MINUTE_MS);
  return toInstant(calendar.workingTime.reaching(calendar.workingTime.elapsed(at) + (minutes + 1) * MINUTE_MS));
}
