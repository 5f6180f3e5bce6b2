import { isDeepStrictEqual } from 'node:util';
import { calendarStretches, type PackParts } from '@motcua/pack';
import {
  compileStretches,
  type Calendar,
  type CalendarDefinition,
  type CalendarStretch,
  type CivilDate,
} from '@motcua/working-time';

type Announced = Pick<PackParts['dossier'], 'agencies' | 'calendars'>;

/** When an agency works: the calendars that it works by, one after the other, and the same compiled. */
export interface AgencyHours {
  readonly calendar: Calendar;
  readonly stretches: readonly CalendarStretch[];
}

/** When the agencies of a province work. Read only; each agency's hours are compiled once. */
export class OfficeHours {
  private readonly compiled = new Map<string, AgencyHours>();
  private readonly byAgency = new Map<string, AgencyHours>();

  constructor(
    private readonly calendars: ReadonlyMap<string, CalendarDefinition>,
    private readonly announced: Announced,
  ) {}

  static of(announced: Announced): OfficeHours {
    return new OfficeHours(byCode(announced.calendars.calendars), announced);
  }

  /** @param named the calendar that a procedure is counted by wherever it is done */
  at(agencyCode: string, named?: string): AgencyHours {
    const key = named ?? `/${agencyCode}`;
    const known = this.byAgency.get(key);
    if (known) return known;
    const hours = this.compile(this.stretchesOf(agencyCode, named));
    this.byAgency.set(key, hours);
    return hours;
  }

  /** The calendars of all, for who looks further than any of them. */
  get all(): Calendar[] {
    const { agencies } = this.announced;
    const own = [...new Set(agencies.map(({ code }) => code))].map((code) => this.at(code).calendar);
    return [...new Set([...own, ...[...this.calendars.keys()].map((code) => this.at('', code).calendar)])];
  }

  /** Whether by two provinces each agency has the same days off and office hours. */
  hasDaysOf(other: OfficeHours): boolean {
    const agencies = [...new Set(this.announced.agencies.map(({ code }) => code))];
    return (
      [...this.calendars].every(([code, calendar]) => {
        const others = other.calendars.get(code);
        return others === undefined || isDeepStrictEqual(daysOf(calendar), daysOf(others));
      }) && agencies.every((code) => isDeepStrictEqual(this.namesOf(code), other.namesOf(code)))
    );
  }

  /** The days off, office hours and calendars of agencies that a later pack knows; how days are counted stays as it was. */
  withDaysOf(later: OfficeHours): OfficeHours {
    const calendars = new Map(later.calendars);
    for (const [code, calendar] of this.calendars) {
      const others = later.calendars.get(code);
      calendars.set(code, others ? { ...calendar, ...daysOf(others) } : calendar);
    }
    return new OfficeHours(calendars, later.announced);
  }

  private namesOf(agencyCode: string): { validFrom: CivilDate; code: string }[] {
    return this.stretchesOf(agencyCode).map(({ validFrom, calendar: { code } }) => ({ validFrom, code }));
  }

  private stretchesOf(agencyCode: string, named?: string): CalendarStretch[] {
    const { calendars, agencies } = this.announced;
    const assigned =
      named === undefined
        ? calendarStretches(calendars, agencies, agencyCode)
        : [{ validFrom: '0001-01-01', calendar: named }];
    return assigned.flatMap(({ calendar: code, ...stretch }) => {
      const calendar = this.calendars.get(code);
      return calendar ? [{ ...stretch, calendar }] : [];
    });
  }

  /** Agencies that work alike share one calendar. */
  private compile(stretches: readonly CalendarStretch[]): AgencyHours {
    const key = JSON.stringify(
      stretches.map(({ validFrom, legalBasis, calendar: { code } }) => [validFrom, legalBasis, code]),
    );
    const hours = this.compiled.get(key) ?? { calendar: compileStretches(stretches), stretches };
    this.compiled.set(key, hours);
    return hours;
  }
}

/** When an office works: facts that are announced, also afterwards. */
function daysOf({ weeks, holidays, swaps, halfDays, closures, coveredFrom, coveredTo }: CalendarDefinition) {
  return { weeks, holidays, swaps, halfDays, closures, coveredFrom, coveredTo };
}

function byCode(calendars: readonly CalendarDefinition[]): ReadonlyMap<string, CalendarDefinition> {
  return new Map(calendars.map((calendar) => [calendar.code, calendar]));
}
