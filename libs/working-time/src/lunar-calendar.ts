import type { CivilDate } from './civil-date.js';
import { formatCivilDate, parseCivilDate } from './civil-date.js';
import { dayOf, newMoonDay, newMoonOnOrBefore, sunSector } from './lunar-astronomy.js';
import { OutOfRange } from './out-of-range.js';

/** A date of the Vietnamese lunar calendar; a leap month bears the number of the month before it. */
export interface LunarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
}

interface LunarMonth {
  readonly year: number;
  readonly month: number;
  readonly leap: boolean;
  readonly firstDay: number;
  readonly nextFirstDay: number;
}

/**
 * The first day of the lunar year that begins in a year: mùng 1 Tết. Computed for UTC+07:00; the published notice decides. Until the end of
 * 1967 the calendar in use was the Chinese one, by the meridian of Beijing.
 * @source Quyết định 121/CP ngày 8/8/1967 (UTC+07:00 from 1 January 1968)
 * @throws OutOfRange outside the years 1900 to 2100
 */
export function lunarNewYear(year: number): CivilDate {
  return lunarToSolar({ year, month: 1, day: 1, leap: false });
}

function notComputed(date: string): OutOfRange {
  return new OutOfRange({
    vi: `âm lịch chỉ được tính cho các năm từ 1900 đến 2100, không phải ${date}`,
    en: `the lunar calendar is computed for the years 1900 to 2100, not for ${date}`,
  });
}

/** @throws OutOfRange for a lunar date that does not exist or lies outside the lunar years 1900 to 2100 */
export function lunarToSolar({ year, month, day, leap }: LunarDate): CivilDate {
  if (!Number.isInteger(year) || year < 1900 || year > 2100) {
    throw notComputed(String(year));
  }
  const found = [...monthsFromEleventh(year - 1), ...monthsFromEleventh(year)].find(
    (each) => each.year === year && each.month === month && each.leap === leap,
  );
  const solarDay = found ? found.firstDay + day - 1 : Number.NaN;
  if (!found || !Number.isInteger(day) || day < 1 || solarDay >= found.nextFirstDay) {
    const date = (leapWord: string) => `${String(day)}/${String(month)}${leap ? ` (${leapWord})` : ''}/${String(year)}`;
    throw new OutOfRange({
      vi: `không có ngày âm lịch ${date('nhuận')}`,
      en: `there is no lunar date ${date('leap')}`,
    });
  }
  return formatCivilDate(solarDay);
}

/** @throws OutOfRange for a text that is no date, or one outside the lunar years 1900 to 2100 */
export function solarToLunar(date: CivilDate): LunarDate {
  const day = parseCivilDate(date);
  const solarYear = Number(date.slice(0, 4));
  const found = [...monthsFromEleventh(solarYear - 1), ...monthsFromEleventh(solarYear)].find(
    ({ firstDay, nextFirstDay }) => firstDay <= day && day < nextFirstDay,
  );
  if (!found || found.year < 1900 || found.year > 2100) {
    throw notComputed(date);
  }
  return { year: found.year, month: found.month, day: day - found.firstDay + 1, leap: found.leap };
}

/**
 * The months from month 11 of a lunar year, which holds the winter solstice, to the one before the next month 11. Of 13
 * months the first in which the sun enters no new twelfth is leap.
 */
function monthsFromEleventh(year: number): LunarMonth[] {
  const first = newMoonOfEleventhMonth(year);
  const count = newMoonOfEleventhMonth(year + 1) - first;
  const months: LunarMonth[] = [];
  let month = 10;
  let leapSeen = count === 12;
  for (let i = 0; i < count; i++) {
    const firstDay = newMoonDay(first + i);
    const nextFirstDay = newMoonDay(first + i + 1);
    const leap = !leapSeen && i > 0 && sunSector(firstDay) === sunSector(nextFirstDay);
    if (leap) leapSeen = true;
    else month++;
    const number = ((month - 1) % 12) + 1;
    months.push({ year: month > 12 ? year + 1 : year, month: number, leap, firstDay, nextFirstDay });
  }
  return months;
}

function newMoonOfEleventhMonth(year: number): number {
  const k = newMoonOnOrBefore(dayOf(year, 12, 31));
  // The sun has passed the winter solstice when that month begins: the solstice lies in the month before.
  return sunSector(newMoonDay(k)) >= 9 ? k - 1 : k;
}
