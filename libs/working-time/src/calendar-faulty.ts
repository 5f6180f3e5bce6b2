import type { CalendarFault } from './check-calendar.js';

/** A calendar definition has faults; `faults` names all of them. */
export class CalendarFaulty extends Error {
  override readonly name = 'CalendarFaulty';

  constructor(
    code: string,
    readonly faults: readonly CalendarFault[],
  ) {
    super(`calendar ${code}: ${faults.map(({ path, reason }) => `${path}: ${reason.en}`).join('; ')}`);
  }
}
