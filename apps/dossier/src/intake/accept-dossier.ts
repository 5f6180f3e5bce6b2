import type { Caller } from '@motcua/service-kit/caller';
import { allotted } from '@motcua/service-kit/database';
import { NotFound, VersionStale } from '@motcua/service-kit/errors';
import { openElements } from '../clock/clock-holders.js';
import { runInPause } from '../clock/pause-dossier.js';
import { timersInPause } from '../clock/timers-in-pause.js';
import type { DossierGround } from '../dossier-ground.js';
import { progressRows } from '../process/write-progress.js';
import { rulesOf } from '../rules/rules-of.js';
import { heldPositions } from '../task/locked-task.js';
import { feeAssessed, type FrozenFee } from '../fee/frozen-fee.js';
import { becauseClosed, taskObstacle, type TurnFacts } from '../turn/allowed-turns.js';
import { TurnNotPossible } from '../turn/turn.problems.js';
import { TaskClaimedByAnother } from '../task/task.problems.js';
import { consultationsAsked } from '../consultation/consultation.events.js';
import { referenceOf } from '../turn/locked-dossier.js';
import { acceptDossier, pausedAtOnce } from './acceptance.js';
import { dossierAccepted, stepCompleted } from './intake.events.js';
import { DossierAlreadyAccepted } from './intake.problems.js';
import type { AcceptedDossier } from './intake.schemas.js';
import type { DossierChannel } from './new-dossier.js';
import type { ProcessState } from '@motcua/process';
import type { Sealed } from '@motcua/service-kit/sealed';

interface SubmittedRow {
  readonly id: string;
  readonly version: number;
  readonly tracking_number: string;
  readonly code: string | null;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly pack_hash: string;
  readonly calendar_hash: string | null;
  readonly channel: DossierChannel;
  readonly intake_agency_code: string;
  readonly competent_agency_code: string;
  readonly citizen_id: string | null;
  readonly answers: Sealed;
  readonly fees: readonly FrozenFee[];
  readonly fee_state: TurnFacts['feeState'];
  readonly process_state: ProcessState;
  readonly state: string;
  readonly paused_grounds: readonly string[];
  readonly submitted_at: Date;
  readonly task_id: string;
  readonly task_key: string;
  readonly element_id: string;
  readonly agency_code: string;
  readonly candidates: readonly string[];
  readonly claimed_by: string | null;
  readonly open_elements: readonly string[];
}

/**
 * Accepts a dossier that came online: the clock starts, the code and the due date are given, and the step that receives is done.
 * @throws DossierAlreadyAccepted, TaskClaimedByAnother (409); VersionStale (412); NotFound (404) for unknown and foreign ones alike
 */
