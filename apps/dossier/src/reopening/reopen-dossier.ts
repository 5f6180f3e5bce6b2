import { z } from 'zod';
import { timeLimitFor } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import { due, startClock } from '@motcua/working-time';
import { currentResult } from '../correction/correct-result.js';
import type { DossierGround } from '../dossier-ground.js';
import { progress } from '../process/progress.js';
import { progressRows } from '../process/write-progress.js';
import { doneSteps, type DoneStep } from '../step-back/step-back-targets.js';
import { StepNotReturnable } from '../step-back/step-back.problems.js';
import { recordWithNote } from '../turn/act-note.js';
import { lockForTurn, referenceOf } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';
import { reopenTargets, usualTarget } from './reopen-targets.js';

export const ReopenDossierInput = z
  .strictObject({
    /** One of the steps that the dossier offers as `reopenTo`; without it the one that proposes the decision. */
    toElementId: z.string().min(1).max(100).optional(),
    reason: z.string().trim().min(1).max(2000),
    /** Number and date of the complaint, or of the decision that settled it. */
    complaintReference: z.string().trim().min(1).max(200),
  })
  .meta({ id: 'ReopenDossierInput' });
export type ReopenDossierInput = z.infer<typeof ReopenDossierInput>;

/**
 * Takes a decided dossier up again after a complaint, under a clock of its own. What was decided, when and how it was handed over is kept,
 * and so is the earlier result.
 * @throws StepNotReturnable (422) the step was not done, receives the dossier or hands over its result; what `lockForTurn` throws
 */
export class ReopenDossier {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number, input: ReopenDossierInput): Promise<TurnAnswer> {
    const { commands, clock, sealer } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const { row, procedure, context, actingFor } = await lockForTurn(tx, this.ground, dossierId, version, 'reopen');
      const [steps] = await tx.query<{ done: readonly DoneStep[] }>(
        `select ${doneSteps} as done from dossier d where d.id = $1`,
        [dossierId],
      );
      const elementId = stepToRedo(reopenTargets(procedure.process, steps?.done ?? []), input.toElementId);
      const answers: unknown = JSON.parse(sealer.open(row.answers, `dossier.answers:${dossierId}`));
      const limit = timeLimitFor(procedure.definition, answers);
      const { dueAt, provisional } = due(procedure.calendar, tx.at, limit);
      const moved = progress({ ...context, dueAt }, row.process_state, { type: 'returnTo', at: tx.at, elementId });
      const reopened = event(
        'dossier.reopened',
        dossierId,
        { dossier: referenceOf(row), reopenedAt: tx.at, dueAt, elementId },
        actingFor,
      );
      const given = [
        dossierId,
        reopened.id,
        tx.at,
        sealer.seal(input.complaintReference, `decision_history.complaint_reference:${reopened.id}`),
        dueAt,
        provisional,
        JSON.stringify(moved.state),
        JSON.stringify(startClock(procedure.calendar, tx.at, limit)),
      ];
      const rows = progressRows(dossierId, tx.at, moved);
      await tx.query(
        `with kept as (
           insert into decision_history (event_id, dossier_id, decision, decided_at, decision_note, timeliness, due_at, original_due_at,
             returned_at, receiver, delivery, reopened_at, complaint_reference)
           select $2::uuid, d.id, d.decision, d.decided_at, d.decision_note, d.timeliness, d.due_at, d.original_due_at, d.returned_at, d.receiver,
                  d.delivery, $3, $4
             from dossier d where d.id = $1),
         replaced as (
           insert into superseded_file (file_id, event_id)
           select f.file_id, $2 from dossier_file f where f.dossier_id = $1 and ${currentResult}),
         ${rows.ctes(given.length)}
         update dossier set state = 'inProcess', decision = null, decided_at = null, decision_note = null, timeliness = null, returned_at = null,
                receiver = null, delivery = null, clock = $8, due_at = $5, original_due_at = $5, due_provisional = $6, paused_grounds = '{}', paused_at = null,
                process_state = $7, version = version + 1
          where id = $1`,
        [...given, ...rows.values],
      );
      await recordWithNote(tx, sealer, reopened, input.reason);
      return { id: dossierId, version: row.version + 1 };
    });
  }
}

function stepToRedo(targets: readonly DoneStep[], wanted: string | undefined): string {
  const step = wanted === undefined ? usualTarget(targets) : targets.find(({ element_id }) => element_id === wanted);
  if (!step) throw new StepNotReturnable();
  return step.element_id;
}
