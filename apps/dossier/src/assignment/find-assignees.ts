import { z } from 'zod';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { DossierGround } from '../dossier-ground.js';
import { Text } from '../procedure/procedure.schemas.js';
import { heldPositions, ledAgencies } from '../task/locked-task.js';

export const AssigneeList = z
  .object({
    items: z.array(z.object({ officerId: z.uuid(), displayName: z.string(), positionTitle: Text })),
  })
  .meta({ id: 'AssigneeList' });
export type AssigneeList = z.infer<typeof AssigneeList>;

/** The most that identity names in one call. */
const mostPeople = 200;

/** To whom a task can be handed over: the officers who hold a position that may do it, in the order of their names. */
export class FindAssignees {
  constructor(
    private readonly ground: Pick<DossierGround, 'queries' | 'packs'>,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  /** @throws NotFound (404) for unknown tasks and those of others alike */
  async execute(caller: Caller, taskId: string): Promise<AssigneeList> {
    const { queries, packs } = this.ground;
    const [task] = await queries.read<{ candidates: string[] }>(
      `select t.candidates from task t
        where t.id = $1 and t.state = 'open' and (t.candidates && $2::text[] or t.agency_code = any ($3::text[]))`,
      [taskId, heldPositions(caller), ledAgencies(caller)],
    );
    if (!task) throw new NotFound();
    const [{ part: rules }, { officerIds }] = await Promise.all([
      packs.inForce(queries),
      this.identity.findHolders({ positions: task.candidates }),
    ]);
    const { people } = await this.identity.getPeople({ subjectIds: officerIds.slice(0, mostPeople) });
    const items = people.flatMap(({ subjectId, displayName, positions }) => {
      const held = positions.find(({ agencyCode, positionCode }) =>
        task.candidates.includes(`${agencyCode}/${positionCode}`),
      );
      return held ? [{ officerId: subjectId, displayName, positionTitle: rules.positionTitle(held.positionCode) }] : [];
    });
    return { items: items.sort((a, b) => a.displayName.localeCompare(b.displayName, 'vi')) };
  }
}
