import { HOUR_MS, MINUTE_MS } from './civil-date.js';
import { OutOfRange } from './out-of-range.js';

/** One unbroken stretch of office hours, in milliseconds from local midnight; the closing moment is outside it. */
export interface Shift {
  readonly opensMs: number;
  readonly closesMs: number;
}

/**
 * The milliseconds from midnight of a time of day, `HH:MM` from `00:00` to `23:59`. There is no `24:00`: what is due at a
 * closing must fall on the date of that working day, not on the next.
 * @throws OutOfRange when the text is no time of day
 */
export function parseTime(text: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) {
    const given = JSON.stringify(text);
    throw new OutOfRange({ vi: `${given} không phải giờ trong ngày HH:MM`, en: `${given} is not a time of day HH:MM` });
  }
  return Number(match[1]) * HOUR_MS + Number(match[2]) * MINUTE_MS;
}

/**
 * Shifts written `07:00-11:00`, in the order of the day.
 * @throws OutOfRange when one is malformed, ends before it begins, or begins before the one before it has ended
 */
export function parseShifts(texts: readonly string[]): Shift[] {
  const shifts: Shift[] = [];
  let previousClosesMs = 0;
  for (const text of texts) {
    const match = /^(\d{2}:\d{2})-(\d{2}:\d{2})$/.exec(text);
    if (!match?.[1] || !match[2]) {
      const given = JSON.stringify(text);
      throw new OutOfRange({
        vi: `${given} không phải ca làm việc HH:MM-HH:MM`,
        en: `${given} is not a shift HH:MM-HH:MM`,
      });
    }
    const shift = { opensMs: parseTime(match[1]), closesMs: parseTime(match[2]) };
    if (shift.closesMs <= shift.opensMs) {
      throw new OutOfRange({
        vi: `ca làm việc ${text} kết thúc trước khi bắt đầu`,
        en: `the shift ${text} ends before it begins`,
      });
    }
    if (shift.opensMs < previousClosesMs) {
      throw new OutOfRange({
        vi: `ca làm việc ${text} trùng giờ hoặc đứng trước ca liền trước nó`,
        en: `the shift ${text} overlaps or precedes the one before it`,
      });
    }
    previousClosesMs = shift.closesMs;
    shifts.push(shift);
  }
  return shifts;
}

export function lengthOf(shifts: readonly Shift[]): number {
  return shifts.reduce((sum, { opensMs, closesMs }) => sum + closesMs - opensMs, 0);
}

/** When the last shift closes; 0 for a day without shifts. */
export function closingOf(shifts: readonly Shift[]): number {
  return shifts.at(-1)?.closesMs ?? 0;
}

/** How much of the shifts lies before a time of day. */
export function elapsedIn(shifts: readonly Shift[], ms: number): number {
  let elapsed = 0;
  for (const { opensMs, closesMs } of shifts) {
    if (ms <= opensMs) break;
    elapsed += Math.min(ms, closesMs) - opensMs;
  }
  return elapsed;
}

/** The earliest time of day before which `elapsed` milliseconds of the shifts lie; `elapsed` is above 0. */
export function timeAfter(shifts: readonly Shift[], elapsed: number): number {
  let left = elapsed;
  for (const { opensMs, closesMs } of shifts) {
    if (left <= closesMs - opensMs) return opensMs + left;
    left -= closesMs - opensMs;
  }
  return closingOf(shifts);
}
