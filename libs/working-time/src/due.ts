import type { Calendar } from './calendar.js';
import type { Moment } from './civil-date.js';
import { DAY_MS, HOUR_MS, toInstant } from './civil-date.js';
import type { Limit } from './limit.js';
import { checkLimit, refuseUnit } from './limit.js';

export interface Due {
  readonly dueAt: Date;
  /** The span leaves the years whose days off have been announced: review `dueAt` when the notice is there. */
  readonly provisional: boolean;
}

/**
 * When a limit that starts at `start` ends.
 *
 * - `workingHour`: the moment by which `n` hours of shifts have passed; outside a shift they start at the next opening.
 * - `workingDay`: the end of the last shift of the n-th working day after the date of `start`. A fraction is turned wholly
 *   into hours; so is every limit under `precise`.
 * - `calendarDay`: the end of the last shift of the n-th day after the date of `start`, or of the next working day.
 * - `sameDay`: up to the cutoff the end of that working day, else the end of the next.
 *
 * `n` = 0 days, what a pause on the last day leaves, ends with the working day of `start`, or the next if that is over.
 * @source Bộ luật Dân sự 91/2015/QH13, Điều 147, Điều 148
 * @throws OutOfRange for a limit, start or result that no calendar can hold
 */
export function due(calendar: Calendar, start: Date, limit: Limit): Due {
  const counted = countedLimit(calendar, start, limit);
  const from = calendar.momentOf(start);
  const to = dueMoment(calendar, from, counted);
  return { dueAt: toInstant(to), provisional: !calendar.isCovered(from.day, to.day) };
}

/**
 * The limit as its clock runs: working days with a fraction become hours of a full day at `start`, all others stay.
 * Measured in this unit, a clock gives back what was added.
 * @throws OutOfRange for a limit or start that no calendar can hold
 */
export function countedLimit(calendar: Calendar, start: Date, limit: Limit): Limit {
  checkLimit(limit);
  if (limit.unit !== 'workingDay' || Number.isInteger(limit.n)) return limit;
  const fullDayMs = calendar.fullDayMs(calendar.momentOf(start).day);
  return { n: Math.round(limit.n * fullDayMs) / HOUR_MS, unit: 'workingHour' };
}

/** The day on which a same-day limit ends: this one up to the cutoff and while it is worked, else the next working day. */
export function sameDayDueDay(calendar: Calendar, from: Moment, cutoffMs: number): number {
  const closingMs = calendar.closingOn(from.day).ms;
  return from.ms <= cutoffMs && from.ms < closingMs ? from.day : calendar.dayAfterHalves(from.day, 1);
}

function dueMoment(calendar: Calendar, from: Moment, { n, unit }: Limit): Moment {
  switch (unit) {
    case 'workingHour':
      return afterWorkingTime(calendar, from, Math.round(n * HOUR_MS));
    case 'workingDay':
      if (calendar.isPreciseOn(from.day)) return afterWorkingTime(calendar, from, n * calendar.fullDayMs(from.day));
      return calendar.closingOn(
        n > 0 ? calendar.dayAfterHalves(from.day, 2 * n) : sameDayDueDay(calendar, from, DAY_MS),
      );
    case 'calendarDay':
      return calendar.closingOn(
        n > 0 ? calendar.dayAfterHalves(from.day + n - 1, 1) : sameDayDueDay(calendar, from, DAY_MS),
      );
    case 'sameDay':
      return calendar.closingOn(sameDayDueDay(calendar, from, calendar.cutoffMsOn(from.day)));
    default:
      return refuseUnit(unit);
  }
}

function afterWorkingTime({ workingTime }: Calendar, from: Moment, ms: number): Moment {
  return ms > 0 ? workingTime.reaching(workingTime.elapsed(from) + ms) : workingTime.nextRunning(from);
}
