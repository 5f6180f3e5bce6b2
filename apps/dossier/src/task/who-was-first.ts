import type { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import { namesOf } from '../dossier/people.js';
import { TaskAlreadyCompleted } from './task.problems.js';

/** Gives the refusal of a completed task the name of who completed it; asked for outside the transaction, as names are identity's. */
export async function nameWhoWasFirst(
  identity: ServiceClient<typeof IdentityServiceService>,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof TaskAlreadyCompleted) || error.parameters.officerId === null) return error;
  const { officerId } = error.parameters;
  const name = (await namesOf(identity, [officerId])).get(officerId);
  return new TaskAlreadyCompleted({ officerId, ...(name !== undefined && { name }) });
}
