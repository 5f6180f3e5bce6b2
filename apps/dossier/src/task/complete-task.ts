import { DocumentServiceService, type FileMetadata } from '@motcua/contracts/document/v1/document';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Step } from '@motcua/pack';
import type { Tx } from '@motcua/service-kit/database';
import type { Caller } from '@motcua/service-kit/caller';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { Sealed } from '@motcua/service-kit/sealed';
import { stopClock, type ClockLedger } from '@motcua/working-time';
import { consultationAnswered, consultationsAsked } from '../consultation/consultation.events.js';
import { releaseTimers } from '../clock/release-timers.js';
import { settleClock } from '../clock/settle-clock.js';
import { deliveryOf } from '../delivery/handover.js';
import type { DossierGround } from '../dossier-ground.js';
import { passFeeWaits } from '../fee/fee-waits.js';
import { fileRows, givenFiles, rethrowUsedFile } from '../intake/given-files.js';
import { stepCompleted, type ActingFor } from '../intake/intake.events.js';
import { progress, type Progress } from '../process/progress.js';
import { progressRows } from '../process/write-progress.js';
import { askedAside, stepOf, type Rules } from '../rules/rules.js';
import { rulesOf } from '../rules/rules-of.js';
import { tellParent } from '../sub-dossier/tell-parent.js';
import { separationObstacle, taskObstacle } from '../turn/allowed-turns.js';
import { TurnNotPossible } from '../turn/turn.problems.js';
import { checkOutcome } from './check-outcome.js';
import type { TaskAnswer } from './claim-task.js';
import type { CompleteTaskInput } from './complete-task.schemas.js';
import { dossierOf, lockTask, type LockedTask } from './locked-task.js';
import { endEvents, stepEnd, type StepEnd } from './step-end.js';
import { AcceptInstead, TaskClaimedByAnother } from './task.problems.js';
import { nameWhoWasFirst } from './who-was-first.js';

/**
 * Completes a step: the process moves on, tasks come and go, and the dossier is decided or returned when the process says so.
 * The result is ready when nothing is left but to hand it over; that moment stops the clock.
 * @throws OutcomeInvalid (422); TaskClaimedByAnother, AcceptInstead (409); what `lockTask` throws
 */
