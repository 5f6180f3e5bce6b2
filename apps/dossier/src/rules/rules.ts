import { inForce, isInternal, offersProcedure, type PackParts, type Procedure, type Step } from '@motcua/pack';
import { parseProcess, tellOf, userTasks, type ProcessDefinition, type Reason } from '@motcua/process';
import { civilDateAt, type Calendar } from '@motcua/working-time';
import type { Text } from '@motcua/service-kit/errors';
import { OfficeHours, type AgencyHours } from './office-hours.js';

/** A version of a procedure with its process ready for use. */
export interface ProcedureVersion {
  readonly definition: Procedure;
  readonly process: ProcessDefinition;
}

/** The same as one agency decides it, with the calendar that its limit is counted by there. */
export interface PreparedProcedure extends ProcedureVersion {
  readonly calendar: Calendar;
}

/** What names the procedure of a dossier, and who decides it. */
interface DecidedProcedure {
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly competent_agency_code: string;
}

type Part = PackParts['dossier'];
type Agency = Part['agencies'][number];

/** The pack holds something that this service cannot carry out, although it is well formed. */
export class RulesUnusable extends Error {
  constructor(readonly reason: Reason) {
    super(reason.en);
    this.name = 'RulesUnusable';
  }
}

/** The rules of a province as this service applies them: procedures, agencies, calendars. Read only, and the same for ever under one hash. */
export class Rules {
  private readonly agencies: ReadonlyMap<string, Agency[]>;
  private readonly partCodes: ReadonlySet<string>;
  private readonly byLaterDays = new Map<string, Rules>();
  private readonly prepared = new Map<string, PreparedProcedure>();

  private constructor(
    private readonly part: Part,
    private readonly hours: OfficeHours,
    readonly procedures: readonly ProcedureVersion[],
  ) {
    this.agencies = groupByCode(part.agencies);
    const calls = procedures.flatMap(({ definition }) => Object.values(definition.calls ?? {}));
    this.partCodes = new Set(calls.map((call) => call.procedure));
  }

  /** @throws RulesUnusable */
  static async prepare(stored: unknown): Promise<Rules> {
    const part = stored as Part; // identity validated the pack as a whole before it handed out the parts
    const procedures = await Promise.all(
      part.procedures.map(async (definition) => ({ definition, process: await prepareProcess(definition) })),
    );
    return new Rules(part, OfficeHours.of(part), procedures);
  }

  get hash(): string {
    return this.part.hash;
  }

  get province(): Part['province'] {
    return this.part.province;
  }

  /** When an agency works, as far as a procedure is concerned that may name a calendar of its own. */
  hoursAt({ timeLimit }: Procedure, agencyCode: string): AgencyHours {
    return this.hours.at(agencyCode, timeLimit.calendar);
  }

  /** The calendars by which anything of the province is counted. */
  get calendars(): readonly Calendar[] {
    return this.hours.all;
  }

  /** Whether two provinces have the same days off and office hours. */
  hasDaysOf(other: Rules): boolean {
    return this.hours.hasDaysOf(other.hours);
  }

  /** These rules by the days off and office hours that a later pack knows; how days are counted stays as it was. */
  withDaysOf(later: Rules): Rules {
    const known = this.byLaterDays.get(later.hash);
    if (known) return known;
    // Who the agencies are is no rule either: a dossier may have gone over to one that its own pack does not know.
    const { agencies, positions, reorganisations = [] } = later.part;
    const part = { ...this.part, agencies, positions, reorganisations };
    const rules = new Rules(part, this.hours.withDaysOf(later.hours), this.procedures);
    this.byLaterDays.set(later.hash, rules);
    return rules;
  }

  /** The version in force on a day, if any agency offers the procedure. */
  findProcedure(code: string, at: Date): ProcedureVersion | undefined {
    const day = civilDateAt(at);
    return this.procedures.find(({ definition }) => definition.code === code && inForce([definition], day));
  }

  /** The very version that a dossier came in under. */
  getProcedure(code: string, version: number): ProcedureVersion {
    const found = this.procedures.find(({ definition }) => definition.code === code && definition.version === version);
    if (!found) {
      throw new RulesUnusable({
        vi: `gói dữ liệu không có phiên bản ${version} của thủ tục ${code}`,
        en: `the pack has no version ${version} of ${code}`,
      });
    }
    return found;
  }

