import { OutOfRange } from './out-of-range.js';

/**
 * What a time limit is counted in: `workingDay` (ngày làm việc), `calendarDay` (ngày), `workingHour` (giờ làm việc),
 * `sameDay` (trong ngày).
 */
export type LimitUnit = 'workingDay' | 'calendarDay' | 'workingHour' | 'sameDay';

/** A time limit, or what is left of one. `n` is 0 for `sameDay`; working days and hours may have a fraction. */
export interface Limit {
  readonly n: number;
  readonly unit: LimitUnit;
}

// Reaches beyond the year 2200 in every unit but round-the-clock hours, which no statute counts in millions.
const LARGEST_N = 1_000_000;

/** @throws OutOfRange when `n` is no number of its unit */
export function checkLimit({ n, unit }: Limit): void {
  if (!(n >= 0 && n <= LARGEST_N)) {
    throw new OutOfRange({
      vi: `thời hạn là một số từ 0 đến ${String(LARGEST_N)}, không phải ${String(n)}`,
      en: `a limit is a number from 0 to ${String(LARGEST_N)}, not ${String(n)}`,
    });
  }
  if (unit === 'calendarDay' && !Number.isInteger(n)) {
    throw new OutOfRange({
      vi: `ngày theo lịch được tính tròn ngày, không phải ${String(n)}`,
      en: `calendar days are counted whole, not ${String(n)}`,
    });
  }
  if (unit === 'sameDay' && n !== 0) {
    throw new OutOfRange({
      vi: `thời hạn trong ngày có n = 0, không phải ${String(n)}`,
      en: `a same-day limit has n = 0, not ${String(n)}`,
    });
  }
}

/** Answers a unit that the types exclude but an unchecked caller may still pass. */
export function refuseUnit(unit: never): never {
  const given = JSON.stringify(unit);
  throw new OutOfRange({
    vi: `${given} không phải đơn vị của thời hạn`,
    en: `${given} is not a unit of a time limit`,
  });
}
