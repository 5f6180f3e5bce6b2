import type { Calendar } from './calendar.js';
import { toInstant } from './civil-date.js';

/**
 * Whether the office is open for intake; at the minute of closing it no longer is.
 * @throws OutOfRange when the instant is invalid or outside the calendar
 */
export function isOpen(calendar: Calendar, at: Date): boolean {
  return calendar.openTime.isRunning(calendar.momentOf(at));
}

/**
 * `at` itself when the office is open for intake, else its next opening.
 * @throws OutOfRange when the instant is invalid or outside the calendar
 */
export function nextOpening(calendar: Calendar, at: Date): Date {
  return toInstant(calendar.openTime.nextRunning(calendar.momentOf(at)));
}
