import { z } from 'zod';
import { StopGround } from '@motcua/contracts/dossier/v1/events';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { tellParent } from '../sub-dossier/tell-parent.js';
import { closeDossier } from '../turn/close-dossier.js';
import { lockForTurn, referenceOf } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';

export const StopDossierInput = z
  .strictObject({
    /** Why processing ends; it stands in the notice. */
    reason: z.string().trim().min(1).max(2000),
  })
  .meta({ id: 'StopDossierInput' });
export type StopDossierInput = z.infer<typeof StopDossierInput>;

/**
 * The agency ends the processing of an accepted dossier without a result, with the reason in writing.
 * @throws what `lockForTurn` throws
 */
export class StopDossier {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number, { reason }: StopDossierInput): Promise<TurnAnswer> {
    const { commands, clock, sealer } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const dossier = await lockForTurn(tx, this.ground, dossierId, version, 'stop');
      const note = sealer.seal(reason, `dossier.closing_note:${dossierId}`);
      const timeliness = await closeDossier(tx, dossier, 'stopped', note);
      tx.record(
        event(
          'dossier.stopped',
          dossierId,
          {
            dossier: referenceOf(dossier.row),
            stoppedAt: tx.at,
            ground: StopGround.STOP_GROUND_AGENCY,
            timeliness,
          },
          dossier.actingFor,
        ),
      );
      await tellParent(tx, this.ground, dossier.row, 'stopped', dossier.actingFor);
      return { id: dossierId, version: dossier.row.version + 1 };
    });
  }
}
