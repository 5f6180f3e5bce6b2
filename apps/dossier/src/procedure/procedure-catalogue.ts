import { foldVietnamese, inForce, isInternal, searchProcedures, type Procedure } from '@motcua/pack';
import { userTasks } from '@motcua/process';
import { NotFound } from '@motcua/service-kit/errors';
import { civilDateAt } from '@motcua/working-time';
import type { DossierGround } from '../dossier-ground.js';
import { unknownCursor } from '../dossier/dossier-view.js';
import { stepOf, type ProcedureVersion, type Rules } from '../rules/rules.js';
import { feesText, feeText, subjectWords, timeLimitText } from './legal-words.js';
import type {
  OfferingAgencies,
  ProcedureDetail,
  ProcedureFields,
  ProcedureList,
  ProcedureQuery,
  ProcedureSummary,
} from './procedure.schemas.js';

const mostAgencies = 200;

/** What people read about procedures. All of it is the pack in force, which is in memory. */
export class ProcedureCatalogue {
  constructor(private readonly ground: DossierGround) {}

  /** @throws InputInvalid (422) for a cursor that is no procedure of the list */
  async list(query: ProcedureQuery): Promise<ProcedureList> {
    const { rules, now } = await this.today();
    const offered = rules
      .proceduresOn(now)
      .filter((procedure) => isListed(rules, procedure, query.scope))
      .filter((procedure) => !query.field || procedure.field.code === query.field)
      .filter((procedure) => !query.agency || rules.offers(procedure, query.agency, now));
    const matching = query.q?.trim() ? searchProcedures(offered, query.q, offered.length) : offered;
    const start = query.after === undefined ? 0 : matching.findIndex((procedure) => procedure.code === query.after) + 1;
    if (query.after !== undefined && start === 0) throw unknownCursor();
    const page = matching.slice(start, start + query.limit);
    const last = page.at(-1);
    return {
      items: page.map((procedure) => summaryOf(procedure, now)),
      ...(last && start + query.limit < matching.length && { next: last.code }),
    };
  }

  /** The fields of what citizens file. */
  async fields(): Promise<ProcedureFields> {
    const { rules, now } = await this.today();
    const fields = new Map<string, ProcedureFields['items'][number]>();
    for (const procedure of rules.proceduresOn(now)) {
      if (!isListed(rules, procedure, 'citizens')) continue;
      const { code, vi, en } = procedure.field;
      fields.set(code, { code, name: { vi, en }, count: (fields.get(code)?.count ?? 0) + 1 });
    }
    return { items: [...fields.values()] };
  }

  /** @throws NotFound (404) */
  async get(code: string): Promise<ProcedureDetail> {
    const { rules, now } = await this.today();
    return detailOf(rules, find(rules, code, now), now);
  }

  /** @throws NotFound (404) */
  async agencies(code: string, query: string | undefined): Promise<OfferingAgencies> {
    const { rules, now } = await this.today();
    const wanted = foldVietnamese(query ?? '').trim();
    const items = rules
      .agenciesOffering(find(rules, code, now).definition, now)
      .filter(({ name }) => foldVietnamese(name.vi).includes(wanted) || foldVietnamese(name.en).includes(wanted))
      .slice(0, mostAgencies)
      .map(({ code: agencyCode, name, kind }) => ({ code: agencyCode, name, kind }));
    return { items };
  }

  private async today(): Promise<{ rules: Rules; now: Date }> {
    const { part } = await this.ground.packs.inForce(this.ground.queries);
    return { rules: part, now: this.ground.clock.now() };
  }
}

function find(rules: Rules, code: string, now: Date): ProcedureVersion {
  const procedure = rules.findProcedure(code, now);
  if (!procedure) throw new NotFound();
  return procedure;
}

function isListed(rules: Rules, procedure: Procedure, scope: ProcedureQuery['scope']): boolean {
  if (scope === 'all') return true;
  return !rules.isPart(procedure) && (scope === 'counter' || !isInternal(procedure));
}

function feesToday(procedure: Procedure, now: Date) {
  return procedure.fees.filter((fee) => inForce([fee], civilDateAt(now)));
}

function summaryOf(procedure: Procedure, now: Date): ProcedureSummary {
  const { code, name, field, onlineLevel, timeLimit } = procedure;
  return {
    code,
    name,
    field: { code: field.code, name: { vi: field.vi, en: field.en } },
    onlineLevel,
    timeLimit: { n: timeLimit.n, unit: timeLimit.unit, text: timeLimitText(timeLimit) },
    feeText: feesText(feesToday(procedure, now)),
  };
}

function detailOf(rules: Rules, { definition, process }: ProcedureVersion, now: Date): ProcedureDetail {
  const subjects = definition.subjects.map((subject) => subjectWords[subject]);
  return {
    ...summaryOf(definition, now),
    description: definition.description,
    subjects: { vi: subjects.map((text) => text.vi).join('; '), en: subjects.map((text) => text.en).join('; ') },
    level: definition.level,
    ways: rules.waysOf(definition),
    legalBasis: definition.legalBasis,
    components: definition.components.map(({ code, name, required, sets, copyKind, form }) => ({
      code,
      name,
      required,
      sets,
      copyKinds: copyKind,
      isForm: form ?? false,
    })),
    fees: feesToday(definition, now).map((fee) => ({
      kind: fee.kind,
      name: fee.name,
      text: feeText(fee),
      basis: fee.basis,
    })),
    result: { name: definition.result.name },
    form: formOf(definition),
    steps: userTasks(process).map(({ elementId }) => {
      const { name, kind, agency } = stepOf(definition, elementId);
      const isNamed = !['competent', 'intake', 'each'].includes(agency);
      return { elementId, name, kind, ...(isNamed && { agencyName: rules.agencyName(agency, now) }) };
    }),
    packHash: rules.hash,
  };
}

/** The form as the API shows it: plain JSON of the pack. */
export function formOf({ form }: Procedure): ProcedureDetail['form'] {
  return { schema: { ...form.schema }, layout: form.layout.map((section) => ({ ...section })) };
}
