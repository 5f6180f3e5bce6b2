import type { Tx } from '@motcua/service-kit/database';
import type { LockedDossier } from '../turn/locked-dossier.js';
import { afterPause, readOpenDeadlines } from './open-deadlines.js';
import type { ClockRow } from './pause-dossier.js';

/**
 * A dossier was decided while its clock stood still: nothing will let that clock run again, so what waits for its result runs on from now,
 * with what was left to it when the pause began.
 */
export async function releaseTimers(
  tx: Tx,
  {
    rules,
    procedure,
    row,
  }: Pick<LockedDossier, 'rules' | 'procedure'> & { readonly row: Pick<ClockRow, 'id' | 'due_at' | 'paused_at'> },
): Promise<void> {
  if (!row.paused_at) return;
  const open = await readOpenDeadlines(tx, row.id);
  const { timers } = afterPause({ tasks: [], timers: open.timers }, { rules, procedure }, row.paused_at, tx.at, {
    was: row.due_at,
    dueAt: row.due_at,
  });
  await tx.query(
    `update timer t set state = 'waiting', fire_at = coalesce(m.fire_at, t.fire_at + ($2::timestamptz - t.held_at)), held_at = null
       from timer h left join jsonb_to_recordset($3::jsonb) as m (id uuid, fire_at timestamptz) on m.id = h.id
      where h.id = t.id and t.dossier_id = $1 and t.state = 'held'`,
    [row.id, tx.at, JSON.stringify(timers)],
  );
}
