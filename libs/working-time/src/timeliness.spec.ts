import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileCalendar } from './calendar.js';
import { at, officialCalendar } from './official-calendar.fixture.js';
import { remaining, soonUntil, timeliness } from './timeliness.js';

const calendar = compileCalendar(officialCalendar);
const dueAt = at('2025-06-10T17:00');

describe('a result', () => {
  it('is early on a date before the due date, on time on that date, overdue after the due time', () => {
    for (const unit of ['workingDay', 'calendarDay'] as const) {
      assert.equal(timeliness(dueAt, at('2025-06-09T23:59'), unit), 'early');
      assert.equal(timeliness(dueAt, at('2025-06-10T00:00'), unit), 'onTime');
      assert.equal(timeliness(dueAt, at('2025-06-10T17:00'), unit), 'onTime');
      assert.equal(timeliness(dueAt, at('2025-06-10T17:01'), unit), 'overdue');
    }
  });

  it('of a same-day or hour clock is never early', () => {
    assert.equal(timeliness(dueAt, at('2025-06-09T10:00'), 'workingHour'), 'onTime');
    assert.equal(timeliness(dueAt, at('2025-06-09T10:00'), 'sameDay'), 'onTime');
    assert.equal(timeliness(dueAt, at('2025-06-10T17:01'), 'sameDay'), 'overdue');
  });

  it('without a valid moment is not classed', () => {
    assert.throws(() => timeliness(dueAt, new Date(Number.NaN), 'workingDay'), RangeError);
  });
});

describe('a running clock', () => {
  it('counts down the working minutes that are left', () => {
    assert.deepEqual(remaining(calendar, at('2025-06-06T16:00'), dueAt), { state: 'onTime', workingMinutes: 1020 });
  });

  it('is soon due when a full working day or less is left, or what the caller sets', () => {
    assert.deepEqual(remaining(calendar, at('2025-06-09T16:59'), dueAt), { state: 'onTime', workingMinutes: 481 });
    assert.deepEqual(remaining(calendar, at('2025-06-09T17:00'), dueAt), { state: 'soon', workingMinutes: 480 });
    assert.equal(remaining(calendar, at('2025-06-10T15:00'), dueAt, 60).state, 'onTime');
    assert.equal(remaining(calendar, at('2025-06-10T16:00'), dueAt, 60).state, 'soon');
    assert.deepEqual(remaining(calendar, dueAt, dueAt), { state: 'soon', workingMinutes: 0 });
  });

  it('that is overdue counts the working minutes since', () => {
    assert.deepEqual(remaining(calendar, at('2025-06-10T20:00'), dueAt), { state: 'overdue', workingMinutes: 0 });
    const halfMinuteLate = new Date('2025-06-11T07:00:30+07:00');
    assert.deepEqual(remaining(calendar, halfMinuteLate, dueAt), { state: 'overdue', workingMinutes: -1 });
    assert.deepEqual(remaining(calendar, at('2025-06-11T08:30'), dueAt), { state: 'overdue', workingMinutes: -90 });
  });

  it('is soon due just when its due date lies before one moment, over nights and days off too', () => {
    const minute = fc.integer({ min: 0, max: 20 * 24 * 60 });
    const from = at('2025-04-20T00:00').getTime();
    const instant = (minutes: number, ms = 0) => new Date(from + minutes * 60_000 + ms);
    fc.assert(
      fc.property(
        minute,
        minute,
        fc.integer({ min: 0, max: 59_999 }),
        fc.option(fc.integer({ min: 1, max: 900 })),
        (now, ahead, ms, within) => {
          const soonMinutes = within ?? undefined;
          const until = soonUntil(calendar, instant(now), soonMinutes);
          for (const due of [instant(now + ahead, ms), until, new Date(until.getTime() - 1)]) {
            const { state } = remaining(calendar, instant(now), due, soonMinutes);
            assert.equal(state, due < until ? 'soon' : 'onTime');
          }
        },
      ),
      { seed: 31 },
    );
  });
});
