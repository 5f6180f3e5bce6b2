import { OutOfRange } from './out-of-range.js';

/** A date on the wall calendar in Vietnam, `YYYY-MM-DD`. */
export type CivilDate = string;

/** A local date and time of day: `day` counts from 1970-01-01, `ms` from local midnight (86,400,000 is the day's end). */
export interface Moment {
  readonly day: number;
  readonly ms: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

// Vietnam keeps UTC+07:00 all the year round, so local time is plain arithmetic and needs no time zone table.
const VIETNAM_OFFSET_MS = 7 * HOUR_MS;

const FIRST_DAY = Date.UTC(1900, 0, 1) / DAY_MS;
const LAST_DAY = Date.UTC(2200, 11, 31) / DAY_MS;

/** @throws OutOfRange when the text is no existing date of the years 1900 to 2200 */
export function parseCivilDate(text: CivilDate): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  const day = instant / DAY_MS;
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(day) || new Date(instant).toISOString().slice(0, 10) !== text) {
    const given = JSON.stringify(text);
    throw new OutOfRange({ vi: `${given} không phải ngày YYYY-MM-DD`, en: `${given} is not a date YYYY-MM-DD` });
  }
  if (day < FIRST_DAY || day > LAST_DAY) {
    throw new OutOfRange({
      vi: `${text} nằm ngoài các năm từ 1900 đến 2200`,
      en: `${text} is outside the years 1900 to 2200`,
    });
  }
  return day;
}

export function formatCivilDate(day: number): CivilDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: number): number {
  return day - firstDayOfWeek(weekOf(day));
}

/** Weeks run from Monday to Sunday; week 0 holds 1970-01-01, which was a Thursday. */
export function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}

export function firstDayOfWeek(week: number): number {
  return week * 7 - 3;
}

/** @throws OutOfRange when the instant is invalid or outside the years 1900 to 2200 */
export function toMoment(instant: Date): Moment {
  const local = instant.getTime() + VIETNAM_OFFSET_MS;
  const day = Math.floor(local / DAY_MS);
  if (!(day >= FIRST_DAY && day <= LAST_DAY)) {
    throw new OutOfRange(
      Number.isNaN(local)
        ? { vi: 'thời điểm không phải là một ngày có thật', en: 'the instant is not a valid date' }
        : {
            vi: 'thời điểm nằm ngoài các năm từ 1900 đến 2200',
            en: 'the instant is outside the years 1900 to 2200',
          },
    );
  }
  return { day, ms: local - day * DAY_MS };
}

/** @throws OutOfRange when the moment lies beyond the year 2200 */
export function toInstant(moment: Moment): Date {
  if (moment.day > LAST_DAY) {
    throw new OutOfRange({
      vi: 'ngày tìm được nằm sau năm 2200',
      en: 'the date found lies beyond the year 2200',
    });
  }
  return new Date(moment.day * DAY_MS + moment.ms - VIETNAM_OFFSET_MS);
}

/** The date in Vietnam at an instant. */
export function civilDateAt(instant: Date): CivilDate {
  return formatCivilDate(toMoment(instant).day);
}