  /** The version that a dossier came in under, as the agency that decides it counts its limit. */
  procedureOf(dossier: DecidedProcedure): PreparedProcedure {
    const { procedure_code: code, procedure_version: version, competent_agency_code: agencyCode } = dossier;
    return this.prepareAt(this.getProcedure(code, version), agencyCode);
  }

  prepareAt({ definition, process }: ProcedureVersion, agencyCode: string): PreparedProcedure {
    const key = `${definition.code}/${definition.version}/${agencyCode}`;
    const known = this.prepared.get(key);
    if (known) return known;
    const procedure = { definition, process, calendar: this.hoursAt(definition, agencyCode).calendar };
    this.prepared.set(key, procedure);
    return procedure;
  }

  /** All procedures in force on a day, in the order of the pack. */
  proceduresOn(at: Date): Procedure[] {
    const day = civilDateAt(at);
    return this.procedures.map(({ definition }) => definition).filter((definition) => inForce([definition], day));
  }

  /** Whether other procedures call it: the platform opens it, and nobody hands it in. */
  isPart({ code }: Procedure): boolean {
    return this.partCodes.has(code);
  }

  /** How a dossier is handed in; what runs between agencies comes to a counter, and a part of another procedure is not handed in at all. */
  waysOf(definition: Procedure): Procedure['ways'] {
    if (this.isPart(definition)) return [];
    return isInternal(definition) ? definition.ways.filter((way) => way !== 'online') : definition.ways;
  }

  /** The agencies of a day. */
  agenciesOn(at: Date): Agency[] {
    const day = civilDateAt(at);
    return this.part.agencies.filter((agency) => inForce([agency], day));
  }

  findAgency(code: string, at: Date): Agency | undefined {
    return inForce(this.agencies.get(code) ?? [], civilDateAt(at));
  }

  /** Whether an agency exists since a day. */
  beganOn(code: string, day: string): boolean {
    return (this.agencies.get(code) ?? []).some(({ validFrom }) => validFrom === day);
  }

  findReorganisation(code: string) {
    return this.part.reorganisations?.find((reorganisation) => reorganisation.code === code);
  }

  /** The administrative unit of an agency that has ended, as it was called then. */
  formerUnitOf(code: string): string | undefined {
    return this.agencies.get(code)?.findLast(({ validTo }) => validTo !== undefined)?.adminUnitCode;
  }

  /** The agency that has the work of another at a time: itself while it exists, else whoever took it over as a whole. */
  successorAt(code: string, at: Date): string {
    const day = civilDateAt(at);
    const { reorganisations = [] } = this.part;
    let current = code;
    for (const reorganisation of reorganisations.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
      if (reorganisation.day > day || this.findAgency(current, at)) continue;
      const next = reorganisation.transfers.find(({ from, extent }) => from === current && extent === 'whole');
      current = next?.to ?? current;
    }
    return current;
  }

  /** An agency with all those before it whose books it keeps: what it took over as a whole, or as the rest. */
  lineOf(code: string): string[] {
    const line = [code];
    const { reorganisations = [] } = this.part;
    for (const known of line) {
      for (const { from, to, extent } of reorganisations.flatMap(({ transfers }) => transfers))
        if (to === known && extent !== 'part' && !line.includes(from)) line.push(from);
    }
    return line;
  }

  /** The agency with an electronic identifier on a day. */
  findAgencyByEid(eid: string, at: Date): Agency | undefined {
    const day = civilDateAt(at);
    return this.part.agencies.find((agency) => agency.eid === eid && inForce([agency], day));
  }

  /** The agencies that decide a procedure on a day. */
  agenciesOffering(definition: Procedure, at: Date): Agency[] {
    return this.agenciesOn(at).filter((agency) => offersProcedure(definition, agency));
  }

  offers(definition: Procedure, agencyCode: string, at: Date): boolean {
    const agency = this.findAgency(agencyCode, at);
    return agency !== undefined && offersProcedure(definition, agency);
  }

  /** An agency as it was at a time, or at its last: what it began it may still have to end. */
  agencyAt(code: string, at: Date): Agency | undefined {
    return this.findAgency(code, at) ?? this.agencies.get(code)?.at(-1);
  }

