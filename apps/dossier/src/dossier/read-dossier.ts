import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { FormDefinition } from '@motcua/form';
import { timeLimitFor, type Procedure } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { Sealed } from '@motcua/service-kit/sealed';
import { calendarsUsed, explainClock, startClock } from '@motcua/working-time';
import { consultationColumn, consultationViews, type ConsultationRow } from '../consultation/consultation-view.js';
import { pausingElements } from '../clock/clock-holders.js';
import { hiddenFromHolder, hiddenFromOfficers, maskedDossier } from '../disclosure/hidden-parts.js';
import { maySeeInFull } from '../disclosure/may-see-in-full.js';
import { purposesNow } from '../disclosure/purposes.js';
import type { DossierGround } from '../dossier-ground.js';
import { feeReceiptsOf } from '../fee/fee-receipt.js';
import { paymentColumn, paymentViews, type PaymentJson } from '../fee/payment-view.js';
import type { Submitter } from '../intake/intake.schemas.js';
import { originOf, portalActs, portalColumn, portalWay, type PortalJson } from '../national-portal/portal-way.js';
import { formOf } from '../procedure/procedure-catalogue.js';
import type { CopyKind } from '../procedure/procedure.schemas.js';
import { reopenTargets, usualTarget } from '../reopening/reopen-targets.js';
import { stepOf, type PreparedProcedure, type Rules } from '../rules/rules.js';
import { rulesOf } from '../rules/rules-of.js';
import { doneSteps, stepBackTargets, type DoneStep } from '../step-back/step-back-targets.js';
import { taskView, type TaskRow } from '../task/task-view.js';
import { familyColumns, parentView, partViews, type ParentJson, type PartJson } from '../sub-dossier/family-view.js';
import { letterColumn, lettersOf, type LetterEvent } from '../statutory-form/letters.js';
import { declaredAt, supplementColumn, supplementViews, type SupplementRow } from '../supplement/supplement-view.js';
import { turnsOf, type Turn } from '../turn/allowed-turns.js';
import { relationsOf, turnColumns, turnFacts, type TurnRow } from '../turn/locked-dossier.js';
import { doneBy, heldPositions } from '../task/locked-task.js';
import { nationalStateOf, summaryOf, type DossierRow } from './dossier-view.js';
import type { DeadlineExplanation, DossierDetail, DossierFile } from './dossier.schemas.js';
import { fileView, outcomeColumns, outcomeView, type FileRow, type OutcomeRow } from './outcome-view.js';
import { namesOf } from './people.js';
import { reachableBy } from './row-scope.js';

/** A task as JSON aggregates it: instants are text. */
type TaskJson = Omit<TaskRow, 'created_at' | 'task_due_at'> & {
  readonly created_at: string;
  readonly task_due_at: string;
};

/** A dossier with its papers, files and open tasks, in one row. */
export interface WholeDossierRow extends DossierRow, TurnRow, OutcomeRow {
  readonly id: string;
  readonly state: DossierRow['state'];
  readonly due_at: Date | null;
  readonly channel: DossierDetail['channel'];
  readonly submitter: Sealed;
  readonly payments: readonly PaymentJson[];
  readonly accepted_by: string | null;
  readonly returned_at: Date | null;
  readonly decision_note: Sealed | null;
  readonly closed_at: Date | null;
  readonly closing_note: Sealed | null;
  readonly worked: boolean;
  readonly supplement_rows: readonly SupplementRow[];
  readonly letter_events: readonly (LetterEvent & { readonly at: string })[];
  readonly done_steps: readonly DoneStep[];
  readonly consultations: readonly ConsultationRow[];
  readonly portal: PortalJson | null;
  readonly parent: ParentJson | null;
  readonly parts: readonly PartJson[];
  readonly components: readonly { readonly code: string; readonly copy_kind: CopyKind | null; readonly sets: number }[];
  readonly tasks: readonly TaskJson[];
}

interface WholeDossier {
  readonly row: WholeDossierRow;
  readonly dossier: DossierDetail;
  /** The form that its answers were given to. */
  readonly form: FormDefinition;
}

