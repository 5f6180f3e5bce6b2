import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { lockForTurn, referenceOf } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';

/** What a criterion is worth. */
const mostPoints = 2;

/** Nothing, half or all of what could be wished for; left out where the criterion does not apply. */
const Points = z.int().min(0).max(mostPoints).optional();

/**
 * What a citizen judges, in the order of the law: the time against the limit, that of each step, how often they had to come, how many
 * agencies they had to see, the counter, publicity, the officers' attitude, the answers to feedback, the online service.
 * @source Nghị định 61/2018/NĐ-CP
 */
const Criteria = z.strictObject({
  timeLimit: Points,
  stepTime: Points,
  contacts: Points,
  agencies: Points,
  counter: Points,
  publicity: Points,
  attitude: Points,
  feedbackHandling: Points,
  onlineService: Points,
});

export const RateDossierInput = z
  .strictObject({
    /** At least one. */
    points: Criteria.refine((points) => Object.values(points).some((given) => given !== undefined)),
    /** Whether they are satisfied on the whole. */
    satisfied: z.boolean(),
    comment: z.string().trim().min(1).max(2000).optional(),
  })
  .meta({ id: 'RateDossierInput' });
export type RateDossierInput = z.infer<typeof RateDossierInput>;

/**
 * Keeps what the citizen thought of the way their dossier was handled, once.
 * @throws what `lockForTurn` throws
 */
export class RateDossier {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number, input: RateDossierInput): Promise<TurnAnswer> {
    const { commands, clock, sealer } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const { row } = await lockForTurn(tx, this.ground, dossierId, version, 'rate');
      const comment = input.comment === undefined ? null : sealer.seal(input.comment, `rating.comment:${dossierId}`);
      await tx.query(
        `with rated as (
           insert into rating (dossier_id, rated_at, points, satisfied, comment) values ($1, $2, $3, $4, $5))
         update dossier set version = version + 1 where id = $1`,
        [dossierId, tx.at, JSON.stringify(input.points), input.satisfied, comment],
      );
      const given = Object.values(input.points).filter((points) => points !== undefined);
      tx.record(
        event('dossier.rated', dossierId, {
          dossier: referenceOf(row),
          points: given.reduce((sum, points) => sum + points, 0),
          ofPoints: given.length * mostPoints,
          satisfied: input.satisfied,
          ratedAt: tx.at,
        }),
      );
      return { id: dossierId, version: row.version + 1 };
    });
  }
}
