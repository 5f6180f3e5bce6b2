import { Temporal } from 'temporal-polyfill';
import type { TimerDuration } from '@motcua/process';
import { due, type Calendar } from '@motcua/working-time';

const zone = 'Asia/Ho_Chi_Minh';

/** When a timer of a drawing fires: after a duration, or at an instant or the beginning of a day in Vietnam. */
type Trigger = { readonly duration: TimerDuration } | { readonly date: string };

/**
 * When a timer of a process fires: a working duration by the procedure's calendar, an ISO 8601 duration on the wall clock of Vietnam.
 * A legal limit in whole days therefore ends with the last shift of its day, `P5D` at the same time of day.
 */
export function timerInstant(calendar: Calendar, at: Date, trigger: Trigger): Date {
  if ('date' in trigger) {
    const { date } = trigger;
    return date.includes('T') ? new Date(date) : toDate(Temporal.PlainDate.from(date).toZonedDateTime(zone));
  }
  const { duration } = trigger;
  if (typeof duration !== 'string') return due(calendar, at, duration).dueAt;
  return toDate(Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).add(duration));
}

function toDate({ epochMilliseconds }: Temporal.ZonedDateTime): Date {
  return new Date(epochMilliseconds);
}
