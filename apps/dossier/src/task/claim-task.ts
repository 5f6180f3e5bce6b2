import { z } from 'zod';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { DossierGround } from '../dossier-ground.js';
import { stepShown } from '../rules/rules.js';
import { rulesOf } from '../rules/rules-of.js';
import { separationObstacle } from '../turn/allowed-turns.js';
import { TurnNotPossible } from '../turn/turn.problems.js';
import { mostAtOnce } from '../turn/one-of-many.js';
import { lockTask } from './locked-task.js';
import { TaskClaimedByAnother } from './task.problems.js';
import { nameWhoWasFirst } from './who-was-first.js';

/** Many tasks, each as the officer saw it. */
export const ClaimManyInput = z
  .strictObject({
    tasks: z
      .array(z.strictObject({ id: z.uuid(), version: z.int().min(1) }))
      .min(1)
      .max(mostAtOnce),
  })
  .meta({ id: 'ClaimManyInput' });
export type ClaimManyInput = z.infer<typeof ClaimManyInput>;

/** What a command on a task answers; the task itself is then read anew. */
export type TaskAnswer = { readonly id: string; readonly version: number };

/**
 * Takes a task in charge, so that colleagues see who works on it. Taking it twice changes nothing.
 * @throws TaskClaimedByAnother, TurnNotPossible (409) and what `lockTask` throws
 */
export class ClaimTask {
  constructor(
    private readonly ground: DossierGround,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  execute(caller: Caller, taskId: string, version: number): Promise<TaskAnswer> {
    const answer = this.ground.commands.run(caller, this.ground.clock.now(), async (tx) => {
      const { task, actingFor } = await lockTask(tx, taskId, version);
      if (task.claimed_by === caller.subjectId) return { id: task.id, version: task.version };
      if (task.claimed_by) throw new TaskClaimedByAnother();
      const { definition } = (await rulesOf(this.ground.packs, tx, task)).procedureOf(task);
      const obstacle = separationObstacle(stepShown(definition, task.element_id), task.done_by_caller);
      if (obstacle) throw new TurnNotPossible(obstacle);
      await tx.query('update task set claimed_by = $2, version = version + 1 where id = $1', [
        task.id,
        caller.subjectId,
      ]);
      tx.record(
        event(
          'task.claimed',
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
