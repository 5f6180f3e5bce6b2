import { z } from 'zod';
import { DocumentServiceService, type FileMetadata } from '@motcua/contracts/document/v1/document';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { Decision } from '@motcua/contracts/dossier/v1/events';
import type { Step } from '@motcua/pack';
import { event, type RecordedEvent, type Tx } from '@motcua/service-kit/database';
import type { Caller } from '@motcua/service-kit/caller';
import type { FieldFault } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { Sealed } from '@motcua/service-kit/sealed';
import { timeliness } from '@motcua/working-time';
import { timelinessOf } from '../dossier/timeliness-of.js';
import type { DossierGround } from '../dossier-ground.js';
import { givenFiles, rethrowUsedFile } from '../intake/given-files.js';
import { stepCompleted, type ActingFor } from '../intake/intake.events.js';
import { progress, variablesOf, type Progress } from '../process/progress.js';
import { progressRows } from '../process/write-progress.js';
import { stepOf, type PreparedProcedure } from '../rules/rules.js';
import { mostAtOnce } from '../turn/one-of-many.js';
import type { TaskAnswer } from './claim-task.js';
import { lockTask, type LockedTask } from './locked-task.js';
import { AcceptInstead, OutcomeInvalid, TaskClaimedByAnother } from './task.problems.js';
import { nameWhoWasFirst } from './who-was-first.js';

export const CompleteTaskInput = z
  .strictObject({
    /** One of the step's outcomes; required where it has some. */
    outcome: z.string().min(1).max(60).optional(),
    /** The reason, or a note to colleagues; required where the outcome asks for it. */
    note: z.string().trim().min(1).max(4000).optional(),
    /** Files of the result, uploaded before. */
    resultFileIds: z.array(z.uuid()).max(20).optional(),
    /** Who takes the result at the counter; for the step that hands it over, and no other. */
    receiver: z.strictObject({ fullName: z.string().trim().min(1).max(120) }).optional(),
  })
  .meta({ id: 'CompleteTaskInput' });
export type CompleteTaskInput = z.infer<typeof CompleteTaskInput>;

/** The same outcome for many steps, each as the officer saw it. */
export const CompleteManyInput = CompleteTaskInput.pick({ outcome: true, note: true })
  .extend({
    tasks: z
      .array(z.strictObject({ id: z.uuid(), version: z.int().min(1) }))
      .min(1)
      .max(mostAtOnce),
  })
  .meta({ id: 'CompleteManyInput' });
export type CompleteManyInput = z.infer<typeof CompleteManyInput>;

/** How a dossier stands after a step. */
interface Turn {
  readonly state: string;
  readonly decision: 'approved' | 'refused' | undefined;
  readonly timeliness: 'early' | 'onTime' | 'overdue' | undefined;
}

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
        const rules = await this.ground.packs.get(tx, task.pack_hash);
        const procedure = rules.getProcedure(task.procedure_code, task.procedure_version);
        const step = stepOf(procedure.definition, task.element_id);
        checkInput(step, input, files);
        const context = {
          rules,
          procedure,
          intakeAgencyCode: task.intake_agency_code,
          competentAgencyCode: task.competent_agency_code,
          dueAt: task.due_at ?? undefined,
        };
        const variables =
          step.outcomeVariable && input.outcome !== undefined ? { [step.outcomeVariable]: input.outcome } : {};
        const moved = progress(context, task.process_state, {
          type: 'completeTask',
          taskKey: task.task_key,
          at,
          variables,
        });
        const turn = turnOf(task, procedure, moved, at);
        const reason =
          turn.decision === 'refused' ? (input.note ?? (await this.proposedReason(tx, task.dossier_id))) : undefined;
        await this.write(tx, task, moved, turn, { ...input, reason }, files, at);
        tx.record(...eventsOf(task, turn, input, files, at, actingFor));
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

  private async write(
    tx: Tx,
    task: LockedTask,
    moved: Progress,
    turn: Turn,
    input: CompleteTaskInput & { reason: string | undefined },
    files: readonly FileMetadata[],
    at: Date,
  ): Promise<void> {
    const { sealer } = this.ground;
    const seal = (text: string | undefined, place: string) => (text === undefined ? null : sealer.seal(text, place));
    const fileRows = files.map((file) => ({
      file_id: file.id,
      name: sealer.seal(file.name, `dossier_file.name:${file.id}`),
      size: file.size,
      media_type: file.mediaType,
      sha256: file.sha256,
    }));
    const given = [
      task.id,
      tx.caller.subjectId,
      at,
      input.outcome ?? null,
      seal(input.note, `task.note:${task.id}`),
      task.dossier_id,
      JSON.stringify(fileRows),
      JSON.stringify(moved.state),
      turn.state,
      turn.decision ?? null,
      turn.timeliness ?? null,
      seal(input.reason, `dossier.decision_note:${task.dossier_id}`),
      seal(input.receiver?.fullName, `dossier.receiver:${task.dossier_id}`),
    ];
    const rows = progressRows(task.dossier_id, at, moved);
    await tx.query(
      `with done as (
         update task set state = 'completed', claimed_by = coalesce(claimed_by, $2), completed_by = $2, completed_at = $3, outcome = $4, note = $5, version = version + 1
          where id = $1),
       attached as (
         insert into dossier_file (file_id, dossier_id, name, size, media_type, sha256)
         select f.file_id, $6, f.name, f.size, f.media_type, f.sha256
           from jsonb_to_recordset($7::jsonb) as f (file_id uuid, name text, size bigint, media_type text, sha256 text)),
       ${rows.ctes(given.length)}
       update dossier set version = version + 1, process_state = $8, state = $9, decision = coalesce(decision, $10), timeliness = coalesce(timeliness, $11),
              decided_at = coalesce(decided_at, case when $10::text is not null then $3::timestamptz end), decision_note = coalesce(decision_note, $12), receiver = coalesce(receiver, $13),
              returned_at = case when $9 = 'returned' then $3::timestamptz end
        where id = $6`,
      [...given, ...rows.values],
    );
  }
}

