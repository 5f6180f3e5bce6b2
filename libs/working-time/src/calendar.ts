import type { CalendarDefinition, CalendarStretch } from './calendar-definition.js';
import { CalendarFaulty } from './calendar-faulty.js';
import { checkCalendar } from './check-calendar.js';
import type { Moment } from './civil-date.js';
import { formatCivilDate, toMoment } from './civil-date.js';
import type { DayPlan, WeekPlan } from './day-plan.js';
import { findWeekOn, weekdayPlan } from './day-plan.js';
import { OutOfRange } from './out-of-range.js';
import { RunningTotal } from './running-total.js';
import { closingOf, lengthOf } from './shift.js';
import { ShiftTime } from './shift-time.js';
import { itemAt } from './sorted-list.js';
import { planStretch, type StretchPlan } from './stretch-plan.js';

/** A compiled calendar: made once by `compileCalendar` or `compileStretches`, never changed, and opaque outside this library. */
export class Calendar {
  /** Working time and open time differ on half days that do not count. */
  readonly workingTime: ShiftTime;
  readonly openTime: ShiftTime;
  private readonly halves: RunningTotal;
  private readonly weeks: readonly WeekPlan[];
  private readonly exceptions: ReadonlyMap<number, DayPlan>;
  private readonly firstDay: number;

  /** The definitions have passed `checkCalendar`, and each has a working week on the first day of its stretch. */
  constructor(private readonly stretches: readonly StretchPlan[]) {
    this.weeks = stretches.flatMap(({ weeks }) => weeks);
    this.exceptions = new Map(stretches.flatMap(({ exceptions }) => [...exceptions]));
    const starts = [
      ...this.weeks.map((week) => week.firstDay),
      ...[...this.exceptions.keys()].flatMap((d) => [d, d + 1]),
    ];
    const firstDays = [...new Set(starts)].sort((a, b) => a - b);
    this.firstDay = itemAt(firstDays, 0);
    const total = (worth: (plan: DayPlan) => number): RunningTotal =>
      new RunningTotal(
        firstDays.map((firstDay) => ({
          firstDay,
          worthByWeekday: this.plansByWeekday(firstDay).map(worth),
        })),
      );
    this.halves = total((plan) => plan.halves);
    this.workingTime = new ShiftTime(
      total((plan) => lengthOf(plan.workingShifts)),
      (day) => this.planOn(day).workingShifts,
    );
    this.openTime = new ShiftTime(
      total((plan) => lengthOf(plan.openShifts)),
      (day) => this.planOn(day).openShifts,
    );
  }

  /** @throws OutOfRange when the instant is invalid, outside the years 1900 to 2200 or before the first working week */
  momentOf(instant: Date): Moment {
    const moment = toMoment(instant);
    if (moment.day < this.firstDay) {
      const date = formatCivilDate(this.firstDay);
      throw new OutOfRange({
        vi: `lịch chưa có tuần làm việc nào trước ngày ${date}`,
        en: `the calendar has no working week before ${date}`,
      });
    }
    return moment;
  }

  planOn(day: number): DayPlan {
    return this.exceptions.get(day) ?? weekdayPlan(this.weekOn(day), day);
  }

  /** The end of a working day's last shift. */
  closingOn(day: number): Moment {
    return { day, ms: closingOf(this.planOn(day).workingShifts) };
  }

  /** The length of a full working day, in the week in force on this day. */
  fullDayMs(day: number): number {
    return lengthOf(this.weekOn(day).fullDayShifts);
  }

  /** Half days worked after the day `from`, up to and with the day `to`. */
  halvesAfter(from: number, to: number): number {
    return this.halves.before(to + 1) - this.halves.before(from + 1);
  }

  /** The first working day by whose end so many half days have been worked after `day`; at least 1. */
  dayAfterHalves(day: number, halves: number): number {
    return this.halves.dayReaching(this.halves.before(day + 1) + halves);
  }

  /** Whether a limit that starts on this day counts a day as so many hours. */
  isPreciseOn(day: number): boolean {
    return this.stretchOn(day).precise;
  }

  cutoffMsOn(day: number): number {
    return this.stretchOn(day).cutoffMs;
  }

  /** Whether the days off from one day to another have all been announced. */
  isCovered(fromDay: number, toDay: number): boolean {
    return this.stretchesOver(fromDay, toDay).every(
      ({ firstDay, lastDay, coveredFromDay, coveredToDay }) =>
        Math.max(fromDay, firstDay) >= coveredFromDay && Math.min(toDay, lastDay) <= coveredToDay,
    );
  }

  /** The stretches that a span from one day to another lies in, one after the other. */
  stretchesOver(fromDay: number, toDay: number): readonly StretchPlan[] {
    return this.stretches.filter(({ firstDay, lastDay }) => firstDay <= toDay && lastDay >= fromDay);
  }

  private stretchOn(day: number): StretchPlan {
    const stretch = this.stretches.findLast(({ firstDay }) => firstDay <= day);
    if (!stretch) throw noWeekOn(day);
    return stretch;
  }

  private weekOn(day: number): WeekPlan {
    const week = findWeekOn(this.weeks, day);
    if (!week) throw noWeekOn(day);
    return week;
  }

  /** The plans of Monday to Sunday as they hold from `firstDay` on: an exception's run is that one day. */
  private plansByWeekday(firstDay: number): readonly DayPlan[] {
    const exception = this.exceptions.get(firstDay);
    return exception ? Array<DayPlan>(7).fill(exception) : this.weekOn(firstDay).days;
  }
}

/**
 * Compiles a calendar for `due`, `measure` and the like. Costs a fraction of a millisecond; keep the result.
 * @throws CalendarFaulty with all faults when `checkCalendar` finds any
 */
export function compileCalendar(definition: CalendarDefinition): Calendar {
  return compileStretches([{ validFrom: definition.coveredFrom, calendar: definition }]);
}

/**
 * Compiles the calendars that an agency works by one after the other: a span that runs from one into the next is counted by the first up to
 * the day on which the next begins. How a limit is counted, `dayRule` and `cutoff`, is decided on the day of its start.
 * @param stretches at least one, in the order of their days
 * @throws CalendarFaulty when a definition has faults or no working week on the day from which it holds
 */
export function compileStretches(stretches: readonly CalendarStretch[]): Calendar {
  for (const { calendar } of stretches) {
    const faults = checkCalendar(calendar);
    if (faults.length > 0) throw new CalendarFaulty(calendar.code, faults);
  }
  return new Calendar(
    stretches.map((stretch, index) => planStretch(stretch, index === 0, stretches[index + 1]?.validFrom)),
  );
}

function noWeekOn(day: number): OutOfRange {
  const date = formatCivilDate(day);
  return new OutOfRange({
    vi: `lịch không có tuần làm việc nào vào ngày ${date}`,
    en: `the calendar has no working week on ${date}`,
  });
}
