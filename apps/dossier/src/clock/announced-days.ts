import type { Bilingual, CalendarStretch, CivilDate } from '@motcua/working-time';

interface Announced {
  readonly date: CivilDate;
  readonly text: Bilingual;
  readonly legalBasis?: string | undefined;
}

/** What made a deadline move, for those who read why. */
export interface AnnouncedDays {
  readonly reason: Bilingual;
  readonly legalBasis?: string;
}

/** The days off that an agency has by its calendars and did not have by former ones, from one date to another. */
export function announcedDays(
  before: readonly CalendarStretch[],
  after: readonly CalendarStretch[],
  from: CivilDate,
  to: CivilDate,
): AnnouncedDays {
  const known = new Set(daysOff(before).map(({ date }) => date));
  const announced = daysOff(after).filter(({ date }) => !known.has(date) && date >= from && date <= to);
  if (announced.length === 0)
    return { reason: { vi: 'Lịch làm việc thay đổi', en: 'The working calendar has changed' } };
  const legalBases = [...new Set(announced.flatMap(({ legalBasis }) => legalBasis ?? []))];
  const told = (language: keyof Bilingual) =>
    announced.map(({ date, text }) => `${date.split('-').reverse().join('/')} (${text[language]})`).join(', ');
  return {
    reason: { vi: `Ngày nghỉ được công bố sau: ${told('vi')}`, en: `Days off announced afterwards: ${told('en')}` },
    ...(legalBases.length > 0 && { legalBasis: legalBases.join('; ') }),
  };
}

function daysOff(stretches: readonly CalendarStretch[]): Announced[] {
  const swapped = { vi: 'nghỉ hoán đổi', en: 'swapped day off' };
  return stretches
    .flatMap(({ validFrom, calendar: { holidays, swaps, closures = [] } }, index) => {
      const next = stretches[index + 1]?.validFrom;
      return [
        ...holidays.map(({ date, name, legalBasis }) => ({ date, text: name, legalBasis })),
        ...swaps.map(({ off, legalBasis }) => ({ date: off, text: swapped, legalBasis })),
        ...closures.map(({ date, reason }) => ({ date, text: reason })),
      ].filter(({ date }) => (index === 0 || date >= validFrom) && (next === undefined || date < next));
    })
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
