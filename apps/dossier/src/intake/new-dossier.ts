import { v7 as uuidv7 } from 'uuid';
import type { FileMetadata } from '@motcua/contracts/document/v1/document';
import { Channel } from '@motcua/contracts/dossier/v1/events';
import { checkAnswers, givenAnswers } from '@motcua/form';
import type { Procedure } from '@motcua/pack';
import type { ResultWish } from '../delivery/delivery.schemas.js';
import { initialState } from '@motcua/process';
import type { LastStatement } from '@motcua/service-kit/database';
import type { FieldFault } from '@motcua/service-kit/errors';
import type { Sealer } from '@motcua/service-kit/sealed';
import { assessFees, feeStateOf, type FrozenFee } from '../fee/frozen-fee.js';
import type { PreparedProcedure, Rules } from '../rules/rules.js';
import { progress, type NewTask, type Progress, type ProgressContext } from '../process/progress.js';
import { progressRows } from '../process/write-progress.js';
import { newTrackingNumber } from '../tracking/tracking-number.js';
import type { Acceptance } from './acceptance.js';
import { checkComponents, type GivenComponent } from './check-components.js';
import { AnswersInvalid, ComponentsInvalid, ProcedureNotOffered, WayNotOffered } from './intake.problems.js';
import type { Submitter } from './intake.schemas.js';

export type DossierChannel = 'online' | 'counter' | 'postal' | 'mobile';

export const channelOf = {
  online: Channel.CHANNEL_ONLINE,
  counter: Channel.CHANNEL_COUNTER,
  postal: Channel.CHANNEL_POSTAL,
  mobile: Channel.CHANNEL_MOBILE,
} as const satisfies Record<DossierChannel, Channel>;

/** The way of a procedure's announcement that a channel is; a mobile counter is a counter. */
const wayOf = { online: 'online', counter: 'counter', postal: 'postal', mobile: 'counter' } as const satisfies Record<
  DossierChannel,
  Procedure['ways'][number]
>;

/** What is handed in, whichever door it came through. */
export interface Intake {
  readonly procedureCode: string;
  readonly competentAgencyCode: string;
  readonly intakeAgencyCode: string;
  readonly channel: DossierChannel;
  readonly submitter: Submitter;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly components: readonly GivenComponent[];
  readonly files: readonly FileMetadata[];
  readonly citizenId: string | undefined;
  readonly resultWish?: ResultWish | undefined;
  /** Of one that came through the National Public Service Portal: there it was received, and from when its answer is due. */
  readonly nationalPortal?: PortalReceipt | undefined;
}

/** How a dossier came through the National Public Service Portal. */
export interface PortalReceipt {
  /** The portal's own number. */
  readonly number: string;
  /** The day of receipt is the portal's. */
  readonly receivedAt: Date;
  /** When all of it had come here. */
  readonly arrivedAt: Date;
  /** The moment of receipt, or that of arrival when an outage kept it back: before, nobody here could know of it. */
  readonly replyFrom: Date;
}

/** A dossier that passed every check and waits to be written. */
export interface NewDossier {
  readonly id: string;
  readonly trackingNumber: string;
  readonly context: ProgressContext;
  readonly intake: Intake;
  readonly started: Progress;
  /** What is to be paid before it is accepted; empty where nothing is. */
  readonly feesFirst: readonly FrozenFee[];
  /** The dossier of which it is a part, and the call that waits for it. */
  readonly parent?: { readonly id: string; readonly callKey: string };
}

/**
 * Checks what was handed in and starts the procedure's process. Pure but for the new ids.
 * @throws ProcedureNotOffered, WayNotOffered, AnswersInvalid, ComponentsInvalid (422)
 */
export function newDossier(rules: Rules, intake: Intake, at: Date): NewDossier {
  const procedure = offeredProcedure(rules, intake, at);
  checkContent(procedure, intake);
  const context: ProgressContext = {
    rules,
    procedure,
    intakeAgencyCode: intake.intakeAgencyCode,
    competentAgencyCode: intake.competentAgencyCode,
    dueAt: undefined,
  };
  const { definition } = procedure;
  return {
    id: uuidv7(),
    trackingNumber: newTrackingNumber(),
    context,
    intake,
    feesFirst: definition.feeDue === 'acceptance' ? assessFees(definition, intake.answers, at) : [],
    started: progress(context, initialState(procedure.process), {
      type: 'start',
      at: intake.nationalPortal?.replyFrom ?? at,
      variables: procedure.definition.variables ?? {},
    }),
  };
}