export class AcceptDossier {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number): Promise<AcceptedDossier> {
    const at = this.ground.clock.now();
    return this.ground.commands.run(caller, at, async (tx) => {
      const [row] = await tx.query<SubmittedRow>(
        `select d.id, d.version, d.tracking_number, d.code, d.procedure_code, d.procedure_version, d.pack_hash, d.calendar_hash, d.channel, d.intake_agency_code,
                d.competent_agency_code, d.citizen_id, d.answers, d.fees, d.fee_state, d.process_state, d.state, d.paused_grounds, d.submitted_at,
                t.id as task_id, t.task_key, t.element_id, t.agency_code, t.candidates, t.claimed_by,
                ${openElements} as open_elements
           from dossier d join task t on t.dossier_id = d.id and t.kind = 'receive'
          where d.id = $1 and t.candidates && $2::text[] for update`,
        [dossierId, heldPositions(caller)],
      );
      const position = caller.positions.find((held) =>
        row?.candidates.includes(`${held.agencyCode}/${held.positionCode}`),
      );
      if (!row || !position) throw new NotFound();
      if (row.code) throw new DossierAlreadyAccepted({ code: row.code });
      if (row.claimed_by && row.claimed_by !== caller.subjectId) throw new TaskClaimedByAnother();
      const rules = await rulesOf(this.ground.packs, tx, row);
      const procedure = rules.procedureOf(row);
      const { feeDue: feeFirst } = procedure.definition;
      const facts = {
        pausedGrounds: row.paused_grounds,
        feeState: row.fee_state,
        feeFirst,
        kind: 'receive',
        decision: null,
      };
      const obstacle = row.state === 'submitted' ? taskObstacle(facts) : becauseClosed;
      if (obstacle) throw new TurnNotPossible(obstacle);
      if (row.version !== version) throw new VersionStale();

      const answers: unknown = JSON.parse(this.ground.sealer.open(row.answers, `dossier.answers:${row.id}`));
      const context = {
        rules,
        procedure,
        intakeAgencyCode: row.intake_agency_code,
        competentAgencyCode: row.competent_agency_code,
      };
      const before = {
        state: row.process_state,
        receiveTaskKey: row.task_key,
        openElements: row.open_elements.filter((elementId) => elementId !== row.element_id),
        answers,
        assessed: feeFirst === 'acceptance' ? { fees: row.fees, feeState: row.fee_state } : undefined,
      };
      const acceptance = acceptDossier(context, before, caller.subjectId, at);
      const { fees, feeState, pausedGrounds } = acceptance;
      const given = [
        row.id,
        caller.subjectId,
        at,
        acceptance.dueAt,
        acceptance.provisional,
        JSON.stringify(fees),
        JSON.stringify(acceptance.progress.state),
        row.task_id,
        JSON.stringify(acceptance.clock),
        feeState,
        pausedGrounds,
        runInPause,
        timersInPause(procedure),
      ];
      const rows = progressRows(row.id, at, acceptance.progress);
      tx.insertLast({
        values: [...given, ...acceptance.code.values, ...rows.values],
        ctes: `${acceptance.code.ctes(given.length)},
          ${rows.ctes(given.length + acceptance.code.values.length)},
          accepted as (
            update dossier set code = a.value, state = 'inProcess', version = version + 1, accepted_at = $3, accepted_by = $2, due_at = $4, original_due_at = $4,
                   clock = $9, due_provisional = $5, fees = $6, fee_state = $10, process_state = $7,
                   paused_grounds = $11::text[], paused_at = case when $11::text[] <> '{}' then $3::timestamptz end
              from allotted a where id = $1),
          standing as (
            update timer set state = 'held', held_at = $3::timestamptz where $11::text[] <> '{}' and dossier_id = $1 and state = 'waiting'
               and kind <> all ($12::text[]) and not (kind = 'process' and element_id = any ($13::text[]))),
          received as (
            update task set state = 'completed', claimed_by = $2, completed_by = $2, completed_at = $3, version = version + 1 where id = $8)`,
      });
      const named = {
        id: row.id,
        code: allotted,
        trackingNumber: row.tracking_number,
        procedure: procedure.definition,
        packHash: row.pack_hash,
        intakeAgencyCode: row.intake_agency_code,
        competentAgencyCode: row.competent_agency_code,
        channel: row.channel,
        citizenId: row.citizen_id ?? undefined,
      };
      const task = { id: row.task_id, element_id: row.element_id, agency_code: row.agency_code };
      tx.record(
        dossierAccepted(named, acceptance.dueAt, at, position),
        ...(feeFirst === 'acceptance' ? [] : feeAssessed({ ...referenceOf(row), code: allotted }, fees, at, position)),
        ...pausedAtOnce({ ...referenceOf(row), code: allotted }, acceptance, at, position),
        stepCompleted(row.id, task, undefined, [], position),
        ...consultationsAsked({ ...referenceOf(row), code: allotted }, acceptance.progress, at, position),
      );
      return {
        id: row.id,
        trackingNumber: row.tracking_number,
        submittedAt: row.submitted_at.toISOString(),
        version: row.version + 1,
        code: allotted,
        acceptedAt: at.toISOString(),
        dueAt: acceptance.dueAt.toISOString(),
      };
    });
  }
}
