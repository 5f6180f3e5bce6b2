import type { Bilingual } from './calendar-definition.js';
import type { Calendar } from './calendar.js';
import type { CivilDate, Moment } from './civil-date.js';
import { DAY_MS, formatCivilDate, HOUR_MS } from './civil-date.js';
import type { DayGround, DayPlan } from './day-plan.js';
import type { Due } from './due.js';
import { countedLimit, due } from './due.js';
import { explanations } from './explain-due.messages.js';
import type { Limit } from './limit.js';

/** What one date did in the counting of a limit. */
export interface ExplainedDay {
  readonly date: CivilDate;
  /**
   * `start`: the day of the start, of which nothing is counted; `skipped`: off; a number: what the day counts, in the unit
   * of `countedLimit`. The numbers add up to the limit; 0 is a day on which the limit ends without being counted.
   */
  readonly counted: number | 'start' | 'skipped';
  readonly reason: Bilingual;
  readonly legalBasis?: string;
}

export interface ExplainedDue extends Due {
  readonly days: readonly ExplainedDay[];
}

const FIRST_DAY_NOT_COUNTED = 'Bộ luật Dân sự 91/2015/QH13, Điều 147';
const ENDS_ON_NEXT_WORKING_DAY = 'Bộ luật Dân sự 91/2015/QH13, Điều 148';

/**
 * The same as `due`, with each date from the start to the end and why it is counted or not.
 * @source Bộ luật Dân sự 91/2015/QH13, Điều 147, Điều 148
 * @throws OutOfRange as `due`
 */
export function explainDue(calendar: Calendar, start: Date, limit: Limit): ExplainedDue {
  const result = due(calendar, start, limit);
  const from = calendar.momentOf(start);
  const to = calendar.momentOf(result.dueAt);
  const explain = explainer(calendar, from, to, countedLimit(calendar, start, limit));
  const days: ExplainedDay[] = [];
  for (let day = from.day; day <= to.day; day++) days.push({ date: formatCivilDate(day), ...explain(day) });
  return { ...result, days };
}

type Explanation = Omit<ExplainedDay, 'date'>;

function explainer(calendar: Calendar, from: Moment, to: Moment, limit: Limit): (day: number) => Explanation {
  switch (limit.unit) {
    case 'workingHour':
      return (day) => explainHours(calendar, from, to, day, HOUR_MS);
    case 'workingDay':
      if (calendar.isPreciseOn(from.day))
        return (day) => explainHours(calendar, from, to, day, calendar.fullDayMs(from.day));
      return (day) => explainWorkingDay(calendar, from, day, limit.n);
    case 'calendarDay':
      return (day) => explainCalendarDay(calendar, from, to, day, limit.n);
    case 'sameDay':
      return (day) => explainSameDay(calendar, from, to, day);
  }
}

function explainHours(calendar: Calendar, from: Moment, to: Moment, day: number, unitMs: number): Explanation {
  const begin = day === from.day ? from : { day, ms: 0 };
  const end = day === to.day ? to : { day, ms: DAY_MS };
  const workedMs = calendar.workingTime.elapsed(end) - calendar.workingTime.elapsed(begin);
  const plan = calendar.planOn(day);
  if (workedMs > 0) {
    return { counted: workedMs / unitMs, reason: explanations.hours(plan.ground, workedMs), ...basis(plan.ground) };
  }
  if (day === to.day) return { counted: 0, reason: explanations.endsWithoutCounting };
  if (day === from.day) return { counted: 'start', reason: explanations.startsWhenOpen };
  return skipped(plan);
}

function explainWorkingDay(calendar: Calendar, from: Moment, day: number, n: number): Explanation {
  if (day === from.day) return startNotCounted;
  const plan = calendar.planOn(day);
  if (plan.halves === 0) return skipped(plan);
  const left = n - calendar.halvesAfter(from.day, day - 1) / 2;
  if (left === 0) return { counted: 0, reason: explanations.endsWithoutCounting };
  return { counted: Math.min(plan.halves / 2, left), reason: explanations.day(plan), ...basis(plan.ground) };
}

function explainCalendarDay(calendar: Calendar, from: Moment, to: Moment, day: number, n: number): Explanation {
  if (day === from.day) return startNotCounted;
  const plan = calendar.planOn(day);
  if (day <= from.day + n) return { counted: 1, reason: explanations.everyDay(plan), ...basis(plan.ground) };
  if (day < to.day) return skipped(plan);
  if (n === 0) return { counted: 0, reason: explanations.endsWithoutCounting };
  return { counted: 0, reason: explanations.endsOnNextWorkingDay, legalBasis: ENDS_ON_NEXT_WORKING_DAY };
}

function explainSameDay(calendar: Calendar, from: Moment, to: Moment, day: number): Explanation {
  if (day === to.day) {
    return { counted: 0, reason: day === from.day ? explanations.sameDay : explanations.nextWorkingDay };
  }
  if (day > from.day) return skipped(calendar.planOn(day));
  const plan = calendar.planOn(day);
  if (plan.halves > 0) return { counted: 'start', reason: explanations.afterCutoff };
  return { ...skipped(plan), counted: 'start' };
}

const startNotCounted: Explanation = {
  counted: 'start',
  reason: explanations.startNotCounted,
  legalBasis: FIRST_DAY_NOT_COUNTED,
};

function skipped(plan: DayPlan): Explanation {
  return { counted: 'skipped', reason: explanations.day(plan), ...basis(plan.ground) };
}

function basis(ground: DayGround): Pick<ExplainedDay, 'legalBasis'> {
  const legalBasis =
    'holiday' in ground ? ground.holiday.legalBasis : 'swap' in ground ? ground.swap.legalBasis : undefined;
  return legalBasis === undefined ? {} : { legalBasis };
}
