import { v7 as uuidv7 } from 'uuid';
import { agencyOfCall } from '@motcua/pack';
import { initialState, type Variables } from '@motcua/process';
import { allotted, event, type Tx } from '@motcua/service-kit/database';
import type { Sealed } from '@motcua/service-kit/sealed';
import { consultationsAsked } from '../consultation/consultation.events.js';
import type { DossierGround } from '../dossier-ground.js';
import { feeAssessed } from '../fee/frozen-fee.js';
import { acceptDossier, beforeAcceptance, pausedAtOnce } from '../intake/acceptance.js';
import { dossierAccepted, dossierSubmitted, referenceTo } from '../intake/intake.events.js';
import type { Submitter } from '../intake/intake.schemas.js';
import { insertDossier, type DossierChannel, type NewDossier } from '../intake/new-dossier.js';
import { progress } from '../process/progress.js';
import { RulesUnusable } from '../rules/rules.js';
import { readTimedDossier, type TimedDossier } from '../timers/timed-dossier.js';
import type { TimerHandler } from '../timers/timer-handler.js';
import { newTrackingNumber } from '../tracking/tracking-number.js';
import { referenceOf } from '../turn/locked-dossier.js';

/** What a part takes over from the whole. */
interface ParentRow {
  readonly element_id: string;
  readonly variables: Variables;
  readonly channel: DossierChannel;
  readonly submitter: Sealed;
  readonly answers: Sealed;
  readonly result_by: 'counter' | 'postal';
  readonly postal_address: Sealed | null;
}

/**
 * Opens another agency's part of an interconnected dossier: a dossier of its own with its own code, clock and steps, accepted at once, as
 * the citizen has handed in everything with the whole. It has the whole's declaration; papers are reached through it.
 */
export function openSubDossier(ground: Pick<DossierGround, 'packs' | 'sealer'>): TimerHandler {
  return async (tx, { dossierId, key: callKey }) => {
    const parent = await readTimedDossier(tx, ground, dossierId);
    const [call] = await tx.query<ParentRow>(
      `select c.element_id, c.variables, d.channel, d.submitter, d.answers, d.result_by, d.postal_address
         from process_call c join dossier d on d.id = c.dossier_id
        where d.id = $1 and c.call_key = $2 and not exists (select from dossier k where k.parent_id = d.id and k.parent_call_key = $2)`,
      [dossierId, callKey],
    );
    if (!call || parent.row.state !== 'inProcess') return;
    const part = newPart(ground, parent, call, callKey, tx.at);
    await tx.query('update dossier set version = version + 1 where id = $1', [dossierId]);
    accept(tx, ground, part, tx.at);
    tx.record(
      event('subdossier.opened', dossierId, {
        dossier: referenceOf(parent.row),
        subDossierId: part.id,
        elementId: call.element_id,
        openedAt: tx.at,
      }),
    );
  };
}

function newPart(
  { sealer }: Pick<DossierGround, 'sealer'>,
  { row, rules, procedure }: TimedDossier,
  call: ParentRow,
  callKey: string,
  at: Date,
): NewDossier {
  const called = procedure.definition.calls?.[call.element_id];
  const own = called && rules.findProcedure(called.procedure, at);
  if (!own) {
    throw new RulesUnusable({
      vi: `${row.procedure_code}: ${call.element_id} không gọi thủ tục nào đang áp dụng`,
      en: `${row.procedure_code}: ${call.element_id} calls no procedure that is in force`,
    });
  }
  const caller = { competentAgencyCode: row.competent_agency_code, intakeAgencyCode: row.intake_agency_code };
  const competentAgencyCode = agencyOfCall(called, own.definition, caller, rules.agenciesOn(at));
  if (competentAgencyCode === undefined)
    throw new RulesUnusable({
      vi: `${row.procedure_code}: không cơ quan nào cùng đơn vị hành chính với ${row.competent_agency_code} thực hiện ${call.element_id}`,
      en: `${row.procedure_code}: no agency of the unit of ${row.competent_agency_code} does ${call.element_id}`,
    });
  const context = {
    rules,
    procedure: rules.prepareAt(own, competentAgencyCode),
    intakeAgencyCode: row.intake_agency_code,
    competentAgencyCode,
    dueAt: undefined,
  };
  const variables = { ...own.definition.variables, ...call.variables };
  return {
    id: uuidv7(),
    trackingNumber: newTrackingNumber(),
    context,
    parent: { id: row.id, callKey },
    intake: {
      procedureCode: own.definition.code,
      competentAgencyCode,
      intakeAgencyCode: row.intake_agency_code,
      channel: call.channel,
      submitter: JSON.parse(sealer.open(call.submitter, `dossier.submitter:${row.id}`)) as Submitter,
      answers: JSON.parse(sealer.open(call.answers, `dossier.answers:${row.id}`)) as Record<string, unknown>,
      components: [],
      files: [],
      citizenId: row.citizen_id ?? undefined,
      resultWish: {
        resultBy: call.result_by,
        ...(call.postal_address && {
          postalAddress: sealer.open(call.postal_address, `dossier.postal_address:${row.id}`),
        }),
      },
    },
    feesFirst: [], // it is accepted at once
    started: progress(context, initialState(own.process), { type: 'start', at, variables }),
  };
}

/** Its rows and events; the code is allotted by the last statement. */
function accept(tx: Tx, { sealer }: Pick<DossierGround, 'sealer'>, part: NewDossier, at: Date): void {
  const { id, context, intake, started } = part;
  const before = beforeAcceptance(context, started, intake.answers);
  const receiveKey = before.receiveTaskKey;
  const acceptance = acceptDossier(context, before, undefined, at);
  const tasks = [
    ...started.newTasks.map((task) => ({
      ...task,
      due_at: acceptance.dueAt,
      ...(task.task_key === receiveKey
        ? { state: 'completed' as const, completed_at: at }
        : { state: 'open' as const }),
    })),
    ...acceptance.progress.newTasks.map((task) => ({ ...task, state: 'open' as const })),
  ];
  tx.insertLast(insertDossier(part, tasks, acceptance, sealer, at));
  const facts = {
    id,
    code: allotted,
    trackingNumber: part.trackingNumber,
    procedure: context.procedure.definition,
    packHash: context.rules.hash,
    intakeAgencyCode: intake.intakeAgencyCode,
    competentAgencyCode: intake.competentAgencyCode,
    channel: intake.channel,
    citizenId: intake.citizenId,
    ...(part.parent && { parentDossierId: part.parent.id }),
  };
  tx.record(
    dossierSubmitted(facts, [], at),
    dossierAccepted(facts, acceptance.dueAt, at),
    ...feeAssessed(referenceTo(facts), acceptance.fees, at),
    ...pausedAtOnce(referenceTo(facts), acceptance, at),
    ...consultationsAsked(referenceTo(facts), acceptance.progress, at, {}),
  );
}
