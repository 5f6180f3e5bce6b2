import type { Tx } from '@motcua/service-kit/database';
import { settleClock } from '../clock/settle-clock.js';
import type { DossierGround } from '../dossier-ground.js';
import type { ActingFor } from '../intake/intake.events.js';
import { moveProcess } from '../process/move-process.js';
import type { PreparedProcedure } from '../rules/rules.js';
import { lockedDossier, turnColumns, type LockedDossier, type TurnRow } from '../turn/locked-dossier.js';

/**
 * Once nothing is due, a process that waits for its fee goes on, and a clock that stood still for it runs again. A wait of the drawing is
 * one for the fee when the procedure says that it pauses by `feePending`. For a dossier that the transaction has locked.
 */
export async function settleFeeWaits(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  dossierId: string,
  actingFor: Partial<ActingFor>,
): Promise<void> {
  for (;;) {
    const [row] = await tx.query<TurnRow>(`select ${turnColumns('$2')} from dossier d where d.id = $1`, [
      dossierId,
      [],
    ]);
    if (row?.state !== 'inProcess' || row.fee_state === 'due') return;
    const dossier = { ...(await lockedDossier(tx, ground, row)), actingFor };
    const feeWaits = feeWaitsOf(dossier.procedure);
    const [waiting] = await tx.query<{ subscription_key: string }>(
      'select subscription_key from subscription where dossier_id = $1 and element_id = any ($2) order by subscription_key limit 1',
      [dossierId, feeWaits],
    );
    if (!waiting) {
      await settleClock(tx, dossier);
      return;
    }
    const { subscription_key: subscriptionKey } = waiting;
    await tx.query('delete from subscription where dossier_id = $1 and subscription_key = $2', [
      dossierId,
      subscriptionKey,
    ]);
    const received = { type: 'messageReceived', at: tx.at, subscriptionKey, variables: {} } as const;
    await moveProcess(tx, dossier, received);
  }
}

/** The same after any other move of the process: what it has come to wait for may be paid already. */
export async function passFeeWaits(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  {
    row,
    procedure,
    actingFor,
  }: Pick<LockedDossier, 'procedure' | 'actingFor'> & { readonly row: { readonly id: string } },
): Promise<void> {
  if (feeWaitsOf(procedure).length > 0) await settleFeeWaits(tx, ground, row.id, actingFor);
}

/** The waits of a drawing that the payment of the fee ends. */
export function feeWaitsOf({ definition: { waits = {} } }: Pick<PreparedProcedure, 'definition'>): string[] {
  return Object.keys(waits).filter((elementId) => waits[elementId]?.pauses === 'feePending');
}
