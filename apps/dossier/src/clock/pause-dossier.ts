import { event, type Tx } from '@motcua/service-kit/database';
import { clockState, pauseClock, resumeClock, type PauseGround, type ResumeRule } from '@motcua/working-time';
import { referenceOf, type DossierNames, type LockedDossier, type TurnRow } from '../turn/locked-dossier.js';
import { afterPause, movedCtes, readOpenDeadlines } from './open-deadlines.js';
import { originalDue } from './original-due.js';
import { timersInPause } from './timers-in-pause.js';

/** A locked dossier as far as its clock goes. */
export type ClockRow = DossierNames &
  Pick<TurnRow, 'clock' | 'due_at' | 'original_due_at' | 'paused_grounds' | 'paused_at'>;
export type ClockedDossier = Pick<LockedDossier, 'rules' | 'procedure' | 'actingFor'> & { readonly row: ClockRow };

/** Timers that run while the dossier stands still: those of turns, and the opening and ending of other agencies' parts, whose clocks are their own. */
export const runInPause = ['supplementLapse', 'subDossier', 'calledOff'];

/**
 * The clock of a locked dossier stands still on a ground, and with it every step, and every timer but those that measure such a pause.
 * Before acceptance there is no clock, but the counter's time to answer. Writes the dossier's row.
 */
export async function pauseDossier(
  tx: Tx,
  { row, procedure, actingFor }: ClockedDossier,
  ground: PauseGround,
): Promise<ClockRow> {
  const ledger = row.clock && pauseClock(row.clock, tx.at, ground, tx.caller.subjectId);
  await tx.query(
    `with held as (
       update timer set state = 'held', held_at = $2 where dossier_id = $1 and state = 'waiting' and kind <> all ($5::text[])
          and not (kind = 'process' and element_id = any ($6::text[])))
     update dossier set clock = $3, paused_grounds = array_append(paused_grounds, $4::text),
            paused_at = coalesce(paused_at, $2), version = version + 1 where id = $1`,
    [row.id, tx.at, ledger && JSON.stringify(ledger), ground, runInPause, timersInPause(procedure)],
  );
  if (ledger) {
    tx.record(event('clock.paused', row.id, { dossier: referenceOf(row), ground, pausedAt: tx.at }, actingFor));
  }
  return {
    ...row,
    clock: ledger,
    paused_grounds: [...row.paused_grounds, ground],
    paused_at: row.paused_at ?? tx.at,
  };
}

/**
 * A ground ends. When it was the last, the clock runs again, and every open step and timer has what was left to it. Writes the dossier's row.
 * @returns the row as it is now; its due date is the one from now on
 */
export async function resumeDossier(
  tx: Tx,
  { row, rules, procedure, actingFor }: ClockedDossier,
  ground: PauseGround,
  rule: ResumeRule,
): Promise<ClockRow> {
  const { calendar } = procedure;
  const ledger = row.clock ? resumeClock(calendar, row.clock, tx.at, ground, rule, tx.caller.subjectId) : undefined;
  const dueAt = ledger && clockState(ledger).dueAt;
  const originalDueAt = ledger && originalDue(calendar, ledger);
  const runs = row.paused_grounds.every((other) => other === ground);
  const moved =
    runs && row.paused_at
      ? afterPause(await readOpenDeadlines(tx, row.id), { rules, procedure }, row.paused_at, tx.at, {
          was: row.due_at,
          dueAt: dueAt ?? null,
        })
      : { tasks: [], timers: [] };
  await tx.query(
    `with ${movedCtes('$6', '$7')}
     update dossier set clock = $2, due_at = coalesce($3, due_at), original_due_at = coalesce($4, original_due_at),
            paused_grounds = array_remove(paused_grounds, $5::text), paused_at = case when $8::boolean then null else paused_at end, version = version + 1
      where id = $1`,
    [
      row.id,
      ledger ? JSON.stringify(ledger) : null,
      dueAt ?? null,
      originalDueAt ?? null,
      ground,
      JSON.stringify(moved.tasks),
      JSON.stringify(moved.timers),
      runs,
    ],
  );
  if (ledger && dueAt) {
    tx.record(
      event(
        'clock.resumed',
        row.id,
        { dossier: referenceOf(row), ground, resumedAt: tx.at, dueAt, originalDueAt },
        actingFor,
      ),
    );
  }
  return {
    ...row,
    clock: ledger ?? null,
    due_at: dueAt ?? row.due_at,
    original_due_at: originalDueAt ?? row.original_due_at,
    paused_grounds: row.paused_grounds.filter((other) => other !== ground),
    paused_at: runs ? null : row.paused_at,
  };
}
