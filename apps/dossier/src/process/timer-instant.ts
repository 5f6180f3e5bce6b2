import { Temporal } from 'temporal-polyfill';
import type { TimerDuration } from '@motcua/process';
import { due, type Calendar } from '@motcua/working-time';

/**
 * When a timer of a process fires: a working duration by the procedure's calendar, an ISO 8601 duration on the wall clock of Vietnam.
 * A legal limit in whole days therefore ends with the last shift of its day, `P5D` at the same time of day.
 */
export function timerInstant(calendar: Calendar, at: Date, duration: TimerDuration): Date {
  if (typeof duration !== 'string') return due(calendar, at, duration).dueAt;
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Asia/Ho_Chi_Minh');
  return new Date(local.add(duration).epochMilliseconds);
}
