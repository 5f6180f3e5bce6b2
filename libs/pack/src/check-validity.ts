import { tellOf, type Reason } from '@motcua/process';
import { groupBy } from './group-by.js';
import type { Validity } from './legal-value.js';
import type { Part } from './read-part.js';
import type { Path } from './source-document.js';

/** A period of something, with the place where it is written. */
interface Period extends Validity {
  path: Path;
}

const EMPTY: Reason = { vi: 'validTo phải sau validFrom', en: 'validTo must be after validFrom' };

/** Periods must not be empty, and two periods of one thing must not overlap: on each day at most one is in force. */
export function checkValidity(part: Part<unknown>, what: Reason, periods: readonly Period[]): void {
  for (const { path, validFrom, validTo } of periods) {
    if (validTo !== undefined && validTo <= validFrom) {
      part.refuse([...path, 'validTo'], tellOf(what, EMPTY));
    }
  }
  const byStart = periods.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0));
  for (const [index, period] of byStart.entries()) {
    const former = byStart[index - 1];
    if (former && (former.validTo === undefined || period.validFrom < former.validTo)) {
      part.refuse([...period.path, 'validFrom'], {
        vi: `${what.vi} đã được áp dụng vào ngày ${period.validFrom}`,
        en: `${what.en} is already in force on ${period.validFrom}`,
      });
    }
  }
}

/** The same for entries that are told apart by a code, such as agencies. */
export function checkValidityByCode(
  part: Part<unknown>,
  what: Reason,
  entries: readonly (Validity & { code: string })[],
  pathOf: (index: number) => Path,
): void {
  const periods = entries.map((entry, index) => ({ ...entry, path: pathOf(index) }));
  for (const [code, ofCode] of groupBy(periods, (period) => period.code)) {
    checkValidity(part, { vi: `${what.vi} ${code}`, en: `${what.en} ${code}` }, ofCode);
  }
}
