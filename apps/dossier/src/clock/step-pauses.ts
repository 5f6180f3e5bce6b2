import type { Tx } from '@motcua/service-kit/database';
import type { ClockRow, ClockedDossier } from './pause-dossier.js';
import { pauseDossier, resumeDossier } from './pause-dossier.js';

/**
 * Steps and waits that the procedure's law takes out of the limit, such as a payment to the tax office, let the clock stand still for
 * as long as one of them is open. What a leader has decided on stays. Called after the process has moved; writes the dossier's row.
 * @returns the row as it is now
 */
export async function settleStepPauses(tx: Tx, dossier: ClockedDossier): Promise<ClockRow> {
  const { steps, waits = {} } = dossier.procedure.definition;
  const groundOf = new Map(
    Object.entries({ ...steps, ...waits }).flatMap(([elementId, { pauses }]) => (pauses ? [[elementId, pauses]] : [])),
  );
  let { row } = dossier;
  if (groundOf.size === 0) return row;
  const [now] = await tx.query<{ open: string[]; decided: string[]; fee_due: boolean }>(
    `select array(
        select element_id from task where dossier_id = $1 and state = 'open'
        union select element_id from subscription where dossier_id = $1
        union select element_id from timer where dossier_id = $1 and kind = 'process' and state in ('waiting', 'held')) as open,
      array(
        select ground from clock_act a where dossier_id = $1 and type = 'pause'
           and not exists (select from clock_act r where r.dossier_id = $1 and r.type = 'resume' and r.ground = a.ground and r.id > a.id)) as decided,
      exists (select from dossier where id = $1 and fee_state = 'due') as fee_due`,
    [row.id],
  );
  const holding = new Set(now?.open.map((elementId) => groundOf.get(elementId)));
  // A step that waits for the fee holds the clock for as long as the fee is due.
  if (!now?.fee_due) holding.delete('feePending');
  for (const ground of new Set(groundOf.values())) {
    const isPaused = row.paused_grounds.includes(ground);
    if (holding.has(ground) && !isPaused) row = await pauseDossier(tx, { ...dossier, row }, ground);
    if (!holding.has(ground) && isPaused && !now?.decided.includes(ground))
      row = await resumeDossier(tx, { ...dossier, row }, ground, 'resume');
  }
  return row;
}
