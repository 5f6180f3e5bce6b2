import type { Tx } from '@motcua/service-kit/database';
import { LastAdministrator } from './officer.problems.js';

/** Any number, the same for every command that may take away the last administrator: they do it one after another. */
const administratorsLock = 7_219_010;

/** To be taken before any row is, by who may take a right to administer away. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [administratorsLock]);
}

/**
 * Judged after the change, in its transaction: on each day from then on somebody has to be there who can administer the province.
 * @param day on which the change has its effect
 * @throws LastAdministrator (409)
 */
export async function refuseWithoutAdministrator(tx: Tx, day: string): Promise<void> {
  const [row] = await tx.query<{ covered: boolean | null }>(
    `select range_agg(h.days) @> daterange($1::date, null) as covered
       from officer o join held_position h on h.officer_id = o.id
      where o.disabled_at is null and o.password_hash is not null and 'administer' = any (h.roles)`,
    [day],
  );
  if (!row?.covered) throw new LastAdministrator();
}

/** Whether somebody can administer the province on a day, who has chosen a password or can be expected to. */
export async function hasAdministrator(tx: Tx, day: string): Promise<boolean> {
  const rows = await tx.query(
    `select from officer o join held_position h on h.officer_id = o.id
      where o.disabled_at is null and o.password_hash is not null and 'administer' = any (h.roles) and h.days @> $1::date limit 1`,
    [day],
  );
  return rows.length > 0;
}
