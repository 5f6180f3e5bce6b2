import type { Bilingual } from './calendar-definition.js';
import type { Calendar } from './calendar.js';
import type { CivilDate } from './civil-date.js';
import { formatCivilDate } from './civil-date.js';

/** A calendar by which a span was counted. */
export interface UsedCalendar {
  readonly code: string;
  readonly name: Bilingual;
  readonly legalBasis?: string;
  /** Its first day, where another calendar was in force before. */
  readonly validFrom?: CivilDate;
}

/**
 * The calendars by which a span was counted, one after the other.
 * @throws OutOfRange when an instant is invalid or outside the calendar
 */
export function calendarsUsed(calendar: Calendar, from: Date, to: Date): UsedCalendar[] {
  const stretches = calendar.stretchesOver(calendar.momentOf(from).day, calendar.momentOf(to).day);
  return stretches.map(({ code, name, legalBasis, firstDay }) => ({
    code,
    name,
    ...(legalBasis !== undefined && { legalBasis }),
    ...(firstDay !== -Infinity && { validFrom: formatCivilDate(firstDay) }),
  }));
}
