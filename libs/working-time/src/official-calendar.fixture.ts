import type { CalendarDefinition, HolidayDefinition } from './calendar-definition.js';

/** The instant of a local time in Vietnam, `YYYY-MM-DDTHH:MM`. */
export function at(local: string): Date {
  return new Date(`${local}:00+07:00`);
}

const officeDay = ['07:00-11:00', '13:00-17:00'];
export const officeWeek = { mon: officeDay, tue: officeDay, wed: officeDay, thu: officeDay, fri: officeDay };

const newYear = { vi: 'Tết Dương lịch', en: "New Year's Day" };
const tet = { vi: 'Tết Nguyên đán', en: 'Lunar New Year' };
const hungKings = { vi: 'Giỗ Tổ Hùng Vương', en: "Hung Kings' Day" };
const victoryDay = { vi: 'Ngày Chiến thắng', en: 'Victory Day' };
const labourDay = { vi: 'Ngày Quốc tế lao động', en: 'International Labour Day' };
const nationalDay = { vi: 'Quốc khánh', en: 'National Day' };
const cultureDay = { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' };

const labourCode = 'Bộ luật Lao động 45/2019/QH14, Điều 112';
const notice2025 = '6150/TB-BLĐTBXH';
const notice2026 = '9441/TB-BNV';

function holidays(
  name: HolidayDefinition['name'],
  dates: readonly string[],
  legalBasis = labourCode,
): HolidayDefinition[] {
  return dates.map((date) => ({ date, name, legalBasis }));
}

/** The calendar of civil servants in 2025 and 2026. */
export const officialCalendar: CalendarDefinition = {
  code: 'official',
  name: { vi: 'Lịch làm việc của công chức', en: 'Calendar of civil servants' },
  cutoff: '15:00',
  dayRule: 'nextDay',
  halfDayCounts: false,
  weeks: [{ validFrom: '2024-01-01', shifts: officeWeek }],
  holidays: [
    ...holidays(newYear, ['2025-01-01', '2026-01-01']),
    ...holidays(tet, ['2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'], notice2025),
    ...holidays(tet, ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'], notice2026),
    ...holidays(hungKings, ['2025-04-07', '2026-04-26']),
    {
      date: '2026-04-27',
      name: hungKings,
      compensates: '2026-04-26',
      legalBasis: 'Bộ luật Lao động 45/2019/QH14, Điều 111, khoản 3',
    },
    ...holidays(victoryDay, ['2025-04-30', '2026-04-30']),
    ...holidays(labourDay, ['2025-05-01', '2026-05-01']),
    ...holidays(nationalDay, ['2025-09-01', '2025-09-02', '2026-09-01', '2026-09-02']),
    ...holidays(cultureDay, ['2026-11-24'], 'Nghị quyết 28/2026/QH16'),
  ],
  swaps: [
    { off: '2025-05-02', worked: '2025-04-26', legalBasis: notice2025 },
    { off: '2026-01-02', worked: '2026-01-10', legalBasis: '12729/VPCP-KGVX' },
    { off: '2026-08-31', worked: '2026-08-22', legalBasis: notice2026 },
  ],
  coveredFrom: '2025-01-01',
  coveredTo: '2026-12-31',
};
