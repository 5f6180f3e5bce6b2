import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CalendarDefinition } from './calendar-definition.js';
import { CalendarFaulty } from './calendar-faulty.js';
import { compileCalendar, compileStretches } from './calendar.js';
import { calendarsUsed } from './calendars-used.js';
import { due } from './due.js';
import { explainDue } from './explain-due.js';
import { measure } from './measure.js';
import { at, officeWeek, officialCalendar } from './official-calendar.fixture.js';

const saturdays: CalendarDefinition = {
  ...officialCalendar,
  code: 'saturdays',
  name: { vi: 'Lịch có sáng thứ Bảy', en: 'With Saturday mornings' },
  halfDayCounts: true,
  weeks: [{ validFrom: '2024-01-01', shifts: { ...officeWeek, sat: ['07:00-11:00'] } }],
};
const shifts: CalendarDefinition = {
  ...officialCalendar,
  code: 'shifts',
  holidays: [],
  swaps: [],
  dayRule: 'precise',
  weeks: [{ validFrom: '2024-01-01', shifts: { ...officeWeek, sat: ['06:00-14:00'], sun: ['06:00-14:00'] } }],
};

/** Monday 8 June 2026 is the first day of Saturday mornings. */
const changing = compileStretches([
  { validFrom: '0001-01-01', calendar: officialCalendar },
  { validFrom: '2026-06-08', calendar: saturdays, legalBasis: 'QĐ 12/QĐ-UBND' },
]);

describe('calendars that follow one another', () => {
  it('count a span that runs over the change by each up to its day', () => {
    // Thursday 4 June: Friday, then from Monday 8 on five days and half a Saturday.
    assert.deepEqual(due(changing, at('2026-06-04T09:00'), { n: 7, unit: 'workingDay' }).dueAt, at('2026-06-15T17:00'));
    // 13 June is the first Saturday that counts; the sixth of June is none.
    const { days } = explainDue(changing, at('2026-06-04T09:00'), { n: 7, unit: 'workingDay' });
    assert.deepEqual(
      days.filter(({ date }) => date === '2026-06-06' || date === '2026-06-13').map(({ counted }) => counted),
      ['skipped', 0.5],
    );
    assert.deepEqual(
      due(changing, at('2026-06-05T16:00'), { n: 2, unit: 'workingHour' }).dueAt,
      at('2026-06-08T08:00'),
    );
    assert.deepEqual(
      due(changing, at('2026-06-12T16:00'), { n: 2, unit: 'workingHour' }).dueAt,
      at('2026-06-13T08:00'),
    );
  });

  it('name themselves, with what gives them to the agency', () => {
    const used = (from: string, to: string) =>
      calendarsUsed(changing, at(from), at(to)).map(({ code, validFrom, legalBasis }) => [code, validFrom, legalBasis]);
    assert.deepEqual(used('2026-06-01T09:00', '2026-06-05T09:00'), [['official', undefined, undefined]]);
    assert.deepEqual(used('2026-06-05T09:00', '2026-06-09T09:00'), [
      ['official', undefined, undefined],
      ['saturdays', '2026-06-08', 'QĐ 12/QĐ-UBND'],
    ]);
  });

  it('decide how a limit is counted on the day of its start', () => {
    const toShifts = compileStretches([
      { validFrom: '0001-01-01', calendar: officialCalendar },
      { validFrom: '2026-06-08', calendar: shifts },
    ]);
    assert.deepEqual(due(toShifts, at('2026-06-05T09:00'), { n: 2, unit: 'workingDay' }).dueAt, at('2026-06-09T17:00'));
    assert.deepEqual(due(toShifts, at('2026-06-12T09:00'), { n: 2, unit: 'workingDay' }).dueAt, at('2026-06-14T08:00'));
  });

  it('are the same as one where all are the same', () => {
    const one = compileCalendar(officialCalendar);
    const cut = compileStretches(
      ['0001-01-01', '2025-04-28', '2026-01-01', '2026-02-18'].map((validFrom) => ({
        validFrom,
        calendar: officialCalendar,
      })),
    );
    const minutes = (Date.UTC(2026, 11, 31) - Date.UTC(2025, 0, 1)) / 60_000;
    fc.assert(
      fc.property(
        fc.nat(minutes),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom('workingDay', 'calendarDay', 'workingHour'),
        (minute, n, unit) => {
          const start = new Date(Date.UTC(2025, 0, 1) + minute * 60_000);
          assert.deepEqual(due(cut, start, { n, unit }), due(one, start, { n, unit }));
        },
      ),
    );
  });

  it('give back by measuring what was added', () => {
    const minutes = (Date.UTC(2026, 11, 31) - Date.UTC(2026, 3, 1)) / 60_000;
    fc.assert(
      fc.property(fc.nat(minutes), fc.integer({ min: 1, max: 2000 }), (minute, n) => {
        const start = new Date(Date.UTC(2026, 3, 1) + minute * 60_000);
        assert.equal(
          measure(changing, start, due(changing, start, { n, unit: 'workingHour' }).dueAt, 'workingHour'),
          n,
        );
      }),
    );
  });

  it('are refused where one has no working week yet on its day', () => {
    const late = { ...saturdays, weeks: [{ validFrom: '2026-07-01', shifts: officeWeek }] };
    const stretches = [
      { validFrom: '0001-01-01', calendar: officialCalendar },
      { validFrom: '2026-06-08', calendar: { ...late, coveredFrom: '2026-07-01', holidays: [], swaps: [] } },
    ];
    assert.throws(() => compileStretches(stretches), CalendarFaulty);
  });
});
