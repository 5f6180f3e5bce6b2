import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Agency } from './agency.js';
import type { CalendarAssignment } from './calendar.js';
import { calendarStretches } from './calendar-stretches.js';

const agency = (code: string, rest: Partial<Agency> = {}): Agency => ({
  code,
  eid: code.toUpperCase(),
  eidMark: 'sample',
  name: { vi: code, en: code },
  kind: 'department',
  validFrom: '2020-01-01',
  mark: 'sample',
  ...rest,
});
const assigned = (rest: Partial<CalendarAssignment>): CalendarAssignment => ({
  calendar: 'x',
  validFrom: '2026-01-01',
  legalBasis: 'QĐ',
  mark: 'sample',
  ...rest,
});

const agencies = [
  agency('police', { kind: 'vertical' }),
  agency('ward-police', { kind: 'vertical', parent: 'police', validTo: '2027-01-01' }),
  agency('office', { validTo: '2026-07-01' }),
  agency('office', { parent: 'police', validFrom: '2026-07-01' }),
];
const stretchesOf = (code: string, ...assignments: CalendarAssignment[]) =>
  calendarStretches({ default: 'usual', assignments }, agencies, code).map(
    ({ validFrom, calendar }) => `${calendar} from ${validFrom}`,
  );

const always = 'usual from 0001-01-01';

describe('the calendars of an agency', () => {
  it('are the default of the province, where nothing is said', () => {
    assert.deepEqual(stretchesOf('office'), [always]);
    assert.deepEqual(stretchesOf('office', assigned({ agency: 'police' })), [always]);
  });

  it('change on the days on which an assignment begins and ends', () => {
    assert.deepEqual(stretchesOf('police', assigned({ agency: 'police', calendar: 'shifts', validTo: '2026-09-01' })), [
      always,
      'shifts from 2026-01-01',
      'usual from 2026-09-01',
    ]);
  });

  it('come from the nearest: its own, that of the agency above, that of its kind', () => {
    const kind = assigned({ agencyKind: 'vertical', calendar: 'kind' });
    const above = assigned({ agency: 'police', subtree: true, calendar: 'above', validFrom: '2026-03-01' });
    const own = assigned({ agency: 'ward-police', calendar: 'own', validFrom: '2026-05-01', validTo: '2026-06-01' });
    assert.deepEqual(stretchesOf('ward-police', kind, above, own), [
      always,
      'kind from 2026-01-01',
      'above from 2026-03-01',
      'own from 2026-05-01',
      'above from 2026-06-01',
    ]);
  });

  it('change when the agency comes under another one', () => {
    const above = assigned({ agency: 'police', subtree: true, calendar: 'above' });
    assert.deepEqual(stretchesOf('office', above), [always, 'above from 2026-07-01']);
  });

  it('stay as they were once the agency is no more', () => {
    const above = assigned({ agency: 'police', subtree: true, calendar: 'above' });
    assert.deepEqual(stretchesOf('ward-police', above), [always, 'above from 2026-01-01']);
  });
});
