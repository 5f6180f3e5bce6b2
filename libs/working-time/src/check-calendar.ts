import type { Bilingual, CalendarDefinition } from './calendar-definition.js';
import { WEEKDAYS } from './calendar-definition.js';
import type { CivilDate } from './civil-date.js';
import { parseCivilDate } from './civil-date.js';
import type { DayPlan, WeekPlan } from './day-plan.js';
import { findWeekOn, planWeeks, weekdayPlan } from './day-plan.js';
import { OutOfRange } from './out-of-range.js';
import { parseShifts, parseTime } from './shift.js';

/** What is wrong with a calendar, and where: `path` is a JSON pointer into the definition. */
export interface CalendarFault {
  readonly path: string;
  readonly reason: Bilingual;
}

/** All faults of a calendar at once, in the order of the definition; none means that it compiles. */
export function checkCalendar(definition: CalendarDefinition): CalendarFault[] {
  const faults = new Faults();
  faults.read('/cutoff', () => parseTime(definition.cutoff));
  const weeks = checkWeeks(definition, faults);
  checkDates(definition, weeks, faults);
  checkCoverage(definition, weeks, faults);
  return faults.found;
}

class Faults {
  readonly found: CalendarFault[] = [];

  add(path: string, reason: Bilingual): void {
    this.found.push({ path, reason });
  }

  /** What the parser gives; what it throws is a fault. */
  read<T>(path: string, parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof OutOfRange)) throw error;
      this.add(path, error.reason);
      return undefined;
    }
  }
}

/** The planned weeks, or undefined when they have faults, so that no date can be judged by them. */
function checkWeeks({ weeks, halfDayCounts }: CalendarDefinition, faults: Faults): WeekPlan[] | undefined {
  const before = faults.found.length;
  if (weeks.length === 0) faults.add('/weeks', { vi: 'không có tuần làm việc nào', en: 'there is no working week' });
  const seen = new Set<CivilDate>();
  weeks.forEach((week, i) => {
    const path = `/weeks/${String(i)}`;
    faults.read(`${path}/validFrom`, () => parseCivilDate(week.validFrom));
    if (seen.has(week.validFrom)) {
      faults.add(`${path}/validFrom`, {
        vi: `đã có tuần khác bắt đầu từ ngày ${week.validFrom}`,
        en: `another week begins on ${week.validFrom}`,
      });
    }
    seen.add(week.validFrom);
    for (const weekday of WEEKDAYS) {
      faults.read(`${path}/shifts/${weekday}`, () => parseShifts(week.shifts[weekday] ?? []));
    }
    if (WEEKDAYS.every((weekday) => !week.shifts[weekday]?.length)) {
      faults.add(`${path}/shifts`, { vi: 'không có ngày làm việc nào', en: 'no day is worked' });
    }
  });
  return faults.found.length === before ? planWeeks(weeks, halfDayCounts) : undefined;
}

function checkDates(definition: CalendarDefinition, weeks: WeekPlan[] | undefined, faults: Faults): void {
  const pathByDate = new Map<CivilDate, string>();
  /** The weekday's plan of a date that exists, lies in a working week and is named once. */
  const read = (path: string, date: CivilDate, named: Map<CivilDate, string>): DayPlan | undefined => {
    const day = faults.read(path, () => parseCivilDate(date));
    if (day === undefined) return undefined;
    const other = named.get(date);
    if (other) {
      faults.add(path, { vi: `${date} đã được nêu ở ${other}`, en: `${date} is already named in ${other}` });
    } else named.set(date, path);
    if (!weeks) return undefined;
    const week = findWeekOn(weeks, day);
    if (!week) faults.add(path, noWeekInForce(date));
    return week && weekdayPlan(week, day);
  };

  definition.holidays.forEach(({ date, compensates }, i) => {
    const path = `/holidays/${String(i)}`;
    read(`${path}/date`, date, pathByDate);
    if (compensates === undefined) return;
    const compensated = read(`${path}/compensates`, compensates, new Map());
    if (compensated && compensated.ground.type !== 'weeklyOff') {
      faults.add(`${path}/compensates`, {
        vi: `${compensates} không phải ngày nghỉ hằng tuần nên không có gì để nghỉ bù`,
        en: `${compensates} is no weekly day off, so nothing is to be compensated`,
      });
    }
  });
  definition.swaps.forEach(({ off, worked }, i) => {
    const path = `/swaps/${String(i)}`;
    if (read(`${path}/off`, off, pathByDate)?.ground.type === 'weeklyOff') {
      faults.add(`${path}/off`, {
        vi: `${off} vốn đã là ngày nghỉ hằng tuần`,
        en: `${off} is a weekly day off already`,
      });
    }
    if (read(`${path}/worked`, worked, pathByDate)?.ground.type === 'fullDay') {
      faults.add(`${path}/worked`, {
        vi: `${worked} vốn đã là ngày làm việc cả ngày`,
        en: `${worked} is a full working day already`,
      });
    }
  });
  definition.halfDays?.forEach(({ date, shifts }, i) => {
    const path = `/halfDays/${String(i)}`;
    read(`${path}/date`, date, pathByDate);
    if (faults.read(`${path}/shifts`, () => parseShifts(shifts))?.length === 0) {
      faults.add(`${path}/shifts`, {
        vi: 'ngày làm việc nửa ngày mà không có ca nào là ngày đóng cửa',
        en: 'a half day without shifts is a closure',
      });
    }
  });
  // An office may close on any date, also on one that the lists above name; only twice makes no sense.
  const closures = new Map<CivilDate, string>();
  definition.closures?.forEach(({ date }, i) => read(`/closures/${String(i)}/date`, date, closures));
}

function noWeekInForce(date: CivilDate): Bilingual {
  return { vi: `không có tuần làm việc nào áp dụng vào ngày ${date}`, en: `no working week is in force on ${date}` };
}

function checkCoverage(definition: CalendarDefinition, weeks: WeekPlan[] | undefined, faults: Faults): void {
  const { coveredFrom, coveredTo } = definition;
  const from = faults.read('/coveredFrom', () => parseCivilDate(coveredFrom));
  const to = faults.read('/coveredTo', () => parseCivilDate(coveredTo));
  if (from !== undefined && to !== undefined && to < from) {
    faults.add('/coveredTo', { vi: `đứng trước ngày ${coveredFrom}`, en: `is before ${coveredFrom}` });
  }
  if (from !== undefined && weeks && !findWeekOn(weeks, from)) {
    faults.add('/coveredFrom', noWeekInForce(coveredFrom));
  }
}
