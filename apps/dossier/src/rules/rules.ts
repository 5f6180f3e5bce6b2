import { isDeepStrictEqual } from 'node:util';
import { inForce, type PackParts, type Procedure, type Step } from '@motcua/pack';
import { parseProcess, userTasks, type ProcessDefinition } from '@motcua/process';
import { civilDateAt, compileCalendar, type Calendar, type CalendarDefinition } from '@motcua/working-time';
import type { Text } from '@motcua/service-kit/errors';

/** A procedure with its process and calendar ready for use. */
export interface PreparedProcedure {
  readonly definition: Procedure;
  readonly process: ProcessDefinition;
  readonly calendar: Calendar;
}

type Part = PackParts['dossier'];
type Agency = Part['agencies'][number];

/** The pack holds something that this service cannot carry out, although it is well formed. */
export class RulesUnusable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'RulesUnusable';
  }
}

/** The rules of a province as this service applies them: procedures, agencies, calendars. Read only, and the same for ever under one hash. */
export class Rules {
  private readonly agencies: ReadonlyMap<string, Agency[]>;
  private readonly byLaterDays = new Map<string, Rules>();

  private constructor(
    private readonly part: Part,
    private readonly calendars: ReadonlyMap<string, CalendarDefinition>,
    readonly procedures: readonly PreparedProcedure[],
  ) {
    this.agencies = groupByCode(part.agencies);
  }

  /** @throws RulesUnusable */
  static async prepare(stored: unknown): Promise<Rules> {
    const part = stored as Part; // identity validated the pack as a whole before it handed out the parts
    const calendars = byCode(part.calendars.calendars);
    const compiled = compileAll(calendars);
    const procedures = await Promise.all(
      part.procedures.map(async (definition): Promise<PreparedProcedure> => {
        const calendar = compiled.get(definition.timeLimit.calendar ?? part.calendars.default);
        if (!calendar) throw new RulesUnusable(`${definition.code}: no calendar`);
        return { definition, calendar, process: await prepareProcess(definition) };
      }),
    );
    return new Rules(part, calendars, procedures);
  }

  get hash(): string {
    return this.part.hash;
  }

  get province(): Part['province'] {
    return this.part.province;
  }

  /** The calendar that a procedure's limit is counted by. */
  calendarOf({ timeLimit }: Procedure): CalendarDefinition | undefined {
    return this.calendars.get(timeLimit.calendar ?? this.part.calendars.default);
  }

  /** Whether two provinces have the same days off and office hours. */
  hasDaysOf(other: Rules): boolean {
    return [...this.calendars].every(([code, calendar]) => {
      const others = other.calendars.get(code);
      return others === undefined || isDeepStrictEqual(daysOf(calendar), daysOf(others));
    });
  }

  /** These rules by the days off and office hours that a later pack knows; how days are counted stays as it was. */
  withDaysOf(later: Rules): Rules {
    const known = this.byLaterDays.get(later.hash);
    if (known) return known;
    const calendars = byCode(
      [...this.calendars.values()].map((calendar) => {
        const others = later.calendars.get(calendar.code);
        return others ? { ...calendar, ...daysOf(others) } : calendar;
      }),
    );
    const compiled = compileAll(calendars);
    const procedures = this.procedures.map((procedure) => {
      const { calendar: named = this.part.calendars.default } = procedure.definition.timeLimit;
      return { ...procedure, calendar: compiled.get(named) ?? procedure.calendar };
    });
    const rules = new Rules(this.part, calendars, procedures);
    this.byLaterDays.set(later.hash, rules);
    return rules;
  }

  /** The version in force on a day, if any agency offers the procedure. */
  findProcedure(code: string, at: Date): PreparedProcedure | undefined {
    const day = civilDateAt(at);
    return this.procedures.find(({ definition }) => definition.code === code && inForce([definition], day));
  }

  /** The very version that a dossier came in under. */
  getProcedure(code: string, version: number): PreparedProcedure {
    const found = this.procedures.find(({ definition }) => definition.code === code && definition.version === version);
    if (!found) throw new RulesUnusable(`the pack has no version ${version} of ${code}`);
    return found;
  }

  /** All procedures in force on a day, in the order of the pack. */
  proceduresOn(at: Date): Procedure[] {
    const day = civilDateAt(at);
    return this.procedures.map(({ definition }) => definition).filter((definition) => inForce([definition], day));
  }

  findAgency(code: string, at: Date): Agency | undefined {
    return inForce(this.agencies.get(code) ?? [], civilDateAt(at));
  }

  /** The agencies that decide a procedure on a day. */
  agenciesOffering(definition: Procedure, at: Date): Agency[] {
    const day = civilDateAt(at);
    return this.part.agencies.filter((agency) => inForce([agency], day) && isOffering(definition, agency));
  }

  offers(definition: Procedure, agencyCode: string, at: Date): boolean {
    const agency = this.findAgency(agencyCode, at);
    return agency !== undefined && isOffering(definition, agency);
  }

