import type { ProcessEvent } from '@motcua/process';
import type { Tx } from '@motcua/service-kit/database';
import { settleClock } from '../clock/settle-clock.js';
import { consultationsAsked } from '../consultation/consultation.events.js';
import { referenceOf, type LockedDossier } from '../turn/locked-dossier.js';
import { progress, type Progress } from './progress.js';
import { progressRows } from './write-progress.js';

/**
 * Lets an event happen to the process of a locked dossier, writes all that comes of it and tells whom it asks; the dossier's version moves by
 * one.
 * @throws ProcessStuck (409)
 */
export async function moveProcess(
  tx: Tx,
  { row, context, actingFor }: Pick<LockedDossier, 'row' | 'context' | 'actingFor'>,
  event: ProcessEvent,
): Promise<Progress> {
  const moved = progress(context, row.process_state, event);
  const given = [row.id, JSON.stringify(moved.state)];
  const rows = progressRows(row.id, tx.at, moved);
  await tx.query(
    `with ${rows.ctes(given.length)} update dossier set version = version + 1, process_state = $2 where id = $1`,
    [...given, ...rows.values],
  );
  await settleClock(tx, { row, rules: context.rules, procedure: context.procedure, actingFor });
  tx.record(...consultationsAsked(referenceOf(row), moved, tx.at, actingFor));
  return moved;
}
