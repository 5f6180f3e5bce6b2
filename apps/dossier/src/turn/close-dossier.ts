import type { Timeliness } from '@motcua/contracts/dossier/v1/events';
import type { Tx } from '@motcua/service-kit/database';
import type { Sealed } from '@motcua/service-kit/sealed';
import { stopClock } from '@motcua/working-time';
import { inTime, type TimedClock } from '../clock/in-time.js';
import { timelinessOf } from '../dossier/timeliness-of.js';
import type { LockedDossier, TurnRow } from './locked-dossier.js';

/**
 * Ends a dossier without a result: its open steps and timers go, its clock stops, its sub-dossiers are called off, and what was not paid is
 * due no more.
 * @returns how the moment compares with the promised one; nothing before acceptance
 */
export async function closeDossier(
  tx: Tx,
  {
    row,
    rules,
    procedure,
  }: Pick<LockedDossier, 'rules' | 'procedure'> & { readonly row: Pick<TurnRow, 'id'> & TimedClock },
  state: 'rejected' | 'withdrawn' | 'stopped',
  note: Sealed | null,
): Promise<Timeliness | undefined> {
  const ended = inTime(row, rules, procedure, tx.at);
  await tx.query(
    `with dropped as (update task set state = 'cancelled', version = version + 1 where dossier_id = $1::uuid and state = 'open'),
     untimed as (update timer set state = 'cancelled', held_at = null where dossier_id = $1 and state in ('waiting', 'held')),
     called_off as (
       insert into timer (id, dossier_id, kind, key, started_at, fire_at)
       select gen_random_uuid(), k.id, 'calledOff', $1::text, $3, $3 from dossier k where k.parent_id = $1 and k.state in ('submitted', 'inProcess')
       on conflict do nothing),
     deaf as (delete from subscription where dossier_id = $1)
     update dossier set state = $2, closed_at = $3, closing_note = $4, timeliness = $5, clock = $6, paused_grounds = '{}', paused_at = null, fee_state = case when fee_state = 'due' then 'none' else fee_state end,
            version = version + 1 where id = $1`,
    [row.id, state, tx.at, note, ended ?? null, row.clock && JSON.stringify(stopClock(row.clock, tx.at))],
  );
  return ended && timelinessOf[ended];
}
