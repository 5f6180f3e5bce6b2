import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCalendar } from './calendar.js';
import type { LimitUnit } from './limit.js';
import { measure } from './measure.js';
import { at, officeWeek, officialCalendar } from './official-calendar.fixture.js';

const calendar = compileCalendar(officialCalendar);
const used = (from: string, to: string, unit: LimitUnit, on = calendar): number => measure(on, at(from), at(to), unit);

describe('used time', () => {
  it('counts no part of the first day and the whole of the last, in days', () => {
    assert.equal(used('2025-06-05T07:00', '2025-06-05T16:00', 'workingDay'), 0);
    assert.equal(used('2025-06-05T16:00', '2025-06-06T07:01', 'workingDay'), 1);
    assert.equal(used('2025-06-06T16:00', '2025-06-08T09:00', 'workingDay'), 0);
    assert.equal(used('2025-06-06T16:00', '2025-06-08T09:00', 'calendarDay'), 2);
  });

  it('counts only what lies in shifts, in hours', () => {
    assert.equal(used('2025-06-05T10:30', '2025-06-05T13:30', 'workingHour'), 1);
    assert.equal(used('2025-06-06T16:00', '2025-06-09T08:30', 'workingHour'), 2.5);
  });

  it('needs two half days for a working day', () => {
    const weeks = [{ validFrom: '2024-01-01', shifts: { ...officeWeek, sat: ['07:00-11:00'] } }];
    const halfSaturdays = compileCalendar({ ...officialCalendar, weeks, halfDayCounts: true });
    assert.equal(used('2025-06-06T16:00', '2025-06-07T09:00', 'workingDay', halfSaturdays), 0);
    assert.equal(used('2025-06-06T16:00', '2025-06-14T09:00', 'workingDay', halfSaturdays), 6);
  });

  it('is a fraction of days under the precise rule', () => {
    const precise = compileCalendar({ ...officialCalendar, dayRule: 'precise' });
    assert.equal(used('2025-06-05T09:00', '2025-06-06T15:00', 'workingDay', precise), 1.5);
  });

  it('of a same-day limit is the working days after the day that was due', () => {
    assert.equal(used('2025-06-05T09:00', '2025-06-05T17:30', 'sameDay'), 0);
    assert.equal(used('2025-06-06T15:30', '2025-06-06T17:30', 'sameDay'), 0);
    assert.equal(used('2025-06-05T15:30', '2025-06-06T17:00', 'sameDay'), 0);
    assert.equal(used('2025-06-05T15:30', '2025-06-09T09:00', 'sameDay'), 1);
  });

  it('is nothing when the end is not after the start', () => {
    for (const unit of ['workingDay', 'calendarDay', 'workingHour', 'sameDay'] as const) {
      assert.equal(used('2025-06-09T09:00', '2025-06-05T09:00', unit), 0);
      assert.equal(used('2025-06-09T09:00', '2025-06-09T09:00', unit), 0);
    }
  });

  it('has no answer for an invalid instant', () => {
    assert.throws(() => measure(calendar, at('2025-06-05T09:00'), new Date(Number.NaN), 'workingHour'), RangeError);
  });
});
