import { z } from 'zod';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { DossierGround } from '../dossier-ground.js';
import type { TaskAnswer } from '../task/claim-task.js';
import { dossierOf, ledAgencies, lockTaskToAssign } from '../task/locked-task.js';
import { TaskNotClaimed } from '../task/task.problems.js';
import { nameWhoWasFirst } from '../task/who-was-first.js';
import { mostAtOnce } from '../turn/one-of-many.js';
import { OfficerNotCandidate } from './assignment.problems.js';

export const ReassignTaskInput = z
  .strictObject({
    /** Who is to have it; somebody who holds a position that may do the step. */
    officerId: z.uuid(),
  })
  .meta({ id: 'ReassignTaskInput' });
export type ReassignTaskInput = z.infer<typeof ReassignTaskInput>;

export const ReassignManyInput = ReassignTaskInput.extend({
  taskIds: z.array(z.uuid()).min(1).max(mostAtOnce),
}).meta({ id: 'ReassignManyInput' });
export type ReassignManyInput = z.infer<typeof ReassignManyInput>;

/**
 * Hands a task over to another officer: by who has it in charge, or by a leader of its agency, who may also assign one that nobody has.
 * @throws OfficerNotCandidate (422); TaskNotClaimed (409) somebody else has it, or nobody; what `lockTask` throws
 */
export class ReassignTask {
  constructor(
    private readonly ground: DossierGround,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  /** @param version what the caller saw; undefined for one of many that are handed over together */
  async execute(
    caller: Caller,
    taskId: string,
    version: number | undefined,
    { officerId }: ReassignTaskInput,
  ): Promise<TaskAnswer> {
    const positions = await this.positionsOf(officerId);
    const answer = this.ground.commands.run(caller, this.ground.clock.now(), async (tx) => {
      const { task, actingFor } = await lockTaskToAssign(tx, taskId, version);
      if (task.claimed_by !== caller.subjectId && !ledAgencies(caller).includes(task.agency_code))
        throw new TaskNotClaimed();
      if (!task.candidates.some((candidate) => positions.has(candidate))) throw new OfficerNotCandidate();
      if (task.claimed_by === officerId) return { id: task.id, version: task.version };
      await tx.query('update task set claimed_by = $2, version = version + 1 where id = $1', [task.id, officerId]);
      tx.record(
        event(
          'task.reassigned',
          task.dossier_id,
          {
            dossier: dossierOf(task),
            taskId: task.id,
            elementId: task.element_id,
            toOfficerId: officerId,
            fromOfficerId: task.claimed_by ?? undefined,
          },
          actingFor,
        ),
      );
      return { id: task.id, version: task.version + 1 };
    });
    return answer.catch(async (error: unknown) => {
      throw await nameWhoWasFirst(this.identity, error);
    });
  }

  /** What an officer holds today, as `<agency>/<position>`. */
  private async positionsOf(officerId: string): Promise<ReadonlySet<string>> {
    const { people } = await this.identity.getPeople({ subjectIds: [officerId] });
    const held = people.flatMap((person) => person.positions);
    return new Set(held.map(({ agencyCode, positionCode }) => `${agencyCode}/${positionCode}`));
  }
}
