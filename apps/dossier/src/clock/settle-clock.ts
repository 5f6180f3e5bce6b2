import type { Tx } from '@motcua/service-kit/database';
import { lengthenByStep } from './lengthen-by-step.js';
import { pausesOf, readClockHolders } from './clock-holders.js';
import type { ClockRow, ClockedDossier } from './pause-dossier.js';
import { pauseDossier, resumeDossier } from './pause-dossier.js';

/**
 * What the steps at which a dossier stands do to its clock. Called after the process has moved; writes the dossier's row.
 * @returns the row as it is now
 */
export async function settleClock(tx: Tx, dossier: ClockedDossier): Promise<ClockRow> {
  const row = await lengthenByStep(tx, dossier);
  return settlePauses(tx, { ...dossier, row });
}

/**
 * Steps and waits that the procedure's law takes out of the limit, such as a payment to the tax office, let the clock stand still for
 * as long as one of them is open. What a leader has decided on stays.
 */
async function settlePauses(tx: Tx, dossier: ClockedDossier): Promise<ClockRow> {
  const { definition } = dossier.procedure;
  const grounds = new Set(pausesOf(definition).values());
  let { row } = dossier;
  if (grounds.size === 0) return row;
  const { elements, decided } = await readClockHolders(tx, row.id, definition);
  const holding = new Set(elements.map(({ ground }) => ground));
  for (const ground of grounds) {
    const isPaused = row.paused_grounds.includes(ground);
    if (holding.has(ground) && !isPaused) row = await pauseDossier(tx, { ...dossier, row }, ground);
    if (!holding.has(ground) && isPaused && !decided.includes(ground))
      row = await resumeDossier(tx, { ...dossier, row }, ground, 'resume');
  }
  return row;
}
