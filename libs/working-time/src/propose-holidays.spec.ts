import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { officialCalendar } from './official-calendar.fixture.js';
import { proposeHolidays } from './propose-holidays.js';

const weekdaysOff = (dates: readonly { readonly date: string }[], year: number) =>
  dates
    .map(({ date }) => date)
    .filter((date) => date.startsWith(String(year)) && new Date(date).getUTCDay() % 6 !== 0)
    .sort();

describe('the days off that the law gives', () => {
  it('are in 2026 those of the official notice', () => {
    assert.deepEqual(weekdaysOff(proposeHolidays(2026).holidays, 2026), weekdaysOff(officialCalendar.holidays, 2026));
  });

  it('are given again on the next working day when they fall on a weekend', () => {
    const { holidays } = proposeHolidays(2026);
    assert.deepEqual(
      holidays.find(({ compensates }) => compensates === '2026-04-26'),
      {
        date: '2026-04-27',
        name: { vi: 'Nghỉ bù Giỗ Tổ Hùng Vương', en: 'Day off in lieu of Hung Kings Commemoration Day' },
        legalBasis: 'Bộ luật Lao động 45/2019/QH14, Điều 111, khoản 3',
        compensates: '2026-04-26',
      },
    );
  });

  it('hold the Culture Day from 2026 on, and remain a proposal', () => {
    assert.ok(proposeHolidays(2027).holidays.some(({ date }) => date === '2027-11-24'));
    assert.ok(!proposeHolidays(2025).holidays.some(({ date }) => date === '2025-11-24'));
    assert.equal(proposeHolidays(2027).provisional, true);
  });
});
