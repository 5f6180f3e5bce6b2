import type { ProcessEvent } from '@motcua/process';
import type { Tx } from '@motcua/service-kit/database';
import type { LockedDossier } from '../turn/locked-dossier.js';
import { progress, type Progress } from './progress.js';
import { progressRows } from './write-progress.js';

/**
 * Lets an event happen to the process of a locked dossier and writes all that comes of it; the dossier's version moves by one.
 * @throws ProcessStuck (409)
 */
export async function moveProcess(tx: Tx, dossier: LockedDossier, event: ProcessEvent): Promise<Progress> {
  const { row, context } = dossier;
  const moved = progress(context, row.process_state, event);
  const given = [row.id, JSON.stringify(moved.state)];
  const rows = progressRows(row.id, tx.at, moved);
  await tx.query(
    `with ${rows.ctes(given.length)} update dossier set version = version + 1, process_state = $2 where id = $1`,
    [...given, ...rows.values],
  );
  return moved;
}
