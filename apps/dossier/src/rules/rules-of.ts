import type { Packs } from '@motcua/service-kit/packs';
import type { Rules } from './rules.js';

/**
 * The rules of a dossier: those that it came in under, counted by the days off and office hours that its deadlines were last counted by.
 */
export async function rulesOf(
  packs: Packs<Rules>,
  statements: Parameters<Packs<Rules>['get']>[0],
  dossier: { readonly pack_hash: string; readonly calendar_hash: string | null },
): Promise<Rules> {
  const rules = await packs.get(statements, dossier.pack_hash);
  const { calendar_hash: later } = dossier;
  return later === null || later === dossier.pack_hash ? rules : rules.withDaysOf(await packs.get(statements, later));
}
