import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import { askedAside } from '../rules/rules.js';
import { TaskAlreadyCompleted, TaskCancelled } from '../task/task.problems.js';
import { lockForTurn, referenceOf } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';

interface AskedTask {
  readonly agency_code: string;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly completed_by: string | null;
}

/**
 * Takes a question back that was asked beside the drawing and is not answered yet.
 * @throws NotFound (404) no such question; TaskAlreadyCompleted, TaskCancelled (409); what `lockForTurn` throws
 */
export class WithdrawQuestion {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number, taskId: string): Promise<TurnAnswer> {
    const { commands, clock } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const { row, actingFor } = await lockForTurn(tx, this.ground, dossierId, version, 'consult');
      const [task] = await tx.query<AskedTask>(
        'select agency_code, state, completed_by from task where id = $1 and dossier_id = $2 and element_id = $3 for update',
        [taskId, dossierId, askedAside],
      );
      if (!task) throw new NotFound();
      if (task.state === 'completed') throw new TaskAlreadyCompleted({ officerId: task.completed_by });
      if (task.state === 'cancelled') throw new TaskCancelled();
      await tx.query(
        `with withdrawn as (update task set state = 'cancelled', version = version + 1 where id = $2::uuid),
         untimed as (
           update timer set state = 'cancelled', held_at = null
            where dossier_id = $1 and kind = 'silence' and key = $2::text and state in ('waiting', 'held'))
         update dossier set version = version + 1 where id = $1`,
        [dossierId, taskId],
      );
      tx.record(
        event(
          'consultation.withdrawn',
          dossierId,
          { dossier: referenceOf(row), taskId, agencyCode: task.agency_code, withdrawnAt: tx.at },
          actingFor,
        ),
      );
      return { id: dossierId, version: row.version + 1 };
    });
  }
}
