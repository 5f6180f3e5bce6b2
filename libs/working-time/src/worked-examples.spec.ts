import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCalendar } from './calendar.js';
import { countedLimit, due } from './due.js';
import type { LimitUnit } from './limit.js';
import { measure } from './measure.js';
import { at, officialCalendar } from './official-calendar.fixture.js';
import { timeliness } from './timeliness.js';

const calendar = compileCalendar(officialCalendar);

function assertDue(start: string, n: number, unit: LimitUnit, expected: string, on = calendar): void {
  assert.deepEqual(due(on, at(start), { n, unit }), { dueAt: at(expected), provisional: false });
}

/** The due date after a pause: what was used until it began is taken off, and the rest starts where it ended. */
function dueAfterPause(start: string, days: number, pausedAt: string, resumedAt: string): Date {
  const used = measure(calendar, at(start), at(pausedAt), 'workingDay');
  return due(calendar, at(resumedAt), { n: days - used, unit: 'workingDay' }).dueAt;
}

describe('the worked examples of the time rules', () => {
  it('1: a same-day procedure received before 15:00 is due at the end of that day', () => {
    assertDue('2025-06-05T09:20', 0, 'sameDay', '2025-06-05T17:00');
  });

  it('2: a same-day procedure received after 15:00 on Friday is due on Monday', () => {
    assertDue('2025-06-06T15:10', 0, 'sameDay', '2025-06-09T17:00');
  });

  it('3: three working days pass over 30 April, 1 May and the swapped 2 May', () => {
    assertDue('2025-04-28T09:30', 3, 'workingDay', '2025-05-06T17:00');
    assertDue(
      '2025-04-28T09:30',
      3,
      'workingDay',
      '2025-05-06T09:30',
      compileCalendar({ ...officialCalendar, dayRule: 'precise' }),
    );
  });

  it('4: the Saturday that is worked against 2 May counts', () => {
    assertDue('2025-04-24T08:00', 3, 'workingDay', '2025-04-28T17:00');
  });

  it('5: five working days pass over Tết', () => {
    assertDue('2026-02-11T10:00', 5, 'workingDay', '2026-02-25T17:00');
  });

  it('6: fifteen calendar days that end on a Saturday move behind National Day', () => {
    assertDue('2025-08-15T08:00', 15, 'calendarDay', '2025-09-03T17:00');
  });

  it('7: a supplement leaves seven of ten working days when the clock resumes, and ten when it restarts', () => {
    assertDue('2025-07-07T08:00', 10, 'workingDay', '2025-07-21T17:00');
    assert.equal(measure(calendar, at('2025-07-07T08:00'), at('2025-07-10T10:00'), 'workingDay'), 3);
    assert.deepEqual(
      dueAfterPause('2025-07-07T08:00', 10, '2025-07-10T10:00', '2025-07-22T14:00'),
      at('2025-07-31T17:00'),
    );
    assertDue('2025-07-22T14:00', 10, 'workingDay', '2025-08-05T17:00');
  });

  it('8: eight working hours from Friday 16:00 end on Monday 16:00, and from Friday evening on Monday 17:00', () => {
    assertDue('2026-03-06T16:00', 8, 'workingHour', '2026-03-09T16:00');
    assertDue('2026-03-06T18:30', 8, 'workingHour', '2026-03-09T17:00');
  });

  it('9: eight working hours go on through a worked Saturday', () => {
    assertDue('2025-04-25T16:00', 8, 'workingHour', '2025-04-26T16:00');
  });

  it('10: a result within an extension is late by the original date and early by the extended one', () => {
    const original = due(calendar, at('2026-06-01T08:00'), { n: 7, unit: 'workingDay' }).dueAt;
    assert.deepEqual(original, at('2026-06-10T17:00'));
    const extended = due(calendar, original, { n: 3, unit: 'workingDay' }).dueAt;
    assert.deepEqual(extended, at('2026-06-15T17:00'));
    const readyAt = at('2026-06-12T10:00');
    assert.equal(timeliness(original, readyAt, 'workingDay'), 'overdue');
    assert.equal(measure(calendar, original, readyAt, 'workingDay'), 2);
    assert.equal(timeliness(extended, readyAt, 'workingDay'), 'early');
  });

  it('11: the time at the tax office is not counted, and the tax office has a clock of its own', () => {
    assertDue('2026-03-02T08:00', 8, 'workingDay', '2026-03-12T17:00');
    assert.deepEqual(
      dueAfterPause('2026-03-02T08:00', 8, '2026-03-05T15:00', '2026-03-19T09:00'),
      at('2026-03-26T17:00'),
    );
    assertDue('2026-03-05T15:00', 5, 'workingDay', '2026-03-12T17:00');
  });

  it('12: two working days pass over New Year and the swapped 2 January', () => {
    assertDue('2025-12-31T15:30', 2, 'workingDay', '2026-01-06T17:00');
  });

  it('13: the Saturday that is worked against 2 January counts', () => {
    assertDue('2026-01-08T08:00', 2, 'workingDay', '2026-01-10T17:00');
  });

  it('14: ten calendar days that end on a Saturday move behind the day off in lieu of the Hung Kings', () => {
    assertDue('2026-04-15T08:00', 10, 'calendarDay', '2026-04-28T17:00');
  });

  it('15: two working days pass over the Vietnamese Culture Day', () => {
    assertDue('2026-11-20T08:00', 2, 'workingDay', '2026-11-25T17:00');
  });

  it('16: one and a half working days are twelve hours', () => {
    assertDue('2026-07-01T09:00', 1.5, 'workingDay', '2026-07-02T15:00');
    assert.deepEqual(countedLimit(calendar, at('2026-07-01T09:00'), { n: 1.5, unit: 'workingDay' }), {
      n: 12,
      unit: 'workingHour',
    });
  });

  it('17: the successor of a merged agency inherits the running clock', () => {
    assertDue('2025-06-30T08:00', 5, 'workingDay', '2025-07-07T17:00');
    const successor = compileCalendar({ ...officialCalendar, code: 'successor' });
    const used = measure(calendar, at('2025-06-30T08:00'), at('2025-07-01T00:00'), 'workingDay');
    assertDue('2025-07-01T00:00', 5 - used, 'workingDay', '2025-07-07T17:00', successor);
  });
});

describe('the official calendar', () => {
  it('has 250 working days in 2025 and 249 in 2026', () => {
    assert.equal(measure(calendar, at('2024-12-31T12:00'), at('2025-12-31T12:00'), 'workingDay'), 250);
    assert.equal(measure(calendar, at('2025-12-31T12:00'), at('2026-12-31T12:00'), 'workingDay'), 249);
  });
});
