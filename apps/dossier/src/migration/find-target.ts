import type { Packs } from '@motcua/service-kit/packs';
import type { DossierGround } from '../dossier-ground.js';
import type { Rules } from '../rules/rules.js';
import { VersionNotInForce } from './migration.problems.js';
import type { MigrationInput } from './migration.schemas.js';
import type { MigrationTarget } from './move-dossier.js';

/** @throws VersionNotInForce (422) */
export async function findTarget(
  { packs }: Pick<DossierGround, 'packs'>,
  statements: Parameters<Packs<Rules>['inForce']>[0],
  procedureCode: string,
  { fromVersion, toVersion, mapping = {} }: MigrationInput,
): Promise<MigrationTarget> {
  const { part: rules } = await packs.inForce(statements);
  const isThere = rules.procedures.some(
    ({ definition }) => definition.code === procedureCode && definition.version === toVersion,
  );
  if (!isThere) throw new VersionNotInForce({ procedureCode, version: toVersion });
  return { rules, procedureCode, fromVersion, toVersion, mapping };
}
