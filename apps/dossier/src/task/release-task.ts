import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { DossierGround } from '../dossier-ground.js';
import type { TaskAnswer } from './claim-task.js';
import { lockTask } from './locked-task.js';
import { TaskNotClaimed } from './task.problems.js';
import { nameWhoWasFirst } from './who-was-first.js';

/**
 * Gives a task back to the colleagues who may take it.
 * @throws TaskNotClaimed (409) and what `lockTask` throws
 */
export class ReleaseTask {
  constructor(
    private readonly ground: DossierGround,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  execute(caller: Caller, taskId: string, version: number): Promise<TaskAnswer> {
    const answer = this.ground.commands.run(caller, this.ground.clock.now(), async (tx) => {
      const { task, actingFor } = await lockTask(tx, taskId, version);
      if (task.claimed_by !== caller.subjectId) throw new TaskNotClaimed();
      await tx.query('update task set claimed_by = null, version = version + 1 where id = $1', [task.id]);
      tx.record(
        event(
          'task.released',
          task.dossier_id,
          { dossierId: task.dossier_id, taskId: task.id, elementId: task.element_id },
          actingFor,
        ),
      );
      return { id: task.id, version: task.version + 1 };
    });
    return answer.catch(async (error: unknown) => {
      throw await nameWhoWasFirst(this.identity, error);
    });
  }
}
