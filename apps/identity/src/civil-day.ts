// Vietnam keeps UTC+07:00 all the year round.
const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** The day in Vietnam on which an instant lies, `YYYY-MM-DD`. */
export function civilDayOf(at: Date): string {
  return new Date(at.getTime() + vietnamOffsetMs).toISOString().slice(0, 10);
}
