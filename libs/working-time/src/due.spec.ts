import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCalendar } from './calendar.js';
import { countedLimit, due } from './due.js';
import type { Limit, LimitUnit } from './limit.js';
import { at, officeWeek, officialCalendar } from './official-calendar.fixture.js';
import { OutOfRange } from './out-of-range.js';

const calendar = compileCalendar(officialCalendar);
const saturdayMorning = [{ validFrom: '2024-01-01', shifts: { ...officeWeek, sat: ['07:00-11:00'] } }];
const halfSaturdays = compileCalendar({ ...officialCalendar, weeks: saturdayMorning, halfDayCounts: true });
const intakeSaturdays = compileCalendar({ ...officialCalendar, weeks: saturdayMorning });

function assertDue(on: typeof calendar, start: string, n: number, unit: LimitUnit, expected: string): void {
  assert.deepEqual(due(on, at(start), { n, unit }).dueAt, at(expected));
}

describe('a limit in working hours', () => {
  it('ends at the closing when its last hour does, not at the next opening', () => {
    assertDue(calendar, '2025-06-05T09:00', 2, 'workingHour', '2025-06-05T11:00');
  });

  it('starts at the next opening for what arrives in the lunch break, in the evening or on a day off', () => {
    assertDue(calendar, '2025-06-05T11:30', 1, 'workingHour', '2025-06-05T14:00');
    assertDue(calendar, '2025-06-05T20:00', 1, 'workingHour', '2025-06-06T08:00');
    assertDue(calendar, '2025-06-07T09:00', 1, 'workingHour', '2025-06-09T08:00');
  });

  it('keeps the seconds at which it started', () => {
    const start = new Date('2025-06-05T09:20:31.250+07:00');
    assert.deepEqual(
      due(calendar, start, { n: 8, unit: 'workingHour' }).dueAt,
      new Date('2025-06-06T09:20:31.250+07:00'),
    );
  });

  it('that is no whole number of milliseconds is rounded', () => {
    const start = at('2025-06-05T09:00');
    const seventh = new Date(start.getTime() + 514_286);
    assert.deepEqual(due(calendar, start, { n: 1 / 7, unit: 'workingHour' }).dueAt, seventh);
    assert.equal(countedLimit(calendar, start, { n: 1 / 7, unit: 'workingDay' }).n, 4_114_286 / 3_600_000);
  });

  it('that is used up ends at once, or at the next opening', () => {
    assertDue(calendar, '2025-06-05T09:20', 0, 'workingHour', '2025-06-05T09:20');
    assertDue(calendar, '2025-06-05T17:00', 0, 'workingHour', '2025-06-06T07:00');
  });
});

describe('a same-day limit', () => {
  it('is still due that day at the cutoff itself, and no longer a second after', () => {
    assertDue(calendar, '2025-06-05T15:00', 0, 'sameDay', '2025-06-05T17:00');
    const late = new Date('2025-06-05T15:00:01+07:00');
    assert.deepEqual(due(calendar, late, { n: 0, unit: 'sameDay' }).dueAt, at('2025-06-06T17:00'));
  });

  it('received before the opening is due that day, on a day off the next working day', () => {
    assertDue(calendar, '2025-06-05T05:00', 0, 'sameDay', '2025-06-05T17:00');
    assertDue(calendar, '2025-06-07T09:00', 0, 'sameDay', '2025-06-09T17:00');
  });

  it('received on a half day after its closing is due the next working day', () => {
    assertDue(halfSaturdays, '2025-06-07T10:00', 0, 'sameDay', '2025-06-07T11:00');
    assertDue(halfSaturdays, '2025-06-07T11:00', 0, 'sameDay', '2025-06-09T17:00');
  });
});

describe('a half working day', () => {
  it('is half a day of a limit where the agency counts it', () => {
    assertDue(halfSaturdays, '2025-06-05T09:00', 2, 'workingDay', '2025-06-09T17:00');
    assertDue(halfSaturdays, '2025-06-05T09:00', 3, 'workingDay', '2025-06-10T17:00');
    assertDue(halfSaturdays, '2025-06-06T16:00', 3, 'workingHour', '2025-06-07T09:00');
    assertDue(halfSaturdays, '2025-06-05T09:00', 2, 'calendarDay', '2025-06-07T11:00');
  });

  it('is not counted, in days or hours, where it is for intake only', () => {
    assertDue(intakeSaturdays, '2025-06-05T09:00', 2, 'workingDay', '2025-06-09T17:00');
    assertDue(intakeSaturdays, '2025-06-05T09:00', 3, 'workingDay', '2025-06-10T17:00');
    assertDue(intakeSaturdays, '2025-06-06T16:00', 3, 'workingHour', '2025-06-09T09:00');
    assertDue(intakeSaturdays, '2025-06-05T09:00', 2, 'calendarDay', '2025-06-09T17:00');
  });

  it('is a weekday shorter than three quarters of the full day', () => {
    const fridaysOf = (shift: string) =>
      compileCalendar({
        ...officialCalendar,
        weeks: [{ validFrom: '2024-01-01', shifts: { ...officeWeek, fri: [shift] } }],
        swaps: [],
      });
    assertDue(fridaysOf('07:00-13:00'), '2025-06-05T09:00', 1, 'workingDay', '2025-06-06T13:00');
    assertDue(fridaysOf('07:00-12:59'), '2025-06-05T09:00', 1, 'workingDay', '2025-06-09T17:00');
  });

  it('becomes a full day when a swap makes it worked', () => {
    assertDue(intakeSaturdays, '2025-04-24T08:00', 3, 'workingDay', '2025-04-28T17:00');
  });

  it('may be a single date with hours of its own', () => {
    const halfDays = [{ date: '2025-06-06', shifts: ['08:00-10:30'] }];
    const on = compileCalendar({ ...officialCalendar, halfDays, halfDayCounts: true });
    assertDue(on, '2025-06-05T09:00', 1, 'calendarDay', '2025-06-06T10:30');
    assertDue(on, '2025-06-05T16:00', 2, 'workingHour', '2025-06-06T09:00');
  });
});