  /** An agency's name at a time, or its last one: dossiers keep the name of their time. */
  agencyName(code: string, at: Date): Text {
    return this.agencyAt(code, at)?.name ?? { vi: code, en: code };
  }

  /** Those of some positions that an agency of this kind has. */
  positionsAt(agencyCode: string, positionCodes: readonly string[], at: Date): string[] {
    const kind = this.findAgency(agencyCode, at)?.kind;
    return this.part.positions
      .filter(({ code, agencyKinds }) => positionCodes.includes(code) && agencyKinds.some((has) => has === kind))
      .map(({ code }) => code);
  }

  /**
   * Who takes in what is handed in online for an agency: its own counter, or for one that has none the counter that stands nearest to it, such as the
   * province's Public Administration Service Centre.
   */
  onlineIntakeFor(agencyCode: string, at: Date): string {
    const takesIn = this.part.positions.filter(({ roles }) => roles.includes('intake')).map(({ code }) => code);
    if (this.positionsAt(agencyCode, takesIn, at).length > 0) return agencyCode;
    const counters = this.agenciesOn(at).filter(({ kind }) => kind === 'counter');
    const above = this.lineUp(agencyCode, at);
    const distanceOf = (counter: Agency) => {
      const met = above.findIndex((code) => this.lineUp(counter.code, at).includes(code));
      return met === -1 ? above.length : met;
    };
    const [nearest] = counters.toSorted((a, b) => distanceOf(a) - distanceOf(b));
    return nearest?.code ?? agencyCode;
  }

  /** The agencies above one, the nearest first. */
  private lineUp(agencyCode: string, at: Date): string[] {
    const line: string[] = [];
    let parent = this.findAgency(agencyCode, at)?.parent;
    while (parent !== undefined && !line.includes(parent)) {
      line.push(parent);
      parent = this.findAgency(parent, at)?.parent;
    }
    return line;
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
  if (!step) {
    throw new RulesUnusable({
      vi: `${definition.code}: không có bước ${elementId}`,
      en: `${definition.code}: no step ${elementId}`,
    });
  }
  return step;
}

/**
 * The same where it is only shown, and of another agency's part the name of its call: what lay behind a dossier when it moved may be neither in
 * the version to which it did.
 */
export function stepShown(definition: Procedure, elementId: string): Pick<Step, 'name' | 'outcomes' | 'notBy'> {
  const known = findStep(definition, elementId) ?? definition.calls?.[elementId];
  return known ?? { name: { vi: elementId, en: elementId } };
}

const REFUSED: Reason = { vi: 'bản vẽ không được chấp nhận', en: 'the drawing is refused' };

async function prepareProcess(definition: Procedure): Promise<ProcessDefinition> {
  const parsed = await parseProcess(definition.processXml);
  const { code } = definition;
  if ('refusals' in parsed) {
    const { elementId = '', reason } = parsed.refusals[0] ?? {};
    const subject = `${code} ${elementId}`.trim();
    throw new RulesUnusable(tellOf({ vi: subject, en: subject }, reason ?? REFUSED));
  }
  const elsewhere = parsed.definition.elements.find((element) => element.type === 'serviceTask');
  if (elsewhere)
    throw new RulesUnusable({
      vi: `${code}: dịch vụ hồ sơ chưa chạy được tác vụ dịch vụ ${elsewhere.id}`,
      en: `${code}: the dossier service does not run ${elsewhere.type} ${elsewhere.id} yet`,
    });
  for (const { elementId } of userTasks(parsed.definition)) stepOf(definition, elementId);
  for (const { type, id } of parsed.definition.elements) {
    if (type === 'callActivity' && !definition.calls?.[id])
      throw new RulesUnusable({
        vi: `${code}: chưa nêu hoạt động ${id} gọi thủ tục nào`,
        en: `${code}: nothing says which procedure ${id} calls`,
      });
  }
  return parsed.definition;
}

function groupByCode(agencies: readonly Agency[]): Map<string, Agency[]> {
  const groups = new Map<string, Agency[]>();
  for (const agency of agencies) groups.set(agency.code, [...(groups.get(agency.code) ?? []), agency]);
  return groups;
}