  /** An agency's name at a time, or its last one: dossiers keep the name of their time. */
  agencyName(code: string, at: Date): Text {
    return (this.findAgency(code, at) ?? this.agencies.get(code)?.at(-1))?.name ?? { vi: code, en: code };
  }

  /** Those of some positions that an agency of this kind has. */
  positionsAt(agencyCode: string, positionCodes: readonly string[], at: Date): string[] {
    const kind = this.findAgency(agencyCode, at)?.kind;
    return this.part.positions
      .filter(({ code, agencyKinds }) => positionCodes.includes(code) && agencyKinds.some((has) => has === kind))
      .map(({ code }) => code);
  }

  /** The positions at an agency that work on dossiers. */
  workingPositionsAt(agencyCode: string, at: Date): string[] {
    const working = this.part.positions.filter(({ roles }) => roles.includes('process'));
    return this.positionsAt(
      agencyCode,
      working.map(({ code }) => code),
      at,
    );
  }

  positionTitle(code: string): Text {
    return this.part.positions.find((position) => position.code === code)?.title ?? { vi: code, en: code };
  }
}

/** The element of a question to an agency that no drawing asks; the colon keeps it apart from the ids of drawings. */
export const askedAside = 'aside:consultation';

const consultationAside: Step = {
  kind: 'consult',
  name: { vi: 'Cho ý kiến phối hợp', en: 'Give an opinion' },
  agency: 'each',
  outcomeVariable: 'opinion',
  outcomes: [
    { value: 'agree', name: { vi: 'Thống nhất', en: 'Agree' }, tone: 'positive' },
    {
      value: 'agreeWithRemarks',
      name: { vi: 'Thống nhất, có góp ý', en: 'Agree with remarks' },
      tone: 'neutral',
      requiresNote: true,
    },
    { value: 'disagree', name: { vi: 'Không thống nhất', en: 'Disagree' }, tone: 'negative', requiresNote: true },
    {
      value: 'notCompetent',
      name: { vi: 'Không thuộc thẩm quyền', en: 'Not ours to judge' },
      tone: 'neutral',
      requiresNote: true,
    },
  ],
};

export function findStep(definition: Procedure, elementId: string): Step | undefined {
  return elementId === askedAside ? consultationAside : definition.steps[elementId];
}

/** What the step of a user task means to the office. */
export function stepOf(definition: Procedure, elementId: string): Step {
  const step = findStep(definition, elementId);
  if (!step) throw new RulesUnusable(`${definition.code}: no step ${elementId}`);
  return step;
}

/**
 * The same where it is only shown, and of another agency's part the name of its call: what lay behind a dossier when it moved may be neither in
 * the version to which it did.
 */
export function stepShown(definition: Procedure, elementId: string): Pick<Step, 'name' | 'outcomes'> {
  const known = findStep(definition, elementId) ?? definition.calls?.[elementId];
  return known ?? { name: { vi: elementId, en: elementId } };
}

function byCode(calendars: readonly CalendarDefinition[]): ReadonlyMap<string, CalendarDefinition> {
  return new Map(calendars.map((calendar) => [calendar.code, calendar]));
}

function compileAll(calendars: ReadonlyMap<string, CalendarDefinition>): ReadonlyMap<string, Calendar> {
  return new Map([...calendars].map(([code, definition]) => [code, compileCalendar(definition)]));
}

/** When an office works: facts that are announced, also afterwards. */
function daysOf({ weeks, holidays, swaps, halfDays, closures, coveredFrom, coveredTo }: CalendarDefinition) {
  return { weeks, holidays, swaps, halfDays, closures, coveredFrom, coveredTo };
}

function isOffering({ offeredBy }: Procedure, agency: Agency): boolean {
  return (
    (offeredBy.agencyKinds?.includes(agency.kind) ?? false) || (offeredBy.agencies?.includes(agency.code) ?? false)
  );
}

async function prepareProcess(definition: Procedure): Promise<ProcessDefinition> {
  const parsed = await parseProcess(definition.processXml);
  if ('refusals' in parsed) throw new RulesUnusable(`${definition.code}: ${parsed.refusals[0]?.reason ?? 'refused'}`);
  const elsewhere = parsed.definition.elements.find((element) => element.type === 'serviceTask');
  if (elsewhere)
    throw new RulesUnusable(
      `${definition.code}: the dossier service does not run ${elsewhere.type} ${elsewhere.id} yet`,
    );
  for (const { elementId } of userTasks(parsed.definition)) stepOf(definition, elementId);
  for (const { type, id } of parsed.definition.elements) {
    if (type === 'callActivity' && !definition.calls?.[id])
      throw new RulesUnusable(`${definition.code}: nothing says which procedure ${id} calls`);
  }
  return parsed.definition;
}

function groupByCode(agencies: readonly Agency[]): Map<string, Agency[]> {
  const groups = new Map<string, Agency[]>();
  for (const agency of agencies) groups.set(agency.code, [...(groups.get(agency.code) ?? []), agency]);
  return groups;
}
