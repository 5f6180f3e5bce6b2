import { StopGround } from '@motcua/contracts/dossier/v1/events';
import { event } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { readTimedDossier } from '../timers/timed-dossier.js';
import type { TimerHandler } from '../timers/timer-handler.js';
import { closeDossier } from '../turn/close-dossier.js';
import { referenceOf } from '../turn/locked-dossier.js';

const parentEnded = 'Hồ sơ liên thông đã kết thúc hoặc không còn cần phần việc này.';

/** Stops a sub-dossier whose parent has ended or no longer waits for it. One that is decided meanwhile stays so. */
export function callOff(ground: Pick<DossierGround, 'packs' | 'sealer'>): TimerHandler {
  return async (tx, timer) => {
    const dossier = await readTimedDossier(tx, ground, timer.dossierId);
    const { row } = dossier;
    if (row.state !== 'submitted' && row.state !== 'inProcess') return;
    const note = ground.sealer.seal(parentEnded, `dossier.closing_note:${row.id}`);
    const timeliness = await closeDossier(tx, dossier, 'stopped', note);
    tx.record(
      event('dossier.stopped', row.id, {
        dossier: referenceOf(row),
        stoppedAt: tx.at,
        ground: StopGround.STOP_GROUND_PARENT,
        timeliness,
      }),
    );
  };
}
