import { civilDateOf } from '../language/civil-date.js';

/** The days of a register book before anybody has chosen: from the first of this month to today, in Vietnam. */
export function thisMonth(now: Date): { from: string; to: string } {
  const to = civilDateOf(now);
  return { from: `${to.slice(0, 8)}01`, to };
}
