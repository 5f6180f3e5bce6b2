import { event, type Tx } from '@motcua/service-kit/database';
import {
  civilDateAt,
  clockState,
  computeDue,
  recomputeClock,
  type CalendarStretch,
  type ClockLedger,
} from '@motcua/working-time';
import type { DossierGround } from '../dossier-ground.js';
import type { Rules } from '../rules/rules.js';
import { lockTimedDossier, type TimedDossier } from '../timers/timed-dossier.js';
import { referenceOf } from '../turn/locked-dossier.js';
import { announcedDays } from './announced-days.js';
import { byOtherDays, movedCtes, readOpenDeadlines } from './open-deadlines.js';
import { originalDue } from './original-due.js';

/**
 * Counts the deadlines of a running dossier, of its open steps and of its timers again by the days off of the province in force. The date
 * that was stays in the clock's history with what moved it. One whose clock stands still waits until it runs again, and one that another
 * command has locked is left to the next walk.
 */
export async function recomputeDossier(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  inForce: Rules,
  dossierId: string,
): Promise<void> {
  const dossier = await lockTimedDossier(tx, ground, dossierId);
  if (!dossier) return;
  const { row, procedure } = dossier;
  const isRunning = (row.state === 'submitted' || row.state === 'inProcess') && row.paused_grounds.length === 0;
  if (!isRunning || row.calendar_hash === inForce.hash) return;
  const rules = (await ground.packs.get(tx, row.pack_hash)).withDaysOf(inForce);
  const { calendar } = rules.procedureOf(row);
  const { stretches } = rules.hoursAt(procedure.definition, row.competent_agency_code);
  const ledger = row.clock && recomputed(row.clock, dossier, rules, tx.at);
  const dueAt = ledger ? clockState(ledger).dueAt : row.due_at;
  const originalDueAt = row.clock ? originalDue(calendar, row.clock) : row.original_due_at;
  const open = await readOpenDeadlines(tx, row.id);
  const moved = byOtherDays(open, dossier, rules, lastResumed(row.clock), { was: row.due_at, dueAt });
  await tx.query(
    `with ${movedCtes('$2', '$3')}
     update dossier set calendar_hash = $4, clock = $5, due_at = $6, original_due_at = $7, due_provisional = $8,
            version = version + case when due_at = $6 then 0 else 1 end
      where id = $1`,
    [
      row.id,
      JSON.stringify(moved.tasks),
      JSON.stringify(moved.timers),
      inForce.hash,
      (ledger ?? row.clock) && JSON.stringify(ledger ?? row.clock),
      dueAt,
      originalDueAt,
      dueAt !== null && isProvisional(stretches, dueAt),
    ],
  );
  if (!ledger || !dueAt || !row.due_at) return;
  const dates = { wasDueAt: row.due_at, dueAt, originalDueAt: originalDueAt ?? undefined };
  tx.record(event('deadline.recomputed', row.id, { dossier: referenceOf(row), recomputedAt: tx.at, ...dates }));
}

/** The clock's history with the date that it comes to now; nothing when it stays. */
function recomputed(
  clock: ClockLedger,
  { row, rules: before, procedure: { definition } }: TimedDossier,
  after: Rules,
  at: Date,
): ClockLedger | undefined {
  const { calendar } = after.procedureOf(row);
  const hoursBy = (rules: Rules) => rules.hoursAt(definition, row.competent_agency_code).stretches;
  const from = civilDateAt(clockState(clock).startedAt);
  const { reason, legalBasis } = announcedDays(
    hoursBy(before),
    hoursBy(after),
    from,
    civilDateAt(computeDue(calendar, clock)),
  );
  return recomputeClock(calendar, clock, at, reason, legalBasis);
}

/** Whether the days off of the year are not announced yet. */
function isProvisional(stretches: readonly CalendarStretch[], dueAt: Date): boolean {
  const day = civilDateAt(dueAt);
  const inForce = stretches.findLast(({ validFrom }) => validFrom <= day);
  return day > (inForce?.calendar.coveredTo ?? '');
}

function lastResumed(clock: ClockLedger | null): Date | undefined {
  const at = clock?.entries.findLast(({ type }) => type === 'resumed')?.at;
  return at === undefined ? undefined : new Date(at);
}
