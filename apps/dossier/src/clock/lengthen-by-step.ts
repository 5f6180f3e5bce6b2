import { event, type Tx } from '@motcua/service-kit/database';
import { clockState, lengthenClock } from '@motcua/working-time';
import { referenceOf } from '../turn/locked-dossier.js';
import { originalDue } from './original-due.js';
import type { ClockRow, ClockedDossier } from './pause-dossier.js';

/**
 * A step that the law allows more time for, such as a verification that turned out to be needed, moves the promised moment when it is
 * reached: once, however often it is taken. Other steps that end with the dossier move with it. Writes the dossier's row.
 * @returns the row as it is now
 */
export async function lengthenByStep(tx: Tx, { row, procedure, actingFor }: ClockedDossier): Promise<ClockRow> {
  const { calendar, definition } = procedure;
  const { clock, due_at: wasDueAt } = row;
  if (!clock || !wasDueAt) return row;
  const isDone = (elementId: string) =>
    clock.entries.some((entry) => entry.type === 'lengthened' && entry.elementId === elementId);
  const candidates = Object.entries(definition.steps).flatMap(([elementId, { name, lengthens }]) =>
    lengthens && !isDone(elementId) ? [{ elementId, name, lengthens }] : [],
  );
  if (candidates.length === 0) return row;
  const reached = new Set(
    (
      await tx.query<{ element_id: string }>(
        `select element_id from task where dossier_id = $1 and state = 'open' and element_id = any ($2::text[])`,
        [row.id, candidates.map(({ elementId }) => elementId)],
      )
    ).map(({ element_id: elementId }) => elementId),
  );
  const lengthening = candidates.filter(({ elementId }) => reached.has(elementId));
  if (lengthening.length === 0) return row;
  const ledger = lengthening.reduce(
    (so, { elementId, name, lengthens: { n, unit, legalBasis } }) =>
      lengthenClock(calendar, so, tx.at, { more: { n, unit }, elementId, reason: name, legalBasis }),
    clock,
  );
  const { dueAt } = clockState(ledger);
  const originalDueAt = originalDue(calendar, ledger);
  await tx.query(
    `with later as (
       update task set due_at = $3 where dossier_id = $1 and state = 'open' and due_at = $4)
     update dossier set clock = $2, due_at = $3, original_due_at = $5, version = version + 1 where id = $1`,
    [row.id, JSON.stringify(ledger), dueAt, wasDueAt, originalDueAt],
  );
  tx.record(
    event(
      'deadline.recomputed',
      row.id,
      { dossier: referenceOf(row), recomputedAt: tx.at, wasDueAt, dueAt, originalDueAt },
      actingFor,
    ),
  );
  return { ...row, clock: ledger, due_at: dueAt, original_due_at: originalDueAt };
}
