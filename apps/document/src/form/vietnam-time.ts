/** A moment as it is written on a form, by Vietnam's clock (UTC+07:00). */
export interface VietnamTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const offsetMs = 7 * 3_600_000;

export function vietnamTime(instant: string): VietnamTime {
  const local = new Date(Date.parse(instant) + offsetMs);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}
