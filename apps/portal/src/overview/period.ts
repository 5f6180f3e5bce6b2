/** Days that a leader looks back on. */
export const periodLengths = [7, 30, 90, 365] as const;

const dayMs = 24 * 60 * 60_000;
const vietnamOffsetMs = 7 * 60 * 60_000;

/** The last `days` days up to today, as civil dates of Vietnam, both inclusive. */
export function periodOf(days: number, now: Date): { from: string; to: string } {
  const dateOf = (instantMs: number): string => new Date(instantMs + vietnamOffsetMs).toISOString().slice(0, 10);
  return { from: dateOf(now.getTime() - (days - 1) * dayMs), to: dateOf(now.getTime()) };
}
