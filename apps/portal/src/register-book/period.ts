import type { Profile } from '../api/types.js';
import { civilDateOf } from '../language/civil-date.js';

/** What a register book is about before anybody has chosen: one's own counter, from the first of this month to today in Vietnam. */
export function newBook(
  profile: Pick<Profile, 'positions'> | undefined,
  now: Date,
): { agency: string | undefined; from: string; to: string } {
  const to = civilDateOf(now);
  const overseen = profile?.positions.find(({ roles }) => roles.includes('oversee'));
  return { agency: overseen?.agencyCode, from: `${to.slice(0, 8)}01`, to };
}