/** Reads one dossier for somebody who may see it. */
export class ReadDossier {
  constructor(
    private readonly ground: DossierGround,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  /** @throws NotFound (404) for unknown and forbidden ones alike */
  async row(caller: Caller, dossierId: string): Promise<WholeDossierRow> {
    const scope = reachableBy(caller, 3);
    const [row] = await this.ground.queries.read<WholeDossierRow>(
      `select ${turnColumns('$2')}, d.due_provisional, d.timeliness, d.decision, d.channel, d.submitter, ${paymentColumn}, d.accepted_by,
              d.returned_at, d.decision_note, d.closed_at, d.closing_note, ${outcomeColumns},
              exists (select from task w where w.dossier_id = d.id and w.kind <> 'receive' and (w.state = 'completed' or w.claimed_by is not null)) as worked,
              ${doneSteps} as done_steps, ${consultationColumn}, ${familyColumns}, ${supplementColumn}, ${letterColumn}, ${portalColumn},
              coalesce((select json_agg(json_build_object('code', c.code, 'copy_kind', c.copy_kind, 'sets', c.sets)) from dossier_component c where c.dossier_id = d.id), '[]') as components,
              coalesce((select json_agg(json_build_object('task_id', t.id, 'task_version', t.version, 'element_id', t.element_id, 'kind', t.kind,
                'agency_code', t.agency_code, 'candidates', t.candidates, 'task_state', t.state, 'claimed_by', t.claimed_by, 'created_at', t.created_at, 'task_due_at', t.due_at, 'done_by_caller', ${doneBy('$5')}) order by t.created_at)
                from task t where t.dossier_id = d.id and t.state = 'open'), '[]') as tasks
         from dossier d where d.id = $1 and ${scope.condition}`,
      [dossierId, heldPositions(caller), ...scope.values, caller.subjectId],
    );
    if (!row) throw new NotFound();
    return row;
  }

  /**
   * The dossier as the caller may see it: personal data masked for all but its holder, with what may be asked for in full.
   * @throws NotFound (404)
   */
  async execute(caller: Caller, dossierId: string): Promise<DossierDetail> {
    const { row, dossier, form } = await this.inFull(caller, dossierId);
    if (caller.subjectId === row.citizen_id) return maskedDossier(dossier, hiddenFromHolder(dossier));
    const hidden = hiddenFromOfficers(dossier, form);
    const seen = maskedDossier(dossier, hidden);
    if (hidden.length === 0 || !maySeeInFull(caller, row)) return seen;
    const { purposes } = await purposesNow(this.ground);
    return { ...seen, disclosure: { fields: hidden.map(({ pointer }) => pointer), purposes } };
  }

  /**
   * The same with nothing masked: for who shows a part of it and leaves the trace.
   * @throws NotFound (404)
   */
  async inFull(caller: Caller, dossierId: string): Promise<WholeDossier> {
    const row = await this.row(caller, dossierId);
    const rules = await rulesOf(this.ground.packs, this.ground.queries, row);
    const names = await namesOf(
      this.identity,
      caller.kind === 'officer' ? row.tasks.map((task) => task.claimed_by) : [],
    );
    const whole = row.parent && (await this.ground.packs.get(this.ground.queries, row.parent.pack_hash));
    return {
      row,
      dossier: this.view(row, rules, whole ?? rules, caller, names),
      form: declaredBy(row, rules, whole ?? rules).form,
    };
  }

  /** @throws NotFound (404) also before acceptance, when there is no due date to explain */
  async deadline(caller: Caller, dossierId: string): Promise<DeadlineExplanation> {
    const row = await this.row(caller, dossierId);
    if (!row.accepted_at || !row.due_at) throw new NotFound();
    const rules = await rulesOf(this.ground.packs, this.ground.queries, row);
    const { definition, calendar } = rules.procedureOf(row);
    // A dossier accepted by an earlier release has no history of its clock; its limit ran without a pause.
    const ledger =
      row.clock ?? startClock(calendar, row.accepted_at, timeLimitFor(definition, this.answersAtAcceptance(row)));
    const { days, acts } = explainClock(calendar, ledger);
    return {
      dueAt: row.due_at.toISOString(),
      ...(row.original_due_at && { originalDueAt: row.original_due_at.toISOString() }),
      calendars: calendarsUsed(calendar, row.accepted_at, row.due_at),
      days: days.map((day) => ({ ...day })),
      acts: [...(row.portal ? portalActs(originOf(row.portal)) : []), ...acts].map(({ at, ...act }) => ({
        at: at.toISOString(),
        ...act,
      })),
    };
  }

  submitterOf(row: Pick<WholeDossierRow, 'id' | 'submitter'>): Submitter {
    return JSON.parse(this.ground.sealer.open(row.submitter, `dossier.submitter:${row.id}`)) as Submitter;
  }

  answersOf(row: Pick<WholeDossierRow, 'id' | 'answers'>): Record<string, unknown> {
    return JSON.parse(this.ground.sealer.open(row.answers, `dossier.answers:${row.id}`)) as Record<string, unknown>;
  }

  /** What decided its limit, whatever was put right since. */
  answersAtAcceptance(row: Pick<WholeDossierRow, 'id' | 'answers' | 'accepted_at' | 'supplement_rows'>): unknown {
    const answers = this.answersOf(row);
    return row.accepted_at ? declaredAt(row.supplement_rows, row.accepted_at, answers, this.ground.sealer) : answers;
  }

  file(file: FileRow): DossierFile {
    return fileView(file, this.ground.sealer);
  }

  private reopenTo(row: WholeDossierRow, { process, definition }: PreparedProcedure): DossierDetail['reopenTo'] {
    const targets = reopenTargets(process, row.done_steps);
    const usual = usualTarget(targets);
    return targets.map((target) => ({
      elementId: target.element_id,
      name: stepOf(definition, target.element_id).name,
      isUsual: target === usual,
    }));
  }

  /** @param ofWhole the rules of the dossier of which it is a part; its own where it is none */
  private view(
    row: WholeDossierRow,
    rules: Rules,
    ofWhole: Rules,
    caller: Caller,
    names: ReadonlyMap<string, string>,
  ): DossierDetail {
    const now = this.ground.clock.now();
    const procedure = rules.procedureOf(row);
    const { definition, process } = procedure;
    const declared = declaredBy(row, rules, ofWhole);
    const relations = relationsOf(caller, row);
    const turns = turnsOf(turnFacts(row, rules, now, this.ground.paysOnline), relations);
    const isAllowed = (wanted: Turn) => turns.some(({ turn, allowed }) => turn === wanted && allowed);
    const submitter = this.submitterOf(row);
    const answers = this.answersOf(row.parent ?? row);
    const tasks = row.tasks.map((task) => ({
      ...task,
      created_at: new Date(task.created_at),
      task_due_at: new Date(task.task_due_at),
    }));
    return {
      ...summaryOf(row, rules, now),
      version: row.version,
      nationalState: nationalStateOf(row, row.worked),
      channel: row.channel,
      intakeAgency: { code: row.intake_agency_code, name: rules.agencyName(row.intake_agency_code, row.submitted_at) },
      ...(row.portal && { nationalPortal: portalWay(originOf(row.portal)) }),
      ...(row.accepted_at && { acceptedAt: row.accepted_at.toISOString() }),
      ...(row.decided_at && { decidedAt: row.decided_at.toISOString() }),
      ...(row.returned_at && { returnedAt: row.returned_at.toISOString() }),
      ...(row.closed_at && { closedAt: row.closed_at.toISOString() }),
      ...(row.closing_note && {
        closingNote: this.ground.sealer.open(row.closing_note, `dossier.closing_note:${row.id}`),
      }),
      heldBy: pausingElements(definition, row.open_elements, row.fee_state).map(({ elementId, ground }) => ({
        elementId,
        name: definition.waits?.[elementId]?.name ?? stepOf(definition, elementId).name,
        ground,
      })),
      feeState: row.fee_state,
      ...(definition.feeDue && { feeFirst: definition.feeDue }),
      payments: paymentViews(row.payments, this.ground.sealer),
      supplements: supplementViews(row.supplement_rows, definition, this.ground.sealer, answers),
      turns: turns.map((turn) => ({ ...turn })),
      ...(row.parent && { parent: parentView(row.parent, ofWhole) }),
      parts: partViews(row.parts, procedure, rules, now),
      ...(isAllowed('stepBack') && {
        stepBackTo: stepBackTargets(process, row.process_state, row.done_steps).map((elementId) => ({
          elementId,
          name: stepOf(definition, elementId).name,
        })),
      }),
      ...(isAllowed('reopen') && { reopenTo: this.reopenTo(row, procedure) }),
      submitter: {
        fullName: submitter.fullName,
        ...(submitter.identityNumber && { identityNumber: submitter.identityNumber }),
        ...(submitter.phone && { phone: submitter.phone }),
        ...(submitter.email && { email: submitter.email }),
        ...(submitter.address && { address: submitter.address }),
      },
      answers,
      form: formOf(declared),
      components: definition.components.flatMap(({ code, name }) => {
        const given = row.components.find((component) => component.code === code);
        if (!given) return [];
        const files = row.files.filter((file) => file.component_code === code).map((file) => this.file(file));
        return { code, name, ...(given.copy_kind && { copyKind: given.copy_kind }), sets: given.sets, files };
      }),
      fees: row.fees.map((fee) => ({ ...fee })),
      tasks: tasks.map((task) => taskView(task, row, submitter.fullName, rules, caller, names, now)),
      forms: row.accepted_at ? (caller.kind === 'officer' ? ['receipt', 'control-slip'] : ['receipt']) : [],
      letters: [
        ...lettersOf(row.letter_events, row, rules).map(({ form, of, event }) => ({
          form,
          of,
          issuedAt: new Date(event.at).toISOString(),
        })),
        ...feeReceiptsOf(row.payments).map(({ form, of, issuedAt }) => ({ form, of, issuedAt })),
      ].sort((a, b) => a.issuedAt.localeCompare(b.issuedAt)),
      ...outcomeView(row, this.ground.sealer, caller),
      ...(caller.kind === 'officer' && {
        consultations: consultationViews(row, { definition, rules }, this.ground.sealer, caller, relations),
      }),
      ...(row.decision_note && {
        decisionNote: this.ground.sealer.open(row.decision_note, `dossier.decision_note:${row.id}`),
      }),
    };
  }
}

/** The procedure whose declaration a dossier goes by: a part has none of its own. */
function declaredBy(row: WholeDossierRow, rules: Rules, ofWhole: Rules): Procedure {
  return row.parent
    ? ofWhole.getProcedure(row.parent.procedure_code, row.parent.procedure_version).definition
    : rules.procedureOf(row).definition;
}
