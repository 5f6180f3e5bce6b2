import type { Tx } from '@motcua/service-kit/database';
import type { ClockRow, ClockedDossier } from './pause-dossier.js';
import { pauseDossier, resumeDossier } from './pause-dossier.js';

/**
 * Steps and messages that the procedure's law takes out of the limit, such as a payment to the tax office, let the clock stand still for
 * as long as one of them is open. Called after the process has moved; writes the dossier's row.
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
  if (holding.has('feePending') && !(await isFeeDue(tx, row.id))) holding.delete('feePending');
  for (const ground of new Set(groundOf.values())) {
    const isPaused = row.paused_grounds.includes(ground);
    if (holding.has(ground) && !isPaused) row = await pauseDossier(tx, { ...dossier, row }, ground);
    if (!holding.has(ground) && isPaused) row = await resumeDossier(tx, { ...dossier, row }, ground, 'resume');
  }
  return row;
}

/** A step that waits for the fee holds the clock for as long as the fee is due. */
async function isFeeDue(tx: Tx, dossierId: string): Promise<boolean> {
  const due = await tx.query(`select from dossier where id = $1 and fee_state = 'due'`, [dossierId]);
  return due.length > 0;
}
