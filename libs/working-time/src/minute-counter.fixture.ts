import type { CalendarDefinition } from './calendar-definition.js';
import type { Limit } from './limit.js';

/** A day as the minute counter sees it: its open minutes, whether they count, and what the day is worth. */
interface CountedDay {
  readonly open: readonly boolean[];
  readonly worth: number;
}

/**
 * The time rules by the slowest road: one minute after the other, straight from the definition and with nothing of the
 * compiled form, as an oracle. Instants are minutes since 1970-01-01 00:00 in Vietnam.
 */
export class MinuteCounter {
  private readonly days = new Map<number, CountedDay>();

  constructor(private readonly definition: CalendarDefinition) {}

  static minuteOf(instant: Date): number {
    return instant.getTime() / 60_000 + 420;
  }

  static instantOf(minute: number): Date {
    return new Date((minute - 420) * 60_000);
  }

  isOpen(minute: number): boolean {
    return this.dayOf(minute).open[minute % 1440] ?? false;
  }

  isWorked(minute: number): boolean {
    const { open, worth } = this.dayOf(minute);
    return worth > 0 && open[minute % 1440] === true;
  }

  workedMinutes(from: number, to: number): number {
    let count = 0;
    for (let minute = from; minute < to; minute++) if (this.isWorked(minute)) count++;
    return count;
  }

  nextOpen(from: number): number {
    let minute = from;
    while (!this.isOpen(minute)) minute++;
    return minute;
  }

  due(start: number, { n, unit }: Limit): number {
    if (unit === 'workingHour') return this.afterMinutes(start, Math.round(n * 60));
    if (unit === 'workingDay') {
      const asMinutes = this.definition.dayRule === 'precise' || n % 1 !== 0;
      return asMinutes
        ? this.afterMinutes(start, Math.round(n * this.fullDayMinutes(start)))
        : this.afterDays(start, n);
    }
    if (unit === 'calendarDay') {
      return n === 0 ? this.endOfDay(start, 1440) : this.endOfDay(midnightOf(start) + n * 1440, 1440);
    }
    const [hours = 0, minutes = 0] = this.definition.cutoff.split(':').map(Number);
    return this.endOfDay(start, hours * 60 + minutes);
  }

  private afterMinutes(start: number, minutes: number): number {
    let minute = start;
    if (minutes === 0) while (!this.isWorked(minute)) minute++;
    for (let left = minutes; left > 0; minute++) if (this.isWorked(minute)) left--;
    return minute;
  }

  private afterDays(start: number, n: number): number {
    if (n === 0) return this.endOfDay(start, 1440);
    let midnight = midnightOf(start);
    for (let left = n; left > 0; left -= this.dayOf(midnight).worth) midnight += 1440;
    return this.lastMinuteOf(midnight);
  }

  /** The end of the minute's day when it is worked later on and the cutoff has not passed, else of the next worked day. */
  private endOfDay(start: number, cutoff: number): number {
    if (start % 1440 <= cutoff && this.dayOf(start).worth > 0 && start < this.lastMinuteOf(midnightOf(start))) {
      return this.lastMinuteOf(midnightOf(start));
    }
    let midnight = midnightOf(start) + 1440;
    while (this.dayOf(midnight).worth === 0) midnight += 1440;
    return this.lastMinuteOf(midnight);
  }

  private lastMinuteOf(midnight: number): number {
    let minute = midnight + 1440;
    while (!this.isOpen(minute - 1)) minute--;
    return minute;
  }

  private fullDayMinutes(minute: number): number {
    return Math.max(...Object.values(this.weekOn(dateOf(minute))).map((shifts) => minutesOf(shifts)));
  }

  private weekOn(date: string): Record<string, readonly string[]> {
    const inForce = this.definition.weeks.filter((week) => week.validFrom <= date);
    const latest = inForce.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)).at(-1);
    return Object.fromEntries(Object.entries(latest?.shifts ?? {}).map(([weekday, shifts]) => [weekday, shifts ?? []]));
  }

  private dayOf(minute: number): CountedDay {
    const day = Math.floor(minute / 1440);
    const known = this.days.get(day);
    if (known) return known;
    const counted = this.countDay(minute);
    this.days.set(day, counted);
    return counted;
  }

  private countDay(minute: number): CountedDay {
    const date = dateOf(minute);
    const shifts = this.shiftsOn(date);
    const open = openMinutes(shifts);
    if (shifts.length === 0) return { open, worth: 0 };
    const listed = this.definition.halfDays?.some((halfDay) => halfDay.date === date) ?? false;
    const half = listed || minutesOf(shifts) < 0.75 * this.fullDayMinutes(minute);
    if (half) return { open, worth: this.definition.halfDayCounts ? 0.5 : 0 };
    return { open, worth: 1 };
  }

  private shiftsOn(date: string): readonly string[] {
    const { holidays, swaps, halfDays, closures } = this.definition;
    const week = this.weekOn(date);
    if (holidays.some((holiday) => holiday.date === date)) return [];
    if (closures?.some((closure) => closure.date === date)) return [];
    if (swaps.some((swap) => swap.off === date)) return [];
    if (swaps.some((swap) => swap.worked === date)) {
      return Object.values(week).reduce((a, b) => (minutesOf(b) > minutesOf(a) ? b : a));
    }
    const halfDay = halfDays?.find((entry) => entry.date === date);
    if (halfDay) return halfDay.shifts;
    const weekday = new Date(date).toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' }).toLowerCase();
    return week[weekday] ?? [];
  }
}

function midnightOf(minute: number): number {
  return minute - (minute % 1440);
}

function dateOf(minute: number): string {
  return new Date(minute * 60_000).toISOString().slice(0, 10);
}

function openMinutes(shifts: readonly string[]): boolean[] {
  const open = Array<boolean>(1440).fill(false);
  for (const shift of shifts) open.fill(true, minuteOfDay(shift.slice(0, 5)), minuteOfDay(shift.slice(6)));
  return open;
}

function minutesOf(shifts: readonly string[]): number {
  return openMinutes(shifts).filter(Boolean).length;
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
