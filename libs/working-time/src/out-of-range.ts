import type { Bilingual } from './calendar-definition.js';

/** A value that no calendar can answer for: not a number, negative, not a date, or outside the years 1900 to 2200. */
export class OutOfRange extends RangeError {
  override readonly name = 'OutOfRange';

  constructor(readonly reason: Bilingual) {
    super(reason.en);
  }
}
