import { advance } from '@motcua/process';
import { event } from '@motcua/service-kit/database';
import { settleStepPauses } from '../clock/step-pauses.js';
import { consultationsAsked } from '../consultation/consultation.events.js';
import type { DossierGround } from '../dossier-ground.js';
import { passFeeWaits } from '../fee/fee-waits.js';
import { progressBy } from '../process/progress.js';
import { progressRows } from '../process/write-progress.js';
import { referenceOf } from '../turn/locked-dossier.js';
import { readTimedDossier } from './timed-dossier.js';
import type { TimerHandler } from './timer-handler.js';

/** A timer of the drawing: the process moves on by it. */
export function processTimer(ground: Pick<DossierGround, 'packs'>): TimerHandler {
  return async (tx, timer) => {
    const { row, rules, procedure, context } = await readTimedDossier(tx, ground, timer.dossierId);
    const fired = { type: 'timerFired', timerKey: timer.key, at: tx.at } as const;
    const result = advance(procedure.process, row.process_state, fired);
    // What the timer ran for is gone meanwhile.
    if ('rejected' in result) return;
    const moved = progressBy(context, result, tx.at);
    const rows = progressRows(row.id, tx.at, moved);
    await tx.query(`with ${rows.ctes(2)} update dossier set process_state = $2, version = version + 1 where id = $1`, [
      row.id,
      JSON.stringify(moved.state),
      ...rows.values,
    ]);
    await settleStepPauses(tx, { row, rules, procedure, actingFor: {} });
    tx.record(
      event('timer.fired', row.id, {
        dossier: referenceOf(row),
        elementId: timer.elementId ?? '',
        dueAt: timer.fireAt,
        firedAt: tx.at,
      }),
      ...consultationsAsked(referenceOf(row), moved, tx.at, {}),
    );
    await passFeeWaits(tx, ground, { row, procedure, actingFor: {} });
  };
}
