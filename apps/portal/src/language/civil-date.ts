/**
 * Reads a date as people type it (`6/5/2025`, `06-05-2025`, `06052025`) into `2025-05-06`.
 * @returns undefined while the text is no real day of the calendar
 */
export function parseCivilDate(typed: string): string | undefined {
  const match =
    /^\s*(\d{1,2})[\s/.-](\d{1,2})[\s/.-](\d{4})\s*$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed.trim());
  if (!match) return undefined;
  const [, day = '', month = '', year = ''] = match;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

const vietnamOffsetMs = 7 * 60 * 60_000;

/** The day on which an instant falls in Vietnam, as `2025-05-06`. */
export function civilDateOf(instant: Date): string {
  return new Date(instant.getTime() + vietnamOffsetMs).toISOString().slice(0, 10);
}

/** `2025-06-30` becomes `2025-07-01`. */
export function dayAfter(day: string): string {
  return moved(day, 1);
}

/** `2025-07-01` becomes `2025-06-30`. */
export function dayBefore(day: string): string {
  return moved(day, -1);
}

function moved(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
