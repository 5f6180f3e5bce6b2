import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { lockForTurn, referenceOf } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';
import type { ResultWish } from './delivery.schemas.js';

/**
 * Says how the applicant wants the result, until it is handed over.
 * @throws what `lockForTurn` throws
 */
export class ChooseDelivery {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number, wish: ResultWish): Promise<TurnAnswer> {
    const { commands, clock, sealer } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const { row, actingFor } = await lockForTurn(tx, this.ground, dossierId, version, 'chooseDelivery');
      const address = wish.postalAddress && sealer.seal(wish.postalAddress, `dossier.postal_address:${dossierId}`);
      await tx.query('update dossier set result_by = $2, postal_address = $3, version = version + 1 where id = $1', [
        dossierId,
        wish.resultBy,
        address ?? null,
      ]);
      tx.record(
        event(
          'delivery.chosen',
          dossierId,
          { dossier: referenceOf(row), byPost: wish.resultBy === 'postal', chosenAt: tx.at },
          actingFor,
        ),
      );
      return { id: dossierId, version: row.version + 1 };
    });
  }
}
