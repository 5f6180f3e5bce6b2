import { permissionsOf, type Caller } from '@motcua/service-kit/caller';
import { heldPositions } from '../task/locked-task.js';
import { relationsOf } from '../turn/locked-dossier.js';

/** What decides of a dossier who may see it in full. */
export interface DossierInHands {
  readonly citizen_id: string | null;
  readonly intake_agency_code: string;
  readonly competent_agency_code: string;
  readonly works: boolean;
  readonly tasks: readonly { readonly candidates: readonly string[] }[];
}

/** Whether an officer has it to do: a step of it is open for them, or an opinion is asked of them, or their counter took it in. */
export function hasInHands(caller: Caller, dossier: DossierInHands): boolean {
  const held = heldPositions(caller);
  return (
    relationsOf(caller, dossier).includes('desk') ||
    dossier.tasks.some(({ candidates }) => candidates.some((position) => held.includes(position)))
  );
}

/** Whether an officer who may read a dossier may also see what is hidden of it: those who have it to do, and those who oversee. */
export function maySeeInFull(caller: Caller, dossier: DossierInHands): boolean {
  if (caller.kind !== 'officer') return false;
  return hasInHands(caller, dossier) || permissionsOf(caller).has('dossier.oversee');
}
