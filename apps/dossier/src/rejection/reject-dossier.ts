import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { closeDossier } from '../turn/close-dossier.js';
import { lockForTurn, referenceOf } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';

export const RejectDossierInput = z
  .strictObject({
    /** Why it is not taken in; it stands in the refusal slip. */
    reason: z.string().trim().min(1).max(2000),
  })
  .meta({ id: 'RejectDossierInput' });
export type RejectDossierInput = z.infer<typeof RejectDossierInput>;

/**
 * The counter does not take a dossier in, with the reason in writing.
 * @source Nghị định 61/2018/NĐ-CP, Điều 17
 * @throws what `lockForTurn` throws
 */
export class RejectDossier {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number, { reason }: RejectDossierInput): Promise<TurnAnswer> {
    const { commands, clock, sealer } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const dossier = await lockForTurn(tx, this.ground, dossierId, version, 'reject');
      await closeDossier(tx, dossier, 'rejected', sealer.seal(reason, `dossier.closing_note:${dossierId}`));
      tx.record(
        event(
          'dossier.rejected',
          dossierId,
          { dossier: referenceOf(dossier.row), rejectedAt: tx.at },
          dossier.actingFor,
        ),
      );
      return { id: dossierId, version: dossier.row.version + 1 };
    });
  }
}
