import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { calendarDefinition, limit, start } from './calendar.arbitrary.js';
import { compileCalendar } from './calendar.js';
import { countedLimit, due } from './due.js';
import { explainDue } from './explain-due.js';
import { measure } from './measure.js';
import { MinuteCounter } from './minute-counter.fixture.js';
import { isOpen, nextOpening } from './opening.js';

const seeded = { seed: 20250701, numRuns: 300 };

function assertClose(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${String(actual)} instead of ${String(expected)}`);
}

describe('any calendar', () => {
  it('ends a limit where counting minute by minute ends it', () => {
    fc.assert(
      fc.property(calendarDefinition, start, limit, (definition, from, added) => {
        const expected = new MinuteCounter(definition).due(MinuteCounter.minuteOf(from), added);
        assert.deepEqual(due(compileCalendar(definition), from, added).dueAt, MinuteCounter.instantOf(expected));
      }),
      { ...seeded, numRuns: 1000 },
    );
  });

  it('measures as many working minutes as there are', () => {
    fc.assert(
      fc.property(calendarDefinition, start, start, (definition, one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const minutes = new MinuteCounter(definition).workedMinutes(
          MinuteCounter.minuteOf(from),
          MinuteCounter.minuteOf(to),
        );
        assertClose(measure(compileCalendar(definition), from, to, 'workingHour') * 60, minutes);
      }),
      { ...seeded, numRuns: 100 },
    );
  });

  it('is open in the minutes of its shifts and opens next in the first of them', () => {
    fc.assert(
      fc.property(calendarDefinition, start, (definition, moment) => {
        const calendar = compileCalendar(definition);
        const counter = new MinuteCounter(definition);
        const minute = MinuteCounter.minuteOf(moment);
        assert.equal(isOpen(calendar, moment), counter.isOpen(minute));
        assert.deepEqual(nextOpening(calendar, moment), MinuteCounter.instantOf(counter.nextOpen(minute)));
      }),
      seeded,
    );
  });

  it('gives back what was added when it is measured', () => {
    fc.assert(
      fc.property(calendarDefinition, start, limit, (definition, from, added) => {
        const calendar = compileCalendar(definition);
        const { n, unit } = countedLimit(calendar, from, added);
        const back = measure(calendar, from, due(calendar, from, added).dueAt, unit);
        if (unit === 'calendarDay') {
          // A last day off moves the due date: nothing but days off may lie between.
          const lastDay = new Date(from.getTime() + n * 86_400_000);
          assert.ok(back >= n);
          assert.ok(measure(calendar, lastDay, due(calendar, from, added).dueAt, 'workingDay') <= 1);
        } else if (unit === 'workingDay' && n === 0) {
          assert.ok(back <= 1);
        } else {
          assertClose(back, n);
        }
      }),
      seeded,
    );
  });

  it('never lets a longer limit end earlier, nor any limit before it starts', () => {
    fc.assert(
      fc.property(calendarDefinition, start, limit, fc.integer({ min: 1, max: 5 }), (definition, from, added, more) => {
        const calendar = compileCalendar(definition);
        const { dueAt } = due(calendar, from, added);
        assert.ok(dueAt >= from);
        if (added.unit === 'sameDay') return;
        assert.ok(due(calendar, from, { ...added, n: added.n + more }).dueAt >= dueAt);
      }),
      seeded,
    );
  });

  it('never lets a limit that starts later end earlier', () => {
    const days = limit.filter(({ n, unit }) => unit !== 'workingDay' || Number.isInteger(n));
    fc.assert(
      fc.property(calendarDefinition, start, start, days, (definition, one, other, added) => {
        // Under `precise` a day is worth the hours of the week in which it starts, so only `nextDay` promises this.
        const calendar = compileCalendar({ ...definition, dayRule: 'nextDay' });
        const [first, second] = one < other ? [one, other] : [other, one];
        assert.ok(due(calendar, first, added).dueAt <= due(calendar, second, added).dueAt);
      }),
      seeded,
    );
  });

  it('goes on in hours from where the hours before ended, over decades', () => {
    const hours = fc.integer({ min: 1, max: 50_000 * 3_600_000 }).map((ms) => ms / 3_600_000);
    const within = calendarDefinition.filter(({ weeks }) =>
      weeks.every(({ shifts }) => Object.values(shifts).filter((day) => day?.length).length >= 4),
    );
    fc.assert(
      fc.property(within, start, hours, hours, (definition, from, one, other) => {
        const calendar = compileCalendar(definition);
        const add = (instant: Date, n: number): Date => due(calendar, instant, { n, unit: 'workingHour' }).dueAt;
        assert.deepEqual(add(add(from, one), other), add(from, one + other));
      }),
      seeded,
    );
  });

  it('is explained by days that follow one another and add up to the limit', () => {
    fc.assert(
      fc.property(calendarDefinition, start, limit, (definition, from, added) => {
        const calendar = compileCalendar(definition);
        const { dueAt, days } = explainDue(calendar, from, added);
        assert.deepEqual(dueAt, due(calendar, from, added).dueAt);
        const first = Math.floor(MinuteCounter.minuteOf(from) / 1440);
        const last = Math.floor(MinuteCounter.minuteOf(dueAt) / 1440);
        assert.equal(days.length, last - first + 1);
        days.forEach(({ date }, i) => {
          assert.equal(date, new Date((first + i) * 86_400_000).toISOString().slice(0, 10));
        });
        const total = days.reduce((sum, { counted }) => sum + (typeof counted === 'number' ? counted : 0), 0);
        assertClose(total, countedLimit(calendar, from, added).n);
      }),
      seeded,
    );
  });
});