function offeredProcedure(
  rules: Rules,
  { procedureCode, competentAgencyCode, channel }: Intake,
  at: Date,
): PreparedProcedure {
  const refuse = (pointer: string, code: string, vi: string, en: string) =>
    new ProcedureNotOffered({ procedureCode }, { faults: [{ pointer, code, text: { vi, en } }] });
  const procedure = rules.findProcedure(procedureCode, at);
  if (!procedure)
    throw refuse('/procedureCode', 'unknownProcedure', 'Không có thủ tục này.', 'There is no such procedure.');
  if (!rules.offers(procedure.definition, competentAgencyCode, at)) {
    throw refuse(
      '/competentAgencyCode',
      'notOffered',
      'Cơ quan này không giải quyết thủ tục.',
      'This agency does not decide the procedure.',
    );
  }
  if (!rules.waysOf(procedure.definition).includes(wayOf[channel]))
    throw new WayNotOffered(undefined, { faults: [wayFault(channel)] });
  return rules.prepareAt(procedure, competentAgencyCode);
}

function wayFault(channel: DossierChannel): FieldFault {
  const text = {
    vi: 'Thủ tục không nhận hồ sơ bằng cách thức này.',
    en: 'The procedure does not take dossiers this way.',
  };
  return { pointer: channel === 'online' ? '/procedureCode' : '/channel', code: 'notOffered', text };
}

function checkContent({ definition }: PreparedProcedure, intake: Intake): void {
  const answerFaults = checkAnswers(definition.form, intake.answers);
  if (answerFaults.length > 0) {
    const faults = answerFaults.map(({ pointer, code, message }) => ({
      pointer: `/answers${pointer}`,
      code,
      text: message,
    }));
    throw new AnswersInvalid(undefined, { faults });
  }
  const faults = checkComponents(definition, intake.components, intake.files, intake.channel === 'online');
  if (faults.length > 0) throw new ComponentsInvalid(undefined, { faults });
}

/** Timers that were set in the same act are held where the clock stands still at once. */
function heldWith(acceptance: Acceptance | undefined, timers: Progress['newTimers']): Progress['newTimers'] {
  return acceptance && acceptance.pausedGrounds.length > 0 ? timers.map((timer) => ({ ...timer, held: true })) : timers;
}

/** A task row on its way in: open, or completed by the very act that created it. */
export type TaskRow = NewTask & {
  readonly state: 'open' | 'completed';
  readonly claimed_by?: string;
  readonly completed_by?: string;
  readonly completed_at?: Date;
};

/**
 * The rows of a new dossier as one statement; an accepted one gets its code from the counter in it.
 * @param at when its first steps began
 */