function checkInput(step: Step, input: CompleteTaskInput, files: readonly FileMetadata[]): void {
  const faults: FieldFault[] = [];
  const outcome = step.outcomes?.find((candidate) => candidate.value === input.outcome);
  if (step.outcomes && !outcome) {
    const values = step.outcomes.map((candidate) => candidate.value).join(', ');
    faults.push({
      pointer: '/outcome',
      code: input.outcome === undefined ? 'required' : 'enum',
      text: { vi: `Vui lòng chọn một trong: ${values}.`, en: `Choose one of: ${values}.` },
    });
  }
  if (!step.outcomes && input.outcome !== undefined) {
    faults.push({
      pointer: '/outcome',
      code: 'unknownField',
      text: { vi: 'Bước này không có lựa chọn.', en: 'This step has no choice.' },
    });
  }
  if (input.receiver && step.kind !== 'deliver') {
    faults.push({
      pointer: '/receiver',
      code: 'unknownField',
      text: { vi: 'Bước này không trả kết quả.', en: 'This step does not hand over the result.' },
    });
  }
  if (outcome?.requiresNote && input.note === undefined) {
    faults.push({
      pointer: '/note',
      code: 'required',
      text: { vi: 'Vui lòng nêu lý do.', en: 'Please give the reason.' },
    });
  }
  const known = new Set(files.map((file) => file.id));
  (input.resultFileIds ?? []).forEach((id, index) => {
    if (!known.has(id)) {
      faults.push({
        pointer: `/resultFileIds/${index}`,
        code: 'unknownFile',
        text: {
          vi: 'Không tìm thấy tệp này trong các tệp bạn đã tải lên.',
          en: 'This file is not among those that you uploaded.',
        },
      });
    }
  });
  if (faults.length > 0) throw new OutcomeInvalid(undefined, { faults });
}

function turnOf(task: LockedTask, { definition }: PreparedProcedure, moved: Progress, at: Date): Turn {
  if (task.kind === 'deliver') return { state: 'returned', decision: undefined, timeliness: undefined };
  const onlyDeliveryLeft = moved.newTasks.length > 0 && moved.newTasks.every((next) => next.kind === 'deliver');
  if (task.kind !== 'approve' || !onlyDeliveryLeft || !task.due_at)
    return { state: task.dossier_state, decision: undefined, timeliness: undefined };
  return {
    state: 'decided',
    decision: variablesOf(moved.state).decision === 'refuse' ? 'refused' : 'approved',
    timeliness: timeliness(task.due_at, at, definition.timeLimit.unit),
  };
}

function eventsOf(
  task: LockedTask,
  turn: Turn,
  input: CompleteTaskInput,
  files: readonly FileMetadata[],
  at: Date,
  actingFor: ActingFor,
): RecordedEvent[] {
  const events = [
    stepCompleted(
      task.dossier_id,
      task,
      input.outcome,
      files.map((file) => file.id),
      actingFor,
    ),
  ];
  const facts = {
    dossierId: task.dossier_id,
    code: task.code ?? '',
    trackingNumber: task.tracking_number,
    procedureCode: task.procedure_code,
    competentAgencyCode: task.competent_agency_code,
    citizenId: task.citizen_id ?? undefined,
  };
  if (turn.decision && turn.timeliness) {
    const decision = turn.decision === 'approved' ? Decision.DECISION_APPROVED : Decision.DECISION_REFUSED;
    events.push(
      event(
        'dossier.decided',
        task.dossier_id,
        {
          ...facts,
          decision,
          decidedAt: at,
          dueAt: task.due_at ?? undefined,
          timeliness: timelinessOf[turn.timeliness],
        },
        actingFor,
      ),
    );
  }
  if (turn.state === 'returned')
    events.push(event('dossier.returned', task.dossier_id, { ...facts, returnedAt: at }, actingFor));
  return events;
}
