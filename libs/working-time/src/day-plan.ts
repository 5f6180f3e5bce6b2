import type {
  CalendarDefinition,
  ClosureDefinition,
  HolidayDefinition,
  SwapDefinition,
  WeekDefinition,
} from './calendar-definition.js';
import { WEEKDAYS } from './calendar-definition.js';
import { parseCivilDate, weekdayOf } from './civil-date.js';
import type { Shift } from './shift.js';
import { lengthOf, parseShifts } from './shift.js';
import { itemAt } from './sorted-list.js';

/** Why a date is open or closed. */
export type DayGround =
  | { readonly type: 'fullDay' | 'halfDay' | 'weeklyOff' }
  | { readonly type: 'holiday'; readonly holiday: HolidayDefinition }
  | { readonly type: 'swappedOff' | 'swappedWorked'; readonly swap: SwapDefinition }
  | { readonly type: 'closure'; readonly closure: ClosureDefinition };

/** What one date is worth. */
export interface DayPlan {
  readonly ground: DayGround;
  /** When the office is open. */
  readonly openShifts: readonly Shift[];
  /** When time is counted: the open shifts, or none on a half day that does not count. */
  readonly workingShifts: readonly Shift[];
  /** What the date counts in half days: 0, 1 or 2. */
  readonly halves: number;
}

/** A working week: the plans of Monday to Sunday, from `firstDay` until the next week begins. */
export interface WeekPlan {
  readonly firstDay: number;
  readonly days: readonly DayPlan[];
  readonly fullDayShifts: readonly Shift[];
}

/** The working weeks by their first day, ascending. */
export function planWeeks(weeks: readonly WeekDefinition[], halfDayCounts: boolean): WeekPlan[] {
  return weeks.map((week) => planWeek(week, halfDayCounts)).sort((a, b) => a.firstDay - b.firstDay);
}

/** The full day is the longest of the week; a weekday shorter than three quarters of it is a half day. */
function planWeek(week: WeekDefinition, halfDayCounts: boolean): WeekPlan {
  const shiftsByWeekday = WEEKDAYS.map((weekday) => parseShifts(week.shifts[weekday] ?? []));
  const fullDayShifts = shiftsByWeekday.reduce((longest, shifts) =>
    lengthOf(shifts) > lengthOf(longest) ? shifts : longest,
  );
  const days = shiftsByWeekday.map((shifts) => {
    if (shifts.length === 0) return planOff({ type: 'weeklyOff' });
    if (lengthOf(shifts) < 0.75 * lengthOf(fullDayShifts)) return planHalf(shifts, halfDayCounts);
    return planFull({ type: 'fullDay' }, shifts);
  });
  return { firstDay: parseCivilDate(week.validFrom), days, fullDayShifts };
}

/** The week in force on a day, if any. */
export function findWeekOn(weeks: readonly WeekPlan[], day: number): WeekPlan | undefined {
  return weeks.findLast((week) => week.firstDay <= day);
}

/** The plans of the dates that differ from their weekday; a closed day is never opened by another entry. */
export function planExceptions(definition: CalendarDefinition, weeks: readonly WeekPlan[]): Map<number, DayPlan> {
  const plans = new Map<number, DayPlan>();
  for (const halfDay of definition.halfDays ?? []) {
    plans.set(parseCivilDate(halfDay.date), planHalf(parseShifts(halfDay.shifts), definition.halfDayCounts));
  }
  for (const swap of definition.swaps) {
    const worked = parseCivilDate(swap.worked);
    const fullDayShifts = findWeekOn(weeks, worked)?.fullDayShifts ?? [];
    plans.set(worked, planFull({ type: 'swappedWorked', swap }, fullDayShifts));
    plans.set(parseCivilDate(swap.off), planOff({ type: 'swappedOff', swap }));
  }
  for (const closure of definition.closures ?? []) {
    plans.set(parseCivilDate(closure.date), planOff({ type: 'closure', closure }));
  }
  // Last, so that a closure on a holiday is explained by the law rather than by the office.
  for (const holiday of definition.holidays) {
    plans.set(parseCivilDate(holiday.date), planOff({ type: 'holiday', holiday }));
  }
  return plans;
}

export function weekdayPlan(week: WeekPlan, day: number): DayPlan {
  return itemAt(week.days, weekdayOf(day));
}

function planOff(ground: DayGround): DayPlan {
  return { ground, openShifts: [], workingShifts: [], halves: 0 };
}

function planFull(ground: DayGround, shifts: readonly Shift[]): DayPlan {
  return { ground, openShifts: shifts, workingShifts: shifts, halves: 2 };
}

function planHalf(shifts: readonly Shift[], counts: boolean): DayPlan {
  return {
    ground: { type: 'halfDay' },
    openShifts: shifts,
    workingShifts: counts ? shifts : [],
    halves: counts ? 1 : 0,
  };
}
