import type { CivilDate } from './civil-date.js';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[];

/** A text that a person reads, in Vietnamese and English. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/** Office hours per weekday, each shift `HH:MM-HH:MM`, in force until the next week begins; a weekday left out is off. */
export interface WeekDefinition {
  readonly validFrom: CivilDate;
  readonly shifts: Readonly<Partial<Record<Weekday, readonly string[] | undefined>>>;
}

/** A day off by law; `compensates` names the holiday on a weekly day off for which this day is given. */
export interface HolidayDefinition {
  readonly date: CivilDate;
  readonly name: Bilingual;
  readonly legalBasis?: string | undefined;
  readonly compensates?: CivilDate | undefined;
}

/** A working day that becomes off against a day off that is worked, with the hours of a full day. */
export interface SwapDefinition {
  readonly off: CivilDate;
  readonly worked: CivilDate;
  readonly legalBasis?: string | undefined;
}

/** A single date on which the office works for a part of the day. */
export interface HalfDayDefinition {
  readonly date: CivilDate;
  readonly shifts: readonly string[];
}

/** A date on which this office alone is closed. */
export interface ClosureDefinition {
  readonly date: CivilDate;
  readonly reason: Bilingual;
}

/** The working calendar of one or more agencies, as a province writes it. */
export interface CalendarDefinition {
  readonly code: string;
  readonly name: Bilingual;
  /** What sets the office hours. */
  readonly legalBasis?: string | undefined;
  /** `HH:MM`: what a same-day procedure receives later may be answered the next working day. */
  readonly cutoff: string;
  /**
   * `nextDay`: the first day is not counted and a limit in days ends with its last day.
   * `precise`: a day is as many working hours as a full day has, counted from the moment of the start.
   * @source Bộ luật Dân sự 91/2015/QH13, Điều 147, Điều 148 (`nextDay`)
   */
  readonly dayRule: 'nextDay' | 'precise';
  /** Whether a half working day is half a day of a limit; else it is open for intake and not counted at all. */
  readonly halfDayCounts: boolean;
  readonly weeks: readonly WeekDefinition[];
  readonly holidays: readonly HolidayDefinition[];
  readonly swaps: readonly SwapDefinition[];
  readonly halfDays?: readonly HalfDayDefinition[] | undefined;
  readonly closures?: readonly ClosureDefinition[] | undefined;
  /** The first and last date of the years whose days off have been announced. */
  readonly coveredFrom: CivilDate;
  readonly coveredTo: CivilDate;
}

/** The calendar that an agency works by from a day on, until the next stretch begins; the first holds for all days before it, too. */
export interface CalendarStretch {
  readonly validFrom: CivilDate;
  readonly calendar: CalendarDefinition;
  /** What gives this agency this calendar. */
  readonly legalBasis?: string | undefined;
}
