import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { ServiceClient } from '@motcua/service-kit/grpc';

const mostAtOnce = 200;

/** The names of people by id, in one call; none when there is nobody to ask for. */
export async function namesOf(
  identity: ServiceClient<typeof IdentityServiceService>,
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const subjectIds = [...new Set(ids.filter((id) => id !== null && id !== undefined))].slice(0, mostAtOnce);
  if (subjectIds.length === 0) return new Map();
  const { people } = await identity.getPeople({ subjectIds });
  return new Map(people.map((person) => [person.subjectId, person.displayName]));
}
