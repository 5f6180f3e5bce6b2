import type { Agency } from './agency.js';
import type { CalendarAssignment, Calendars } from './calendar.js';
import { inForce, type CivilDate } from './legal-value.js';

/** From a day on an agency works by this calendar, until the next stretch begins. */
export interface AssignedCalendar {
  readonly validFrom: CivilDate;
  readonly calendar: string;
  /** Of the assignment; none where it is the province's default. */
  readonly legalBasis?: string;
}

const beginning = '0001-01-01';

/**
 * The calendars that an agency works by, one after the other; the first holds from the beginning. An agency that is no more, and whose
 * dossiers others go on with, keeps the last.
 */
export function calendarStretches(
  { default: usual, assignments = [] }: Pick<Calendars, 'default' | 'assignments'>,
  agencies: readonly Agency[],
  agencyCode: string,
): AssignedCalendar[] {
  if (assignments.length === 0) return [{ validFrom: beginning, calendar: usual }];
  const changes = [...assignments, ...agencies].flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? validFrom]);
  const stretches: AssignedCalendar[] = [];
  for (const day of [...new Set([beginning, ...changes])].sort()) {
    const applies = assignmentOn(assignments, agencies, agencyCode, day);
    const calendar = applies?.calendar ?? usual;
    if (stretches.at(-1)?.calendar === calendar) continue;
    stretches.push({ validFrom: day, calendar, ...(applies && { legalBasis: applies.legalBasis }) });
  }
  return stretches;
}

function assignmentOn(
  assignments: readonly CalendarAssignment[],
  agencies: readonly Agency[],
  agencyCode: string,
  day: CivilDate,
): CalendarAssignment | undefined {
  const today = assignments.filter((each) => inForce([each], day));
  const find = (code: string) => {
    const versions = agencies.filter((agency) => agency.code === code);
    return inForce(versions, day) ?? versions.findLast(({ validFrom }) => validFrom <= day);
  };
  const own = today.find(({ agency, subtree }) => agency === agencyCode && !subtree);
  if (own) return own;
  const self = find(agencyCode);
  for (let code: string | undefined = agencyCode; code !== undefined; code = find(code)?.parent) {
    const above = today.find(({ agency, subtree }) => subtree && agency === code);
    if (above) return above;
  }
  return self && today.find(({ agencyKind }) => agencyKind === self.kind);
}
