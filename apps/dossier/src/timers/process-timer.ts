import { advance } from '@motcua/process';
import { event } from '@motcua/service-kit/database';
import { settleClock } from '../clock/settle-clock.js';
import { consultationsAsked } from '../consultation/consultation.events.js';
import type { DossierGround } from '../dossier-ground.js';
import { passFeeWaits } from '../fee/fee-waits.js';
import { progressBy } from '../process/progress.js';
import { progressRowsOf } from '../process/write-progress.js';
import { referenceOf } from '../turn/locked-dossier.js';
import { readTimedDossiers } from './timed-dossier.js';
import type { TimersHandler } from './timer-handler.js';

/** Timers of the drawing: the process of each dossier moves on by its own, and all that comes of it is written by one statement. */
export function processTimers(ground: Pick<DossierGround, 'packs'>): TimersHandler {
  return async (tx, timers) => {
    const dossiers = await readTimedDossiers(
      tx,
      ground,
      timers.map(({ dossierId }) => dossierId),
    );
    const moves = timers.flatMap((timer) => {
      const dossier = dossiers.get(timer.dossierId);
      if (!dossier) throw new Error(`there is no dossier ${timer.dossierId}`);
      const fired = { type: 'timerFired', timerKey: timer.key, at: tx.at } as const;
      const result = advance(dossier.procedure.process, dossier.row.process_state, fired);
      // What the timer ran for is gone meanwhile.
      if ('rejected' in result) return [];
      return [{ timer, dossier, moved: progressBy(dossier.context, result, tx.at) }];
    });
    if (moves.length === 0) return;
    const rows = progressRowsOf(
      tx.at,
      moves.map(({ dossier: { row }, moved }) => ({ dossierId: row.id, parts: [moved] })),
    );
    const states = moves.map(({ dossier: { row }, moved }) => ({ id: row.id, process_state: moved.state }));
    await tx.query(
      `with ${rows.ctes(1)}
       update dossier d set process_state = s.process_state, version = d.version + 1
         from jsonb_to_recordset($1::jsonb) as s (id uuid, process_state jsonb) where d.id = s.id`,
      [JSON.stringify(states), ...rows.values],
    );
    for (const { timer, dossier, moved } of moves) {
      const { row, rules, procedure } = dossier;
      await settleClock(tx, { row, rules, procedure, actingFor: {} });
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
    }
  };
}
