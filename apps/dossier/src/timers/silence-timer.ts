import { advance, type Variables } from '@motcua/process';
import { event } from '@motcua/service-kit/database';
import { consultationsAsked } from '../consultation/consultation.events.js';
import { settleClock } from '../clock/settle-clock.js';
import type { DossierGround } from '../dossier-ground.js';
import { passFeeWaits } from '../fee/fee-waits.js';
import { progressBy, type Progress } from '../process/progress.js';
import { progressRows } from '../process/write-progress.js';
import { referenceOf } from '../turn/locked-dossier.js';
import { readTimedDossier, type TimedDossier } from './timed-dossier.js';
import type { TimerHandler } from './timer-handler.js';

interface AskedTask {
  readonly id: string;
  readonly task_key: string;
  readonly element_id: string;
  readonly agency_code: string;
}

/**
 * A consulted agency has let its limit pass. Where the sector's law says what silence means, that is its answer; else whoever asked goes on
 * without one.
 */
export function silenceTimer(ground: Pick<DossierGround, 'packs'>): TimerHandler {
  return async (tx, timer) => {
    const [task] = await tx.query<AskedTask>(
      `select id, task_key, element_id, agency_code from task where id = $1 and dossier_id = $2 and state = 'open' for update`,
      [timer.key, timer.dossierId],
    );
    if (!task) return; // It was answered or withdrawn meanwhile.
    const dossier = await readTimedDossier(tx, ground, timer.dossierId);
    const step = dossier.procedure.definition.steps[task.element_id];
    const opinion = step?.silence;
    const variables = step?.outcomeVariable ? { [step.outcomeVariable]: opinion ?? null } : {};
    const moved = withoutAnswer(dossier, task, variables, tx.at);
    const rows = progressRows(dossier.row.id, tx.at, ...(moved ? [moved] : []));
    await tx.query(
      `with lapsed as (
         update task set state = case when $4::text is null then 'cancelled' else 'completed' end, lapsed_at = $3, outcome = $4,
                completed_at = case when $4::text is not null then $3::timestamptz end, version = version + 1
          where id = $1),
       ${rows.ctes(5)}
       update dossier set process_state = coalesce($5, process_state), version = version + 1 where id = $2`,
      [task.id, dossier.row.id, tx.at, opinion ?? null, moved ? JSON.stringify(moved.state) : null, ...rows.values],
    );
    await settleClock(tx, { ...dossier, actingFor: {} });
    tx.record(
      event('consultation.lapsed', dossier.row.id, {
        dossier: referenceOf(dossier.row),
        taskId: task.id,
        agencyCode: task.agency_code,
        opinion,
        lapsedAt: tx.at,
      }),
      ...consultationsAsked(referenceOf(dossier.row), moved ?? { newTasks: [] }, tx.at, {}),
    );
    await passFeeWaits(tx, ground, { ...dossier, actingFor: {} });
  };
}

/** A question that the drawing does not know, asked beside it, has no step to go on from. */
function withoutAnswer(
  { row, procedure, context }: TimedDossier,
  task: AskedTask,
  variables: Variables,
  at: Date,
): Progress | undefined {
  const completed = { type: 'completeTask', taskKey: task.task_key, at, variables } as const;
  const result = advance(procedure.process, row.process_state, completed);
  return 'rejected' in result ? undefined : progressBy(context, result, at);
}
