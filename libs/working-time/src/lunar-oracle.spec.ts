import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getLunarDate } from '@dqcai/vn-lunar';
import { Ephemeris } from './ephemeris.fixture.js';
import type { LunarDate } from './lunar-calendar.js';
import { lunarNewYear, solarToLunar } from './lunar-calendar.js';

const DAY_MS = 86_400_000;
const vietnam = 7 * 60;
/** Until 1928 China computed for the meridian of Beijing, 116°25′ E, then for UTC+08:00. */
const beijing = 7 * 60 + 45 + 40 / 60;
const chinaSince1929 = 8 * 60;

const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const dayOf = (date: string): number => Date.parse(date) / DAY_MS;
const first = dayOf('1901-01-01');
const last = dayOf('2100-12-31');

function published(day: number): LunarDate {
  const [year = 0, month = 0, date = 0] = dateOf(day).split('-').map(Number);
  const { leap, ...found } = getLunarDate(date, month, year);
  return { year: found.year, month: found.month, day: found.day, leap: Boolean(leap) };
}

/** The days on which two calendars differ, as unbroken stretches. */
function differences(a: (day: number) => LunarDate, b: (day: number) => LunarDate, from = first, to = last): string[] {
  const stretches: { begin: number; end: number }[] = [];
  for (let day = from; day <= to; day++) {
    const [one, other] = [a(day), b(day)];
    if (one.year === other.year && one.month === other.month && one.day === other.day && one.leap === other.leap)
      continue;
    const open = stretches.at(-1);
    if (open?.end === day - 1) open.end = day;
    else stretches.push({ begin: day, end: day });
  }
  return stretches.map(({ begin, end }) => `${dateOf(begin)} to ${dateOf(end)}`);
}

const ours = (day: number): LunarDate => solarToLunar(dateOf(day));

describe('the lunar calendar beside independent ones', () => {
  const ephemeris = new Ephemeris();

  it('has the day and month that an ephemeris gives for UTC+07:00, but for the autumn of 1938', () => {
    // The September equinox of 1938 came within two seconds of midnight in Vietnam: whether the seventh or the eighth month is leap no
    // ephemeris at hand can tell, and the calendar in use then was that of Beijing.
    assert.deepEqual(differences(ours, ephemeris.calendar(vietnam)), ['1938-08-25 to 1938-10-22']);
  });

  it('has each day of the published tables from 1968 on, but for three months whose new moon comes just after midnight', () => {
    // By the ephemeris at 00:01:09 on 8 May 2054, 00:00:36 on 16 November 2077 and 00:00:16 on 19 October 2085; the tables have the day before.
    assert.deepEqual(differences(ours, published, dayOf('1968-01-01')), [
      '2054-05-07 to 2054-06-05',
      '2077-11-15 to 2077-12-14',
      '2085-10-18 to 2085-11-16',
    ]);
  });

  it('differs from the tables before 1968 because those are China’s: of its meridian they have each day but those of one month', () => {
    // The new moon came on 24 January 1925 at 22:31 in Beijing, far from midnight: the tables are a day late.
    assert.deepEqual(differences(published, ephemeris.calendar(beijing), first, dayOf('1928-12-31')), [
      '1925-01-24 to 1925-02-22',
    ]);
    assert.deepEqual(
      differences(published, ephemeris.calendar(chinaSince1929), dayOf('1929-01-01'), dayOf('1967-12-31')),
      [],
    );
  });

  it('has the Tết of 1968 on 29 January, the first by the time of Hanoi', () => {
    assert.equal(lunarNewYear(1968), '1968-01-29');
  });
});
