import { advance } from '@motcua/process';
import { event, type Tx } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { passFeeWaits } from '../fee/fee-waits.js';
import type { ActingFor } from '../intake/intake.events.js';
import { moveProcess } from '../process/move-process.js';
import { lockedDossier, referenceOf, turnColumns, type TurnRow } from '../turn/locked-dossier.js';

/** How a sub-dossier ended, as the conditions of its parent's drawing know it by the variable `outcome`. */
export type SubDossierOutcome = 'approved' | 'refused' | 'withdrawn' | 'stopped' | 'rejected';

/**
 * A part of an interconnected dossier has ended: the parent's process goes on, in the same transaction. Nothing happens to a dossier that is
 * no part, or whose parent no longer waits for it. The parent is locked already but where a timer ended the part: that one does not wait for
 * it, and is fired again.
 */
export async function tellParent(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  child: Pick<TurnRow, 'id' | 'parent_id' | 'parent_call_key'>,
  outcome: SubDossierOutcome,
  actingFor: Partial<ActingFor>,
): Promise<void> {
  const { parent_id: parentId, parent_call_key: callKey } = child;
  if (parentId === null || callKey === null) return;
  const [row] = await tx.query<TurnRow & { readonly element_id: string }>(
    `select ${turnColumns('$3')}, c.element_id
       from dossier d join process_call c on c.dossier_id = d.id and c.call_key = $2 where d.id = $1 for update of d nowait`,
    [parentId, callKey, []],
  );
  if (row?.state !== 'inProcess') return;
  const parent = { ...(await lockedDossier(tx, ground, row)), actingFor };
  const completed = { type: 'calledProcessCompleted', at: tx.at, callKey, variables: { outcome } } as const;
  if ('rejected' in advance(parent.procedure.process, row.process_state, completed)) return;
  await moveProcess(tx, parent, completed);
  tx.record(
    event(
      'subdossier.closed',
      row.id,
      { dossier: referenceOf(row), subDossierId: child.id, elementId: row.element_id, outcome, closedAt: tx.at },
      actingFor,
    ),
  );
  await passFeeWaits(tx, ground, parent);
}