export class CompleteTask {
  constructor(
    private readonly ground: DossierGround,
    private readonly documents: ServiceClient<typeof DocumentServiceService>,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  async execute(caller: Caller, taskId: string, version: number, input: CompleteTaskInput): Promise<TaskAnswer> {
    const files = await givenFiles(this.documents, caller, [{ fileIds: input.resultFileIds ?? [] }]);
    const at = this.ground.clock.now();
    return this.ground.commands
      .run(caller, at, async (tx): Promise<TaskAnswer> => {
        const { task, actingFor } = await lockTask(tx, taskId, version);
        if (task.kind === 'receive') throw new AcceptInstead();
        if (task.claimed_by && task.claimed_by !== caller.subjectId) throw new TaskClaimedByAnother();
        const rules = await rulesOf(this.ground.packs, tx, task);
        const procedure = rules.procedureOf(task);
        const step = stepOf(procedure.definition, task.element_id);
        const waits = taskObstacle({
          pausedGrounds: task.paused_grounds,
          feeState: task.fee_state,
          feeFirst: procedure.definition.feeDue,
          kind: task.kind,
          decision: task.decision,
        });
        const obstacle = separationObstacle(step, task.done_by_caller) ?? waits;
        if (obstacle) throw new TurnNotPossible(obstacle);
        checkOutcome(step, task.result_by, input, files);
        await this.close(tx, task, step, input, files);
        tx.record(
          stepCompleted(
            task.dossier_id,
            task,
            input.outcome,
            files.map((file) => file.id),
            actingFor,
          ),
        );
        if (step.kind === 'consult') tx.record(consultationAnswered(task, input.outcome, at, actingFor));
        if (task.element_id !== askedAside) await this.goOn(tx, task, step, rules, input, actingFor);
        return { id: task.id, version: task.version + 1 };
      })
      .catch(async (error: unknown) => rethrowUsedFile(await nameWhoWasFirst(this.identity, error)));
  }

  /** Why the officer who proposed the refusal did so; whoever signs it need not say it again. */
  private async proposedReason(tx: Tx, dossierId: string): Promise<string | undefined> {
    const [proposal] = await tx.query<{ id: string; note: Sealed }>(
      `select id, note from task where dossier_id = $1 and kind = 'decide' and state = 'completed' and note is not null
        order by completed_at desc limit 1`,
      [dossierId],
    );
    return proposal && this.ground.sealer.open(proposal.note, `task.note:${proposal.id}`);
  }

  /** The task is done: what was chosen and noted, with the files that came with it. */
  private async close(
    tx: Tx,
    task: LockedTask,
    step: Step,
    input: CompleteTaskInput,
    files: readonly FileMetadata[],
  ): Promise<void> {
    const { sealer } = this.ground;
    await tx.query(
      `with attached as (
         insert into dossier_file (file_id, dossier_id, name, size, media_type, sha256, opinion_task_id)
         select f.file_id, $6, f.name, f.size, f.media_type, f.sha256, case when $8 then $1::uuid end
           from jsonb_to_recordset($7::jsonb) as f (file_id uuid, name text, size bigint, media_type text, sha256 text)),
       spoken as (
         update timer set state = 'cancelled', held_at = null
          where dossier_id = $6 and kind = 'silence' and key = $1::text and state in ('waiting', 'held'))
       update task set state = 'completed', claimed_by = coalesce(claimed_by, $2), completed_by = $2, completed_at = $3, outcome = $4, note = $5,
              version = version + 1
        where id = $1::uuid`,
      [
        task.id,
        tx.caller.subjectId,
        tx.at,
        input.outcome ?? null,
        input.note === undefined ? null : sealer.seal(input.note, `task.note:${task.id}`),
        task.dossier_id,
        JSON.stringify(fileRows(sealer, files)),
        step.kind === 'consult',
      ],
    );
  }

  /** The process goes on from a step that is done, and the dossier is decided or returned when the process says so. */
  private async goOn(
    tx: Tx,
    task: LockedTask,
    step: Step,
    rules: Rules,
    input: CompleteTaskInput,
    actingFor: ActingFor,
  ): Promise<void> {
    const procedure = rules.procedureOf(task);
    const asked = { rules, procedure, actingFor, row: { ...task, id: task.dossier_id } };
    const context = {
      rules,
      procedure,
      intakeAgencyCode: task.intake_agency_code,
      competentAgencyCode: task.competent_agency_code,
      dueAt: task.due_at ?? undefined,
    };
    const variables =
      step.outcomeVariable && input.outcome !== undefined ? { [step.outcomeVariable]: input.outcome } : {};
    const completed = { type: 'completeTask', taskKey: task.task_key, at: tx.at, variables } as const;
    const moved = progress(context, task.process_state, completed);
    const end = stepEnd(task, rules, procedure, moved, tx.at);
    const reason =
      end.decision === 'refused' ? (input.note ?? (await this.proposedReason(tx, task.dossier_id))) : undefined;
    const ledger = end.decision && task.clock ? stopClock(task.clock, tx.at) : task.clock;
    await this.write(tx, task, moved, { ...end, clock: ledger }, { ...input, reason });
    if (end.decision) await releaseTimers(tx, asked);
    else await settleClock(tx, asked);
    tx.record(
      ...endEvents(task, end, tx.at, actingFor),
      ...consultationsAsked(dossierOf(task), moved, tx.at, actingFor),
    );
    if (!end.decision) await passFeeWaits(tx, this.ground, asked);
    if (end.decision) await tellParent(tx, this.ground, asked.row, end.decision, actingFor);
  }

  private async write(
    tx: Tx,
    task: LockedTask,
    moved: Progress,
    end: StepEnd & { readonly clock: ClockLedger | null },
    input: CompleteTaskInput & { readonly reason: string | undefined },
  ): Promise<void> {
    const seal = (text: string | undefined, place: string) =>
      text === undefined ? null : this.ground.sealer.seal(text, `${place}:${task.dossier_id}`);
    const delivery = deliveryOf(input);
    const given = [
      task.dossier_id,
      tx.at,
      JSON.stringify(moved.state),
      end.state,
      end.decision ?? null,
      end.timeliness ?? null,
      seal(input.reason, 'dossier.decision_note'),
      seal(input.receiver?.fullName, 'dossier.receiver'),
      seal(delivery && JSON.stringify(delivery), 'dossier.delivery'),
      end.clock && JSON.stringify(end.clock),
    ];
    const rows = progressRows(task.dossier_id, tx.at, moved);
    await tx.query(
      `with ${rows.ctes(given.length)}
       update dossier set version = version + 1, process_state = $3, state = $4, clock = $10,
              paused_grounds = case when $5::text is null then paused_grounds else '{}' end, paused_at = case when $5::text is null then paused_at end, decision = coalesce(decision, $5), timeliness = coalesce(timeliness, $6),
              decided_at = coalesce(decided_at, case when $5::text is not null then $2::timestamptz end), decision_note = coalesce(decision_note, $7),
              receiver = coalesce(receiver, $8), delivery = coalesce(delivery, $9), returned_at = case when $4 = 'returned' then $2::timestamptz end
        where id = $1`,
      [...given, ...rows.values],
    );
  }
}
