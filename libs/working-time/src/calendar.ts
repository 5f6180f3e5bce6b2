import type { CalendarDefinition } from './calendar-definition.js';
import type { CalendarFault } from './check-calendar.js';
import { checkCalendar } from './check-calendar.js';
import type { Moment } from './civil-date.js';
import { formatCivilDate, parseCivilDate, toMoment } from './civil-date.js';
import type { DayPlan, WeekPlan } from './day-plan.js';
import { findWeekOn, planExceptions, planWeeks, weekdayPlan } from './day-plan.js';
import { OutOfRange } from './out-of-range.js';
import { RunningTotal } from './running-total.js';
import { closingOf, lengthOf, parseTime } from './shift.js';
import { ShiftTime } from './shift-time.js';
import { itemAt } from './sorted-list.js';

/** A calendar definition has faults; `faults` names all of them. */
export class CalendarFaulty extends Error {
  override readonly name = 'CalendarFaulty';

  constructor(
    code: string,
    readonly faults: readonly CalendarFault[],
  ) {
    super(`calendar ${code}: ${faults.map(({ path, reason }) => `${path}: ${reason}`).join('; ')}`);
  }
}

/** A compiled calendar: made once by `compileCalendar`, never changed, and opaque outside this library. */
export class Calendar {
  readonly precise: boolean;
  readonly cutoffMs: number;
  /** Working time and open time differ on half days that do not count. */
  readonly workingTime: ShiftTime;
  readonly openTime: ShiftTime;
  private readonly halves: RunningTotal;
  private readonly weeks: readonly WeekPlan[];
  private readonly exceptions: ReadonlyMap<number, DayPlan>;
  private readonly firstDay: number;
  private readonly coveredFromDay: number;
  private readonly coveredToDay: number;

  /** The definition has passed `checkCalendar`. */
  constructor(definition: CalendarDefinition) {
    this.precise = definition.dayRule === 'precise';
    this.cutoffMs = parseTime(definition.cutoff);
    this.coveredFromDay = parseCivilDate(definition.coveredFrom);
    this.coveredToDay = parseCivilDate(definition.coveredTo);
    this.weeks = planWeeks(definition.weeks, definition.halfDayCounts);
    this.exceptions = planExceptions(definition, this.weeks);
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
      throw new OutOfRange(`the calendar has no working week before ${formatCivilDate(this.firstDay)}`);
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

  isCovered(fromDay: number, toDay: number): boolean {
    return fromDay >= this.coveredFromDay && toDay <= this.coveredToDay;
  }

  private weekOn(day: number): WeekPlan {
    const week = findWeekOn(this.weeks, day);
    if (!week) throw new OutOfRange(`the calendar has no working week on ${formatCivilDate(day)}`);
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
  const faults = checkCalendar(definition);
  if (faults.length > 0) throw new CalendarFaulty(definition.code, faults);
  return new Calendar(definition);
}