export function insertDossier(
  dossier: NewDossier,
  tasks: readonly TaskRow[],
  acceptance: Acceptance | undefined,
  sealer: Sealer,
  at: Date,
): LastStatement {
  const { id, intake, context } = dossier;
  const { definition } = context.procedure;
  const fees = acceptance?.fees ?? dossier.feesFirst;
  const row = {
    id,
    tracking_number: dossier.trackingNumber,
    state: acceptance ? 'inProcess' : 'submitted',
    procedure_code: definition.code,
    procedure_version: definition.version,
    pack_hash: context.rules.hash,
    channel: intake.channel,
    intake_agency_code: intake.intakeAgencyCode,
    competent_agency_code: intake.competentAgencyCode,
    citizen_id: intake.citizenId,
    submitter: sealer.seal(JSON.stringify(intake.submitter), `dossier.submitter:${id}`),
    answers: sealer.seal(JSON.stringify(givenAnswers(intake.answers)), `dossier.answers:${id}`),
    process_state: acceptance?.progress.state ?? dossier.started.state,
    fees,
    fee_state: acceptance?.feeState ?? feeStateOf(fees),
    result_by: intake.resultWish?.resultBy ?? 'counter',
    postal_address:
      intake.resultWish?.postalAddress && sealer.seal(intake.resultWish.postalAddress, `dossier.postal_address:${id}`),
    parent_id: dossier.parent?.id,
    parent_call_key: dossier.parent?.callKey,
    submitted_at: intake.nationalPortal?.receivedAt ?? at,
    accepted_at: acceptance && at,
    accepted_by: acceptance?.acceptedBy,
    due_at: acceptance?.dueAt,
    clock: acceptance?.clock,
    paused_grounds: acceptance?.pausedGrounds ?? [],
    paused_at: acceptance && acceptance.pausedGrounds.length > 0 ? at : undefined,
    due_provisional: acceptance?.provisional ?? false,
  };
  const components = intake.components.map(({ code, copyKind, sets }) => ({
    code,
    copy_kind: copyKind,
    sets: sets ?? 1,
  }));
  const componentOf = new Map(
    intake.components.flatMap(({ code, fileIds }) => fileIds.map((fileId) => [fileId, code] as const)),
  );
  const files = intake.files.map((file) => ({
    file_id: file.id,
    component_code: componentOf.get(file.id),
    name: sealer.seal(file.name, `dossier_file.name:${file.id}`),
    size: file.size,
    media_type: file.mediaType,
    sha256: file.sha256,
  }));
  const begun = tasks.map((task) => ({ ...task, created_at: at }));
  const given = [row, components, files, begun].map((value) => JSON.stringify(value));
  const code = acceptance?.code.values ?? [];
  const timers = progressRows(
    id,
    at,
    { ...dossier.started, newTasks: [], newTimers: heldWith(acceptance, dossier.started.newTimers) },
    ...(acceptance ? [{ ...acceptance.progress, newTasks: [] }] : []),
  );
  return {
    values: [...given, ...code, ...timers.values],
    ctes: `${acceptance ? acceptance.code.ctes(given.length) : `allotted as (select null::text as value)`},
      ${timers.ctes(given.length + code.length)},
      stored as (
        insert into dossier (id, tracking_number, code, state, procedure_code, procedure_version, pack_hash, channel, intake_agency_code,
          competent_agency_code, citizen_id, submitter, answers, process_state, fees, fee_state, result_by, postal_address, parent_id, parent_call_key, submitted_at,
          accepted_at, accepted_by, due_at, original_due_at, clock, paused_grounds, paused_at, due_provisional)
        select r.id, r.tracking_number, a.value, r.state, r.procedure_code, r.procedure_version, r.pack_hash, r.channel, r.intake_agency_code,
          r.competent_agency_code, r.citizen_id, r.submitter, r.answers, r.process_state, r.fees, r.fee_state, r.result_by, r.postal_address, r.parent_id, r.parent_call_key, r.submitted_at, r.accepted_at, r.accepted_by, r.due_at, r.due_at, r.clock, r.paused_grounds, r.paused_at, r.due_provisional
        from jsonb_to_record($1::jsonb) as r (id uuid, tracking_number text, state text, procedure_code text, procedure_version integer,
          pack_hash text, channel text, intake_agency_code text, competent_agency_code text, citizen_id uuid, submitter text, answers text,
          process_state jsonb, fees jsonb, fee_state text, result_by text, postal_address text, parent_id uuid, parent_call_key text, submitted_at timestamptz, accepted_at timestamptz, accepted_by uuid, due_at timestamptz, clock jsonb, paused_grounds text[], paused_at timestamptz, due_provisional boolean)
        cross join allotted a
        returning id),
      papers as (
        insert into dossier_component (dossier_id, code, copy_kind, sets)
        select s.id, c.code, c.copy_kind, c.sets from stored s cross join jsonb_to_recordset($2::jsonb) as c (code text, copy_kind text, sets integer)),
      attached as (
        insert into dossier_file (file_id, dossier_id, component_code, name, size, media_type, sha256)
        select f.file_id, s.id, f.component_code, f.name, f.size, f.media_type, f.sha256 from stored s
        cross join jsonb_to_recordset($3::jsonb) as f (file_id uuid, component_code text, name text, size bigint, media_type text, sha256 text)),
      begun as (
        insert into task (id, dossier_id, task_key, element_id, kind, agency_code, candidates, item, state, claimed_by, created_at, due_at, completed_by, completed_at)
        select t.id, s.id, t.task_key, t.element_id, t.kind, t.agency_code, t.candidates, t.item, t.state, t.claimed_by, t.created_at, t.due_at, t.completed_by, t.completed_at
        from stored s cross join jsonb_to_recordset($4::jsonb) as t (id uuid, task_key text, element_id text, kind text, agency_code text,
          candidates text[], item jsonb, state text, claimed_by uuid, created_at timestamptz, due_at timestamptz, completed_by uuid, completed_at timestamptz))`,
  };
}
