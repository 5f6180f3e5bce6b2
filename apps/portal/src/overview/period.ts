import { civilDateOf } from '../language/civil-date.js';

/** Days that a leader looks back on. */
export const periodLengths = [7, 30, 90, 365] as const;

export const defaultDays = 30;

const dayMs = 24 * 60 * 60_000;

/** The last `days` days up to today, as civil dates of Vietnam, both inclusive. */
export function periodOf(days: number, now: Date): { from: string; to: string } {
  return { from: civilDateOf(new Date(now.getTime() - (days - 1) * dayMs)), to: civilDateOf(now) };
}
