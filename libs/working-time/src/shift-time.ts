import type { Moment } from './civil-date.js';
import type { RunningTotal } from './running-total.js';
import type { Shift } from './shift.js';
import { elapsedIn, timeAfter } from './shift.js';

/**
 * Time that passes only within shifts, in milliseconds since the calendar's first day. Instants carry milliseconds, so
 * shifts do too: a start at 09:20:31 is due at 09:20:31.
 */
export class ShiftTime {
  constructor(
    private readonly totals: RunningTotal,
    private readonly shiftsOn: (day: number) => readonly Shift[],
  ) {}

  /** How much has passed before a moment. */
  elapsed({ day, ms }: Moment): number {
    return this.totals.before(day) + elapsedIn(this.shiftsOn(day), ms);
  }

  /** The earliest moment by which so much has passed; above 0. */
  reaching(elapsed: number): Moment {
    const day = this.totals.dayReaching(elapsed);
    return { day, ms: timeAfter(this.shiftsOn(day), elapsed - this.totals.before(day)) };
  }

  /** Whether a shift is running. */
  isRunning({ day, ms }: Moment): boolean {
    return this.shiftsOn(day).some(({ opensMs, closesMs }) => opensMs <= ms && ms < closesMs);
  }

  /** The moment itself when a shift is running, else the next opening: where the next millisecond passes. */
  nextRunning(moment: Moment): Moment {
    const { day, ms } = this.reaching(this.elapsed(moment) + 1);
    return { day, ms: ms - 1 };
  }
}
