import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CalendarDefinition } from './calendar-definition.js';
import { compileCalendar } from './calendar.js';
import { CalendarFaulty } from './calendar-faulty.js';
import { checkCalendar } from './check-calendar.js';
import { officeWeek, officialCalendar } from './official-calendar.fixture.js';

const name = { vi: 'Ngày nghỉ', en: 'Day off' };

function faultsOf(changed: Partial<CalendarDefinition>): string[] {
  return checkCalendar({ ...officialCalendar, ...changed }).map(({ path, reason }) => `${path}: ${reason.en}`);
}

describe('a calendar', () => {
  it('of the official notices has no faults', () => {
    assert.deepEqual(checkCalendar(officialCalendar), []);
  });

  it('is refused with all its faults at once, by place and reason', () => {
    const faults = faultsOf({
      cutoff: '24:00',
      weeks: [
        {
          validFrom: '2025-02-30',
          shifts: { mon: ['07:00-11:00', '10:00-12:00'], tue: ['7-11'], wed: ['11:00-07:00'] },
        },
      ],
      holidays: [{ date: '1/1/2025', name }],
      coveredTo: '2300-01-01',
    });
    assert.deepEqual(faults, [
      '/cutoff: "24:00" is not a time of day HH:MM',
      '/weeks/0/validFrom: "2025-02-30" is not a date YYYY-MM-DD',
      '/weeks/0/shifts/mon: the shift 10:00-12:00 overlaps or precedes the one before it',
      '/weeks/0/shifts/tue: "7-11" is not a shift HH:MM-HH:MM',
      '/weeks/0/shifts/wed: the shift 11:00-07:00 ends before it begins',
      '/holidays/0/date: "1/1/2025" is not a date YYYY-MM-DD',
      '/coveredTo: 2300-01-01 is outside the years 1900 to 2200',
    ]);
  });

  it('needs a working week with work in it, and one week for a date', () => {
    assert.deepEqual(faultsOf({ weeks: [], holidays: [], swaps: [] }), ['/weeks: there is no working week']);
    const week = { validFrom: '2024-01-01', shifts: officeWeek };
    assert.deepEqual(faultsOf({ weeks: [week, week, { validFrom: '2026-01-01', shifts: { mon: [] } }] }), [
      '/weeks/1/validFrom: another week begins on 2024-01-01',
      '/weeks/2/shifts: no day is worked',
    ]);
  });

  it('names a date once among holidays, swaps and half days, and once among closures', () => {
    const closure = { date: '2025-01-01', reason: name };
    const faults = faultsOf({
      holidays: [
        { date: '2025-05-02', name },
        { date: '2025-05-02', name },
      ],
      swaps: [{ off: '2025-05-02', worked: '2025-04-26' }],
      halfDays: [{ date: '2025-04-26', shifts: ['07:00-11:00'] }],
      closures: [closure, closure],
    });
    assert.deepEqual(faults, [
      '/holidays/1/date: 2025-05-02 is already named in /holidays/0/date',
      '/swaps/0/off: 2025-05-02 is already named in /holidays/0/date',
      '/halfDays/0/date: 2025-04-26 is already named in /swaps/0/worked',
      '/closures/1/date: 2025-01-01 is already named in /closures/0/date',
    ]);
  });

  it('swaps a working day for a day off, and compensates only a weekly day off', () => {
    const faults = faultsOf({
      holidays: [{ date: '2026-04-27', name, compensates: '2026-04-24' }],
      swaps: [{ off: '2025-04-26', worked: '2025-05-05' }],
      halfDays: [{ date: '2025-06-06', shifts: [] }],
    });
    assert.deepEqual(faults, [
      '/holidays/0/compensates: 2026-04-24 is no weekly day off, so nothing is to be compensated',
      '/swaps/0/off: 2025-04-26 is a weekly day off already',
      '/swaps/0/worked: 2025-05-05 is a full working day already',
      '/halfDays/0/shifts: a half day without shifts is a closure',
    ]);
  });

  it('covers only years in which a working week is in force', () => {
    assert.deepEqual(
      faultsOf({
        holidays: [{ date: '2023-09-04', name }],
        swaps: [],
        coveredFrom: '2023-01-01',
        coveredTo: '2022-12-31',
      }),
      [
        '/holidays/0/date: no working week is in force on 2023-09-04',
        '/coveredTo: is before 2023-01-01',
        '/coveredFrom: no working week is in force on 2023-01-01',
      ],
    );
  });

  it('with faults does not compile, and says which', () => {
    const faulty = { ...officialCalendar, cutoff: '3 pm', coveredTo: '2026' };
    assert.throws(
      () => compileCalendar(faulty),
      (error) => error instanceof CalendarFaulty && error.faults.length === 2 && error.message.includes('/coveredTo'),
    );
  });
});