describe('a clock that resumes with nothing left', () => {
  it('is due at the end of that working day, or of the next when that is over', () => {
    for (const unit of ['workingDay', 'calendarDay'] as const) {
      assertDue(calendar, '2025-06-05T16:30', 0, unit, '2025-06-05T17:00');
      assertDue(calendar, '2025-06-06T17:00', 0, unit, '2025-06-09T17:00');
    }
  });
});

describe('working weeks and closures', () => {
  it('use the hours in force on the date', () => {
    const summer = { mon: ['06:30-14:30'], tue: ['06:30-14:30'] };
    const on = compileCalendar({
      ...officialCalendar,
      swaps: [],
      weeks: [{ validFrom: '2025-06-09', shifts: summer }, ...officialCalendar.weeks],
    });
    assertDue(on, '2025-06-06T16:00', 2, 'workingHour', '2025-06-09T07:30');
    assertDue(on, '2025-06-06T16:00', 3, 'workingDay', '2025-06-16T14:30');
  });

  it('skip a date on which the office is closed, even one worked by a swap', () => {
    const reason = { vi: 'Bão số 5', en: 'Typhoon' };
    const closures = ['2025-06-06', '2025-04-26'].map((date) => ({ date, reason }));
    const on = compileCalendar({ ...officialCalendar, closures });
    assertDue(on, '2025-06-05T09:00', 1, 'workingDay', '2025-06-09T17:00');
    assertDue(on, '2025-04-25T09:00', 1, 'workingDay', '2025-04-28T17:00');
  });
});

describe('a span beyond the announced years', () => {
  it('gives a provisional due date', () => {
    const days = (start: string): boolean => due(calendar, at(start), { n: 2, unit: 'workingDay' }).provisional;
    assert.equal(days('2026-12-29T09:00'), false);
    assert.equal(days('2026-12-30T09:00'), true);
    assert.equal(days('2024-12-30T09:00'), true);
  });

  it('is counted by the working week, over many years as over a few days', () => {
    const weeks = (n: number): Date => due(calendar, at('2027-01-01T09:00'), { n: 5 * n, unit: 'workingDay' }).dueAt;
    assert.deepEqual(weeks(1), at('2027-01-08T17:00'));
    assert.deepEqual(weeks(52 * 100), at('2126-08-30T17:00'));
  });
});

describe('absurd input', () => {
  const ask = (start: Date, n: number, unit: LimitUnit) => () => due(calendar, start, { n, unit });
  const start = at('2025-06-05T09:00');

  it('is refused: limits that are no number of their unit', () => {
    for (const n of [Number.NaN, -1, Infinity, 1e300]) {
      assert.throws(ask(start, n, 'workingDay'), OutOfRange);
      assert.throws(ask(start, n, 'workingHour'), { name: 'OutOfRange', message: /a limit is a number from 0/ });
    }
    assert.throws(ask(start, 1.5, 'calendarDay'), { message: /calendar days are counted whole, not 1.5/ });
    assert.throws(ask(start, 1, 'sameDay'), { message: /a same-day limit has n = 0/ });
  });

  it('is refused: a unit that does not exist', () => {
    const limit: Limit = { n: 1, unit: 'workingDay' };
    Object.assign(limit, { unit: 'fortnight' });
    assert.throws(() => due(calendar, start, limit), { name: 'OutOfRange', message: /"fortnight" is not a unit/ });
  });

  it('is refused: instants that are invalid, outside 1900 to 2200 or before the first working week', () => {
    const invalid = new Date(Number.NaN);
    assert.throws(ask(invalid, 1, 'workingDay'), { name: 'OutOfRange', message: /not a valid date/ });
    assert.throws(ask(at('1899-12-31T09:00'), 1, 'workingDay'), { message: /outside the years 1900 to 2200/ });
    assert.throws(ask(at('2201-01-01T09:00'), 1, 'workingDay'), { message: /outside the years 1900 to 2200/ });
    assert.throws(ask(at('2023-12-31T09:00'), 1, 'workingDay'), { message: /no working week before 2024-01-01/ });
  });

  it('is refused: a due date beyond the year 2200', () => {
    for (const unit of ['workingDay', 'calendarDay', 'workingHour'] as const) {
      assert.throws(ask(start, 1_000_000, unit), { name: 'OutOfRange', message: /beyond the year 2200/ });
    }
  });
});
