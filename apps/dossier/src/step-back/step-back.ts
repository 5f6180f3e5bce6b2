import { z } from 'zod';
import { activeElements } from '@motcua/process';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { moveProcess } from '../process/move-process.js';
import { recordWithNote } from '../turn/act-note.js';
import { lockForTurn, referenceOf } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';
import { stepBackTargets, doneSteps, type DoneStep } from './step-back-targets.js';
import { StepNotReturnable } from './step-back.problems.js';

export const StepBackInput = z
  .strictObject({
    /** One of the steps that the dossier offers as `stepBackTo`. */
    toElementId: z.string().min(1).max(100),
    /** What is to be done again, for those who do it. */
    reason: z.string().trim().min(1).max(2000),
  })
  .meta({ id: 'StepBackInput' });
export type StepBackInput = z.infer<typeof StepBackInput>;

/**
 * Sends a dossier back to a step that was done: what is open there or behind it is taken away, what runs beside it stays. The clock goes on.
 * @throws StepNotReturnable (422); what `lockForTurn` throws
 */
export class StepBack {
  constructor(private readonly ground: DossierGround) {}

  execute(
    caller: Caller,
    dossierId: string,
    version: number,
    { toElementId, reason }: StepBackInput,
  ): Promise<TurnAnswer> {
    const { commands, clock, sealer } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const dossier = await lockForTurn(tx, this.ground, dossierId, version, 'stepBack');
      const { row, procedure, actingFor } = dossier;
      const [steps] = await tx.query<{ done: readonly DoneStep[] }>(
        `select ${doneSteps} as done from dossier d where d.id = $1`,
        [dossierId],
      );
      const targets = stepBackTargets(procedure.process, row.process_state, steps?.done ?? []);
      if (!targets.includes(toElementId)) throw new StepNotReturnable();
      const moved = await moveProcess(tx, dossier, { type: 'returnTo', at: tx.at, elementId: toElementId });
      const still = new Set(activeElements(moved.state));
      const left = activeElements(row.process_state).find((elementId) => !still.has(elementId));
      const returned = event(
        'step.returned',
        dossierId,
        {
          dossier: referenceOf(row),
          fromElementId: left ?? toElementId,
          toElementId,
          agencyCode: actingFor.agencyCode ?? row.competent_agency_code,
        },
        actingFor,
      );
      await recordWithNote(tx, sealer, returned, reason);
      return { id: dossierId, version: row.version + 1 };
    });
  }
}
