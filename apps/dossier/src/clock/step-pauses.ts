import type { Tx } from '@motcua/service-kit/database';
import type { PauseGround } from '@motcua/working-time';
import type { ClockRow, ClockedDossier } from './pause-dossier.js';
import { pauseDossier, resumeDossier } from './pause-dossier.js';

/**
 * Steps and messages that the procedure's law takes out of the limit, such as a payment to the tax office, let the clock stand still for
 * as long as one of them is open. A pause on the same ground that a leader decided lasts until a person lets the clock run again. Called
 * after the process has moved; writes the dossier's row.
 * @returns the row as it is now
 */
export async function settleStepPauses(tx: Tx, dossier: ClockedDossier): Promise<ClockRow> {
  const { steps, waits = {} } = dossier.procedure.definition;
  const groundOf = new Map(
    Object.entries({ ...steps, ...waits }).flatMap(([elementId, { pauses }]) => (pauses ? [[elementId, pauses]] : [])),
  );
  let { row } = dossier;
  if (groundOf.size === 0) return row;
  const open = await tx.query<{ element_id: string }>(
    `select element_id from task where dossier_id = $1 and state = 'open' union select element_id from subscription where dossier_id = $1`,
    [row.id],
  );
  const holding = new Set(open.map(({ element_id }) => groundOf.get(element_id)));
  for (const ground of new Set(groundOf.values())) {
    const isPaused = row.paused_grounds.includes(ground);
    if (holding.has(ground) && !isPaused) row = await pauseDossier(tx, { ...dossier, row }, ground);
    if (!holding.has(ground) && isPaused && !(await isDecided(tx, row, ground)))
      row = await resumeDossier(tx, { ...dossier, row }, ground, 'resume');
  }
  return row;
}

/** Whether a person decided on the pause that runs on a ground: a pause of the procedure's own is no act of anybody. */
async function isDecided(tx: Tx, { id, clock }: ClockRow, ground: PauseGround): Promise<boolean> {
  const begun = clock?.entries.findLast((entry) => entry.type === 'paused' && entry.ground === ground)?.at;
  const [act] = await tx.query<{ type: 'pause' | 'resume'; at: Date }>(
    'select type, at from clock_act where dossier_id = $1 and ground = $2 order by at desc, id desc limit 1',
    [id, ground],
  );
  return act?.type === 'pause' && (begun === undefined || act.at.getTime() === new Date(begun).getTime());
}
