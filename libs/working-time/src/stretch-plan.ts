import type { Bilingual, CalendarStretch } from './calendar-definition.js';
import { CalendarFaulty } from './calendar-faulty.js';
import type { CivilDate } from './civil-date.js';
import { parseCivilDate } from './civil-date.js';
import type { DayPlan, WeekPlan } from './day-plan.js';
import { findWeekOn, planExceptions, planWeeks } from './day-plan.js';
import { parseTime } from './shift.js';
import { itemAt } from './sorted-list.js';

/** A calendar cut to the days on which an agency works by it. */
export interface StretchPlan {
  /** -Infinity and Infinity where no other calendar comes before or after. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly weeks: readonly WeekPlan[];
  readonly exceptions: ReadonlyMap<number, DayPlan>;
  readonly precise: boolean;
  readonly cutoffMs: number;
  readonly coveredFromDay: number;
  readonly coveredToDay: number;
  readonly code: string;
  readonly name: Bilingual;
  readonly legalBasis: string | undefined;
}

/**
 * @param next the day on which another calendar begins
 * @throws CalendarFaulty when the calendar has no working week yet on the day from which it holds
 */
export function planStretch(
  { validFrom, calendar, legalBasis = calendar.legalBasis }: CalendarStretch,
  isFirst: boolean,
  next: CivilDate | undefined,
): StretchPlan {
  const weeks = planWeeks(calendar.weeks, calendar.halfDayCounts);
  const firstDay = isFirst ? -Infinity : parseCivilDate(validFrom);
  const lastDay = next === undefined ? Infinity : parseCivilDate(next) - 1;
  const first = isFirst ? itemAt(weeks, 0) : findWeekOn(weeks, firstDay);
  if (!first) {
    const reason = {
      vi: `không có tuần làm việc nào vào ngày ${validFrom}, là ngày một cơ quan bắt đầu làm việc theo lịch này`,
      en: `has no working week on ${validFrom}, from which an agency works by it`,
    };
    throw new CalendarFaulty(calendar.code, [{ path: '/weeks', reason }]);
  }
  const later = weeks.filter((week) => week !== first && week.firstDay > firstDay && week.firstDay <= lastDay);
  const exceptions = [...planExceptions(calendar, weeks)].filter(([day]) => day >= firstDay && day <= lastDay);
  return {
    firstDay,
    lastDay,
    weeks: [isFirst ? first : { ...first, firstDay }, ...later],
    exceptions: new Map(exceptions),
    precise: calendar.dayRule === 'precise',
    cutoffMs: parseTime(calendar.cutoff),
    coveredFromDay: parseCivilDate(calendar.coveredFrom),
    coveredToDay: parseCivilDate(calendar.coveredTo),
    code: calendar.code,
    name: calendar.name,
    legalBasis,
  };
}
