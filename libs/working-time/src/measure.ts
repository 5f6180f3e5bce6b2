import type { Calendar } from './calendar.js';
import { HOUR_MS } from './civil-date.js';
import { sameDayDueDay } from './due.js';
import type { LimitUnit } from './limit.js';
import { refuseUnit } from './limit.js';

/**
 * How much of a limit is used from one instant to another, 0 when `to` is not after `from`. What `due` added comes back, for
 * working days with a fraction in the unit of `countedLimit`.
 *
 * In day units the date of `from` is not counted and that of `to` is counted whole, so the day on which a pause begins is
 * used by the agency and the day on which it ends is not. Two half days make a working day; a single one is not used up yet.
 * Calendar days include those by which the due date moved on to a working day. `sameDay` gives the working days after the
 * day that was due.
 * @throws OutOfRange when an instant is invalid or outside the calendar
 */
export function measure(calendar: Calendar, from: Date, to: Date, unit: LimitUnit): number {
  const begin = calendar.momentOf(from);
  const end = calendar.momentOf(to);
  if (to <= from) return 0;
  switch (unit) {
    case 'workingHour':
      return (calendar.workingTime.elapsed(end) - calendar.workingTime.elapsed(begin)) / HOUR_MS;
    case 'workingDay':
      if (!calendar.isPreciseOn(begin.day)) return Math.floor(calendar.halvesAfter(begin.day, end.day) / 2);
      return (calendar.workingTime.elapsed(end) - calendar.workingTime.elapsed(begin)) / calendar.fullDayMs(begin.day);
    case 'calendarDay':
      return end.day - begin.day;
    case 'sameDay': {
      const dueDay = sameDayDueDay(calendar, begin, calendar.cutoffMsOn(begin.day));
      return end.day > dueDay ? Math.floor(calendar.halvesAfter(dueDay, end.day) / 2) : 0;
    }
    default:
      return refuseUnit(unit);
  }
}
