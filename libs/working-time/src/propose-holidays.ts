import type { HolidayDefinition } from './calendar-definition.js';
import type { CivilDate } from './civil-date.js';
import { formatCivilDate, parseCivilDate, weekdayOf } from './civil-date.js';
import { lunarNewYear, lunarToSolar } from './lunar-calendar.js';

export interface ProposedHolidays {
  /** By date; a day in lieu names the holiday on a weekend that it compensates. */
  readonly holidays: readonly HolidayDefinition[];
  /** The choice around Tết and 2 September is announced each year: until the notice is there, this only proposes. */
  readonly provisional: true;
}

const HOLIDAYS = 'Bộ luật Lao động 45/2019/QH14, Điều 112';
const IN_LIEU = 'Bộ luật Lao động 45/2019/QH14, Điều 111, khoản 3';
const CULTURE_DAY = 'Nghị quyết 28/2026/QH16';

const names = {
  newYear: { vi: 'Tết Dương lịch', en: "New Year's Day" },
  tet: { vi: 'Tết Nguyên đán', en: 'Lunar New Year' },
  hungKings: { vi: 'Giỗ Tổ Hùng Vương', en: 'Hung Kings Commemoration Day' },
  reunification: { vi: 'Ngày Chiến thắng', en: 'Reunification Day' },
  labour: { vi: 'Ngày Quốc tế lao động', en: 'Labour Day' },
  national: { vi: 'Quốc khánh', en: 'National Day' },
  culture: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' },
} as const;

/**
 * The days off that the law gives in a year, for state offices with the weekend off. Of the choices that a notice makes, Tết is
 * proposed from the day before mùng 1 to mùng 4, and 2 September with the day before it. Whether 24 November is compensated is
 * left to the notice.
 * @source Bộ luật Lao động 45/2019/QH14, Điều 111, khoản 3; Điều 112
 * @source Nghị quyết 28/2026/QH16
 * @throws OutOfRange outside the years 1900 to 2100
 */
export function proposeHolidays(year: number): ProposedHolidays {
  const tet = parseCivilDate(lunarNewYear(year));
  const on = (monthAndDay: string) => parseCivilDate(`${String(year)}-${monthAndDay}`);
  const compensated = [
    { day: on('01-01'), name: names.newYear },
    ...[-1, 0, 1, 2, 3].map((offset) => ({ day: tet + offset, name: names.tet })),
    { day: parseCivilDate(lunarToSolar({ year, month: 3, day: 10, leap: false })), name: names.hungKings },
    { day: on('04-30'), name: names.reunification },
    { day: on('05-01'), name: names.labour },
    { day: on('09-01'), name: names.national },
    { day: on('09-02'), name: names.national },
  ].sort((a, b) => a.day - b.day);
  const holidays = compensated.map(({ day, name }) => holiday(day, name, HOLIDAYS));
  if (year >= 2026) holidays.push(holiday(on('11-24'), names.culture, CULTURE_DAY));
  const taken = new Set<CivilDate>(holidays.map(({ date }) => date));
  for (const { day, name } of compensated) {
    if (weekdayOf(day) < 5) continue;
    let inLieu = day + 1;
    while (weekdayOf(inLieu) >= 5 || taken.has(formatCivilDate(inLieu))) inLieu++;
    taken.add(formatCivilDate(inLieu));
    holidays.push({
      ...holiday(inLieu, { vi: `Nghỉ bù ${name.vi}`, en: `Day off in lieu of ${name.en}` }, IN_LIEU),
      compensates: formatCivilDate(day),
    });
  }
  return { holidays: holidays.sort((a, b) => (a.date < b.date ? -1 : 1)), provisional: true };
}

function holiday(day: number, name: HolidayDefinition['name'], legalBasis: string): HolidayDefinition {
  return { date: formatCivilDate(day), name, legalBasis };
}
