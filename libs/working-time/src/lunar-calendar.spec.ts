import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lunarNewYear, lunarToSolar, solarToLunar } from './lunar-calendar.js';
import { OutOfRange } from './out-of-range.js';

// Day 1 of month 1 and the Hung Kings' day, as tabulated for UTC+07:00.
const table = [
  [2024, '2024-02-10', '2024-04-18'],
  [2025, '2025-01-29', '2025-04-07'],
  [2026, '2026-02-17', '2026-04-26'],
  [2027, '2027-02-06', '2027-04-16'],
  [2028, '2028-01-26', '2028-04-04'],
  [2029, '2029-02-13', '2029-04-23'],
  [2030, '2030-02-02', '2030-04-12'],
] as const;

describe('the lunar calendar', () => {
  it('gives Tết and the Hung Kings’ day of the years 2024 to 2030', () => {
    for (const [year, newYear, hungKings] of table) {
      assert.equal(lunarNewYear(year), newYear);
      assert.equal(lunarToSolar({ year, month: 3, day: 10, leap: false }), hungKings);
    }
  });

  it('differs from the Chinese calendar where Hanoi has another day of the new moon or another month', () => {
    assert.deepEqual([1985, 2007, 2030, 2053].map(lunarNewYear), [
      '1985-01-21',
      '2007-02-17',
      '2030-02-02',
      '2053-02-18',
    ]);
  });

  it('has a 30th of the last month only when that month has 30 days', () => {
    assert.equal(lunarToSolar({ year: 2023, month: 12, day: 30, leap: false }), '2024-02-09');
    assert.throws(() => lunarToSolar({ year: 2024, month: 12, day: 30, leap: false }), OutOfRange);
  });

  it('knows the leap sixth month of 2025', () => {
    assert.deepEqual(solarToLunar('2025-07-25'), { year: 2025, month: 6, day: 1, leap: true });
    assert.throws(() => lunarToSolar({ year: 2026, month: 6, day: 1, leap: true }), OutOfRange);
  });

  it('turns a day of every week from 1901 to 2100 into a lunar date and back', () => {
    for (let instant = Date.UTC(1901, 0, 1); instant < Date.UTC(2101, 0, 1); instant += 86_400_000 * 7) {
      const date = new Date(instant).toISOString().slice(0, 10);
      assert.equal(lunarToSolar(solarToLunar(date)), date);
    }
  });

  it('refuses years that it does not compute', () => {
    assert.throws(() => lunarNewYear(1899), OutOfRange);
    assert.throws(() => lunarNewYear(2101), OutOfRange);
    assert.throws(() => solarToLunar('2102-01-01'), OutOfRange);
  });
});
