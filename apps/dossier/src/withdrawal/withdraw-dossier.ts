import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { closeDossier } from '../turn/close-dossier.js';
import { lockForTurn, referenceOf } from '../turn/locked-dossier.js';
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
    const { commands, clock, sealer } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const dossier = await lockForTurn(tx, this.ground, dossierId, version, 'withdraw');
      const note = reason === undefined ? null : sealer.seal(reason, `dossier.closing_note:${dossierId}`);
      const timeliness = await closeDossier(tx, dossier, 'withdrawn', note);
      tx.record(
        event(
          'dossier.withdrawn',
          dossierId,
          { dossier: referenceOf(dossier.row), withdrawnAt: tx.at, timeliness },
          dossier.actingFor,
        ),
      );
      return { id: dossierId, version: dossier.row.version + 1 };
    });
  }
}
