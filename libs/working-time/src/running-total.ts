import { firstDayOfWeek, weekdayOf, weekOf } from './civil-date.js';
import { countAtMost, itemAt } from './sorted-list.js';

/** A stretch of days from `firstDay` to the next run on which each weekday (Monday first) is worth the same. */
export interface Run {
  readonly firstDay: number;
  readonly worthByWeekday: readonly number[];
}

interface SummedRun {
  /** The worth of the weekdays before each weekday, then that of the whole week. */
  readonly worthWithinWeek: readonly number[];
  readonly worthOfWeek: number;
  /** What the total before a day has above the worth of all weeks since week 0, were they all like this run's. */
  readonly offset: number;
}

/**
 * What the days of a calendar are worth, summed from its first day, in integers. Whole weeks are multiplied and runs are
 * searched by halves, so that a span of years costs what a span of days costs.
 */
export class RunningTotal {
  private readonly firstDays: number[] = [];
  private readonly totalsBefore: number[] = [];
  private readonly runs: SummedRun[] = [];

  /** Runs in ascending order; the last goes on for ever and is worth something in every week. */
  constructor(runs: readonly Run[]) {
    for (const { firstDay, worthByWeekday } of runs) {
      const totalBefore = this.runs.length === 0 ? 0 : this.before(firstDay);
      const worthWithinWeek = [0];
      let worthOfWeek = 0;
      for (const worth of worthByWeekday) worthWithinWeek.push((worthOfWeek += worth));
      const run = { worthWithinWeek, worthOfWeek, offset: 0 };
      this.firstDays.push(firstDay);
      this.totalsBefore.push(totalBefore);
      this.runs.push({ ...run, offset: totalBefore - sinceWeekZero(run, firstDay) });
    }
  }

  /** The worth of all days before this one, which is not before the first run. */
  before(day: number): number {
    const run = itemAt(this.runs, countAtMost(this.firstDays, day) - 1);
    return run.offset + sinceWeekZero(run, day);
  }

  /** The first day at whose end the total is at least this one, which is above 0. */
  dayReaching(total: number): number {
    const run = itemAt(this.runs, countAtMost(this.totalsBefore, total - 1) - 1);
    const weekly = total - run.offset;
    const week = Math.ceil(weekly / run.worthOfWeek) - 1;
    const withinWeek = weekly - week * run.worthOfWeek;
    return firstDayOfWeek(week) + countAtMost(run.worthWithinWeek, withinWeek - 1) - 1;
  }
}

function sinceWeekZero({ worthWithinWeek, worthOfWeek }: SummedRun, day: number): number {
  return weekOf(day) * worthOfWeek + itemAt(worthWithinWeek, weekdayOf(day));
}
