import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import type { Tx } from '@motcua/service-kit/database';
import { VersionStale } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import { becauseHeldByStep, becauseNotPaused, becausePaused } from '../turn/allowed-turns.js';
import { mostAtOnce } from '../turn/one-of-many.js';
import { lockForTurn, type LockedDossier } from '../turn/locked-dossier.js';
import { TurnNotPossible } from '../turn/turn.problems.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';
import { readClockHolders } from './clock-holders.js';
import { pauseDossier, resumeDossier } from './pause-dossier.js';

/** The grounds that somebody decides on; the others come and go with what they wait for. */
const DecidedGround = z.enum(['applicantChoice', 'outage', 'forceMajeure', 'fieldCheck', 'publicPosting']);

export const PauseClockInput = z
  .strictObject({ ground: DecidedGround, reason: z.string().trim().min(1).max(2000) })
  .meta({ id: 'PauseClockInput' });
export type PauseClockInput = z.infer<typeof PauseClockInput>;

export const PauseManyInput = PauseClockInput.extend({
  dossierIds: z.array(z.uuid()).min(1).max(mostAtOnce),
}).meta({ id: 'PauseManyInput' });
export type PauseManyInput = z.infer<typeof PauseManyInput>;

/** A leader lets a clock stand still, or run again. */
export class PauseClock {
  constructor(private readonly ground: DossierGround) {}

  /**
   * @param version what the caller saw; undefined for one of many that one decision lets stand still
   * @throws what `lockForTurn` throws; TurnNotPossible (409) when it stands still on this ground already
   */
  pause(caller: Caller, dossierId: string, version: number | undefined, input: PauseClockInput): Promise<TurnAnswer> {
    const { commands, clock } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const dossier = await lockForTurn(tx, this.ground, dossierId, undefined, 'pause');
      if (dossier.row.paused_grounds.includes(input.ground)) throw new TurnNotPossible(becausePaused);
      checkVersion(dossier, version);
      await pauseDossier(tx, dossier, input.ground);
      await this.tell(tx, dossier, 'pause', input);
      return { id: dossierId, version: dossier.row.version + 1 };
    });
  }

  /**
   * Ends what a leader decided. Where an open step holds the clock on the same ground, the clock stands still until the step is done, also once
   * the leader's decision has ended.
   * @throws what `lockForTurn` throws; TurnNotPossible (409) when it does not stand still on this ground, or by the step alone
   */
  resume(caller: Caller, dossierId: string, version: number | undefined, input: PauseClockInput): Promise<TurnAnswer> {
    const { commands, clock } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const dossier = await lockForTurn(tx, this.ground, dossierId, undefined, 'resume');
      if (!dossier.row.paused_grounds.includes(input.ground)) throw new TurnNotPossible(becauseNotPaused);
      const { elements, decided } = await readClockHolders(tx, dossierId, dossier.procedure.definition);
      const isHeld = elements.some(({ ground }) => ground === input.ground);
      if (isHeld && !decided.includes(input.ground)) throw new TurnNotPossible(becauseHeldByStep);
      checkVersion(dossier, version);
      if (isHeld) await tx.query('update dossier set version = version + 1 where id = $1', [dossierId]);
      else await resumeDossier(tx, dossier, input.ground, 'resume');
      await this.tell(tx, dossier, 'resume', input);
      return { id: dossierId, version: dossier.row.version + 1 };
    });
  }

  private async tell(tx: Tx, { row, actingFor }: LockedDossier, type: 'pause' | 'resume', input: PauseClockInput) {
    const id = uuidv7();
    await tx.query(
      `insert into clock_act (id, dossier_id, type, ground, at, acted_by, agency_code, reason) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        row.id,
        type,
        input.ground,
        tx.at,
        tx.caller.subjectId,
        actingFor.agencyCode ?? row.competent_agency_code,
        this.ground.sealer.seal(input.reason, `clock_act.reason:${id}`),
      ],
    );
  }
}

/** Judged last: who comes late learns that the ground is taken, not that a number moved. */
function checkVersion({ row }: LockedDossier, version: number | undefined): void {
  if (version !== undefined && row.version !== version) throw new VersionStale();
}
