import { personalDataRules, type PersonalDataRules } from '@motcua/pack';
import { civilDateAt } from '@motcua/working-time';
import type { DossierGround } from '../dossier-ground.js';

/** What the province in force says of showing personal data, whatever was in force when a dossier came in. */
export async function purposesNow({
  packs,
  queries,
  clock,
}: Pick<DossierGround, 'packs' | 'queries' | 'clock'>): Promise<PersonalDataRules> {
  const { part } = await packs.inForce(queries);
  return personalDataRules(part.province, civilDateAt(clock.now()));
}
