import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCalendar } from './calendar.js';
import { at, officeWeek, officialCalendar } from './official-calendar.fixture.js';
import { isOpen, nextOpening } from './opening.js';

const calendar = compileCalendar(officialCalendar);

describe('the counter', () => {
  it('is open from the minute of opening to before the minute of closing', () => {
    assert.equal(isOpen(calendar, at('2025-06-05T06:59')), false);
    assert.equal(isOpen(calendar, at('2025-06-05T07:00')), true);
    assert.equal(isOpen(calendar, at('2025-06-05T11:00')), false);
    assert.equal(isOpen(calendar, at('2025-06-05T16:59')), true);
    assert.equal(isOpen(calendar, at('2025-06-05T17:00')), false);
  });

  it('opens next after the break, the night, the week-end or Tết, and now when it is open', () => {
    assert.deepEqual(nextOpening(calendar, at('2025-06-05T09:20')), at('2025-06-05T09:20'));
    assert.deepEqual(nextOpening(calendar, at('2025-06-05T11:00')), at('2025-06-05T13:00'));
    assert.deepEqual(nextOpening(calendar, at('2025-06-06T17:00')), at('2025-06-09T07:00'));
    assert.deepEqual(nextOpening(calendar, at('2026-02-14T09:00')), at('2026-02-23T07:00'));
  });

  it('is open for intake on a half day that does not count', () => {
    const weeks = [{ validFrom: '2024-01-01', shifts: { ...officeWeek, sat: ['07:00-11:00'] } }];
    const intakeSaturdays = compileCalendar({ ...officialCalendar, weeks });
    assert.equal(isOpen(intakeSaturdays, at('2025-06-07T08:00')), true);
    assert.deepEqual(nextOpening(intakeSaturdays, at('2025-06-06T18:00')), at('2025-06-07T07:00'));
  });

  it('has no hours before its first working week', () => {
    assert.throws(() => isOpen(calendar, at('2023-06-01T09:00')), RangeError);
    assert.throws(() => nextOpening(calendar, at('2023-06-01T09:00')), RangeError);
  });
});
