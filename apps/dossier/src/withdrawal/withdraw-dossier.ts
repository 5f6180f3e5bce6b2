import { z } from 'zod';
import type { GivenAtNationalPortal } from '@motcua/contracts/dossier/v1/events';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Tx } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { closeDossier } from '../turn/close-dossier.js';
import { lockForTurn, referenceOf, type LockedDossier } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';

export const WithdrawDossierInput = z
  .strictObject({
    /** Why, in the submitter's words; nobody has to say. */
    reason: z.string().trim().min(1).max(2000).optional(),
  })
  .meta({ id: 'WithdrawDossierInput' });
export type WithdrawDossierInput = z.infer<typeof WithdrawDossierInput>;

/**
 * Takes a dossier back before it is decided: by the citizen, or by the desk for somebody who asks there.
 * @throws what `lockForTurn` throws
 */
export class WithdrawDossier {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number, { reason }: WithdrawDossierInput): Promise<TurnAnswer> {
    return this.ground.commands.run(caller, this.ground.clock.now(), async (tx) => {
      const dossier = await lockForTurn(tx, this.ground, dossierId, version, 'withdraw');
      return withdraw(tx, this.ground, dossier, reason);
    });
  }
}

/** A dossier that is locked for it is taken back. */
export async function withdraw(
  tx: Tx,
  { sealer }: Pick<DossierGround, 'sealer'>,
  dossier: LockedDossier,
  reason: string | undefined,
  nationalPortal?: GivenAtNationalPortal,
): Promise<TurnAnswer> {
  const { row, actingFor } = dossier;
  const note = reason === undefined ? null : sealer.seal(reason, `dossier.closing_note:${row.id}`);
  const timeliness = await closeDossier(tx, dossier, 'withdrawn', note);
  tx.record(
    event(
      'dossier.withdrawn',
      row.id,
      { dossier: referenceOf(row), withdrawnAt: tx.at, timeliness, nationalPortal },
      actingFor,
    ),
  );
  return { id: row.id, version: row.version + 1 };
}
