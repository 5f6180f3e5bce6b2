import fc from 'fast-check';
import type { CalendarDefinition, WeekDefinition } from './calendar-definition.js';
import { WEEKDAYS } from './calendar-definition.js';
import type { Limit } from './limit.js';
import { MinuteCounter } from './minute-counter.fixture.js';

const FIRST_MINUTE = MinuteCounter.minuteOf(new Date('2025-01-01T00:00:00+07:00'));
const DAYS = 120;

function dateAfter(days: number): string {
  return new Date((FIRST_MINUTE / 1440 + days) * 86_400_000).toISOString().slice(0, 10);
}

const shifts = fc.constantFrom(
  [],
  ['07:00-11:00'],
  ['07:00-11:00', '13:00-17:00'],
  ['07:30-11:30', '13:00-16:40'],
  ['08:00-12:00', '12:00-15:00'],
  ['00:00-23:56'],
  ['13:00-21:00'],
);

function week(validFrom: string): fc.Arbitrary<WeekDefinition> {
  return fc
    .tuple(...WEEKDAYS.map(() => shifts))
    .filter((days) => days.some((day) => day.length > 0))
    .map((days) => ({ validFrom, shifts: Object.fromEntries(WEEKDAYS.map((weekday, i) => [weekday, days[i]])) }));
}

const weeks = fc
  .tuple(week(dateAfter(0)), fc.option(fc.integer({ min: 1, max: DAYS }).chain((days) => week(dateAfter(days)))))
  .map(([first, second]) => (second ? [second, first] : [first]));

const otherDay = fc.record({
  kind: fc.constantFrom('holiday', 'halfDay', 'closure', 'swap'),
  shifts: fc.constantFrom(['07:00-11:00'], ['13:00-14:30', '15:00-16:00'], ['08:00-12:00', '13:00-17:00']),
});

function isWorkedByWeek(definition: Pick<CalendarDefinition, 'weeks'>, date: string): boolean {
  const inForce = [...definition.weeks].sort((a, b) => (a.validFrom > b.validFrom ? -1 : 1));
  const weekday = WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7];
  const day = inForce.find(({ validFrom }) => validFrom <= date);
  return weekday !== undefined && (day?.shifts[weekday]?.length ?? 0) > 0;
}

/** Calendars of 120 days with up to two working weeks, holidays, half days, closures and swaps. */
export const calendarDefinition: fc.Arbitrary<CalendarDefinition> = fc
  .record({
    weeks,
    dayRule: fc.constantFrom('nextDay' as const, 'precise' as const),
    halfDayCounts: fc.boolean(),
    cutoff: fc.constantFrom('15:00', '11:00', '08:30'),
    others: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: DAYS }), otherDay), {
      maxLength: 24,
      selector: ([days]) => days,
    }),
  })
  .map(({ weeks, dayRule, halfDayCounts, cutoff, others }) => {
    const name = { vi: 'Lịch', en: 'Calendar' };
    const dated = others.map(([days, other]) => ({ date: dateAfter(days), ...other }));
    const of = (kind: string) => dated.filter((other) => other.kind === kind);
    const offs = of('swap').filter(({ date }) => isWorkedByWeek({ weeks }, date));
    const worked = of('swap').filter(({ date }) => !isWorkedByWeek({ weeks }, date));
    return {
      code: 'random',
      name,
      cutoff,
      dayRule,
      halfDayCounts,
      weeks,
      holidays: of('holiday').map(({ date }) => ({ date, name })),
      swaps: offs.flatMap(({ date: off }, i) => worked.slice(i, i + 1).map(({ date }) => ({ off, worked: date }))),
      halfDays: of('halfDay').map(({ date, shifts }) => ({ date, shifts })),
      closures: of('closure').map(({ date }) => ({ date, reason: name })),
      coveredFrom: dateAfter(0),
      coveredTo: dateAfter(365),
    };
  });

/** Instants at a whole minute within the calendar's first 100 days. */
export const start: fc.Arbitrary<Date> = fc
  .integer({ min: 0, max: 100 * 1440 })
  .map((minute) => MinuteCounter.instantOf(FIRST_MINUTE + minute));

/** Limits of every unit that are a whole number of minutes. */
export const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.integer({ min: 0, max: 3600 }).map((minutes) => ({ n: minutes / 60, unit: 'workingHour' as const })),
  fc.integer({ min: 0, max: 30 }).map((n) => ({ n, unit: 'workingDay' as const })),
  fc.constantFrom(0.25, 0.5, 1.5, 2.75).map((n) => ({ n, unit: 'workingDay' as const })),
  fc.integer({ min: 0, max: 40 }).map((n) => ({ n, unit: 'calendarDay' as const })),
  fc.constant({ n: 0, unit: 'sameDay' as const }),
);
