import { event, type Tx } from '@motcua/service-kit/database';
import type { ElementMapping, MigrationRefusal } from '@motcua/process';
import type { DossierGround } from '../dossier-ground.js';
import { progressRows } from '../process/write-progress.js';
import type { Rules } from '../rules/rules.js';
import { readTimedDossier } from '../timers/timed-dossier.js';
import { referenceOf } from '../turn/locked-dossier.js';
import { decideMove } from './decide-move.js';

/** Where dossiers move to. */
export interface MigrationTarget {
  readonly rules: Rules;
  readonly procedureCode: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly mapping: ElementMapping;
}

/** A dossier moved, or it stays for these reasons, or it has left the version meanwhile. */
export interface Outcome {
  readonly moved: boolean;
  readonly refused: readonly MigrationRefusal[];
}

/** Holds for a dossier `d` of the version to leave, which is still on its way. Parameters: code, version, target version, target pack. */
export const isToMove = `d.procedure_code = $1 and d.procedure_version = $2 and not (d.procedure_version = $3 and d.pack_hash = $4)
  and d.state in ('submitted', 'inProcess', 'decided')`;

export function isToMoveValues({ rules, procedureCode, fromVersion, toVersion }: MigrationTarget): unknown[] {
  return [procedureCode, fromVersion, toVersion, rules.hash];
}

/**
 * Moves one dossier. Open steps and running timers stay as they are, under what their elements have become; the dossier is under the rules
 * of the target from now on.
 */
export async function moveDossier(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  target: MigrationTarget,
  dossierId: string,
): Promise<Outcome> {
  const [locked] = await tx.query(`select from dossier d where ${isToMove} and d.id = $5 for update`, [
    ...isToMoveValues(target),
    dossierId,
  ]);
  if (!locked) return { moved: false, refused: [] };
  const { row, procedure: from, context } = await readTimedDossier(tx, ground, dossierId);
  const procedure = target.rules.procedureOf({ ...row, procedure_version: target.toVersion });
  const move = decideMove(
    from,
    { ...context, rules: target.rules, procedure },
    target.mapping,
    row.process_state,
    tx.at,
  );
  if ('refused' in move) return { moved: false, refused: move.refused };
  const renamed = Object.entries(move.mapping).filter(([elementId, becomes]) => elementId !== becomes);
  if (renamed.length > 0) await renameElements(tx, dossierId, Object.fromEntries(renamed));
  const given = [dossierId, JSON.stringify(move.progress.state), target.toVersion, target.rules.hash];
  const rows = progressRows(dossierId, tx.at, move.progress);
  await tx.query(
    `with ${rows.ctes(given.length)}
     update dossier set process_state = $2, procedure_version = $3, calendar_hash = coalesce(calendar_hash, pack_hash), pack_hash = $4,
            version = version + 1 where id = $1`,
    [...given, ...rows.values],
  );
  tx.record(
    event('dossier.migrated', dossierId, {
      dossier: referenceOf(row),
      fromVersion: target.fromVersion,
      toVersion: target.toVersion,
      migratedAt: tx.at,
    }),
  );
  return { moved: true, refused: [] };
}

/** Also of what is done: who looks back, or sends the dossier back, finds the steps under what they have become. */
async function renameElements(tx: Tx, dossierId: string, renamed: ElementMapping): Promise<void> {
  const rename = (table: string, open: string) =>
    `update ${table} set element_id = $2::jsonb ->> element_id where dossier_id = $1 and ${open} and $2::jsonb ? element_id`;
  await tx.query(
    `with tasks as (${rename('task', 'true')}), timers as (${rename('timer', `state in ('waiting', 'held')`)})
     ${rename('subscription', 'true')}`,
    [dossierId, JSON.stringify(renamed)],
  );
}
