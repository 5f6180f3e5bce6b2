import { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import type { Reorganisation } from '@motcua/pack';
import type { Queries, Tx } from '@motcua/service-kit/database';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import { ReorganisationInUse } from './reorganisation.problems.js';
import { undoReorganisation } from './reorganise.js';

interface InEffect {
  readonly id: string;
  readonly code: string;
  readonly day: string;
}

const inEffect = 'select id, code, day::text from reorganisation where undone_at is null order by id desc';

/** Reorganisations in effect that a province does not have any more, or has on a day that is still to come. The last comes first. */
function takenBack(rows: readonly InEffect[], { reorganisations }: Planned, today: string): InEffect[] {
  return rows.filter(({ code }) => {
    const plan = reorganisations.find((planned) => planned.code === code);
    return !plan || plan.day > today;
  });
}

type Planned = { readonly reorganisations: readonly Pick<Reorganisation, 'code' | 'day'>[] };

/**
 * Asks whether what a province takes back can be undone.
 * @throws ReorganisationInUse (409) naming the first act under the new order
 */
export async function mustBeUnused(
  queries: Queries,
  dossiers: Pick<ServiceClient<typeof DossierServiceService>, 'findFirstAct'>,
  province: Planned,
  today: string,
): Promise<void> {
  for (const { id, code } of takenBack(await queries.read<InEffect>(inEffect), province, today)) {
    const { act } = await dossiers.findFirstAct({ reorganisationId: id });
    if (act) throw new ReorganisationInUse({ code, act: act.type, dossier: act.dossier, agencyCode: act.agencyCode });
  }
}

/** Undoes them, in the transaction in which the province comes into force. */
export async function undoTakenBack(tx: Tx, province: Planned, today: string): Promise<void> {
  for (const { id, code } of takenBack(await tx.query<InEffect>(inEffect), province, today))
    await undoReorganisation(tx, id, code);
}
