import { inForce } from '@motcua/pack';
import { civilDateAt, timeliness, type Timeliness } from '@motcua/working-time';
import type { PreparedProcedure, Rules } from '../rules/rules.js';
import type { TurnRow } from '../turn/locked-dossier.js';

/** What tells whether a dossier is in time. */
export type TimedClock = Pick<TurnRow, 'due_at' | 'original_due_at' | 'paused_at' | 'clock'>;

/**
 * How the end of a dossier compares with what was promised; nothing before acceptance. While a dossier stands still its time does not run,
 * so what ends it in a pause ends it when the pause began. An extension counts where the rule says so.
 */
export function inTime(
  { due_at: dueAt, original_due_at: originalDueAt, paused_at: pausedAt, clock }: TimedClock,
  { province }: Pick<Rules, 'province'>,
  { definition }: Pick<PreparedProcedure, 'definition'>,
  at: Date,
): Timeliness | undefined {
  if (!dueAt) return undefined;
  const basis = inForce(province.overdueBasis, civilDateAt(new Date(clock?.entries[0]?.at ?? at)))?.value;
  const promised = basis === 'extended' ? dueAt : (originalDueAt ?? dueAt);
  return timeliness(promised, pausedAt ?? at, definition.timeLimit.unit);
}
