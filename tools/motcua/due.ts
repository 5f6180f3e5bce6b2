import { calendarStretches, type Pack } from '@motcua/pack';
import {
  compileCalendar,
  compileStretches,
  explainDue,
  OutOfRange,
  type Calendar,
  type Limit,
  type LimitUnit,
} from '@motcua/working-time';
import { UsageFault } from '../command-line.js';
import { readSoundProvince } from './province.js';

interface DueQuestion {
  readonly start: string | undefined;
  readonly limit: string | undefined;
  readonly unit: string | undefined;
  readonly province: string;
  readonly calendar: string | undefined;
  /** Whose calendars count, one after the other. */
  readonly agency: string | undefined;
}

const units: readonly LimitUnit[] = ['workingDay', 'calendarDay', 'workingHour', 'sameDay'];
const vietnamOffsetMs = 7 * 3_600_000;

/** Computes a deadline from the calendars of a province, and says of each day why it counts or not. */
export async function tellDue(question: DueQuestion, json: boolean): Promise<void> {
  const unit = units.find((known) => known === question.unit);
  if (!unit) throw new UsageFault(`--unit is one of ${units.join(', ')}`);
  const start = instantOf(question.start);
  const limit = { n: unit === 'sameDay' ? 0 : numberOf(question.limit), unit };
  const calendar = calendarOf(await readSoundProvince(question.province), question);
  const { dueAt, days, provisional } = explain(calendar, start, limit);
  const dueAtLocal = inVietnam(dueAt);
  for (const day of days)
    console.log(
      `${day.date}  ${String(day.counted).padEnd(8)}${day.reason.vi}${day.legalBasis ? `  [${day.legalBasis}]` : ''}`,
    );
  console.log(
    `due ${dueAtLocal.replace('T', ' ')} in Vietnam${provisional ? ', provisional: the official calendar of that year is not there yet' : ''}`,
  );
  if (json)
    console.log(
      JSON.stringify({
        dueAt: dueAt.toISOString(),
        dueAtLocal,
        days: days.map(({ date, counted, reason }) => ({ date, counted, reason: reason.vi })),
      }),
    );
}

function calendarOf({ calendars, agencies }: Pack, { calendar, agency }: DueQuestion): Calendar {
  const find = (code: string) => {
    const definition = calendars.calendars.find((each) => each.code === code);
    if (!definition) throw new UsageFault(`the province has no calendar ${code}`);
    return definition;
  };
  if (agency === undefined) return compileCalendar(find(calendar ?? calendars.default));
  if (calendar !== undefined) throw new UsageFault('--agency and --calendar exclude one another');
  if (!agencies.some(({ code }) => code === agency)) throw new UsageFault(`the province has no agency ${agency}`);
  return compileStretches(
    calendarStretches(calendars, agencies, agency).map((stretch) => ({ ...stretch, calendar: find(stretch.calendar) })),
  );
}

/** A day that does not exist, such as 30 February, would silently become another one. */
function instantOf(start: string | undefined): Date {
  const instant = new Date(`${start}:00+07:00`);
  if (!Number.isNaN(instant.getTime()) && inVietnam(instant) === start) return instant;
  throw new UsageFault('--start is a date and time in Vietnam, such as 2025-04-28T09:30');
}

function numberOf(limit: string | undefined): number {
  if (limit !== undefined && /^\d+(\.\d+)?$/.test(limit)) return Number(limit);
  throw new UsageFault('--limit is a number, such as 3 or 1.5');
}

function explain(calendar: Calendar, start: Date, limit: Limit) {
  try {
    return explainDue(calendar, start, limit);
  } catch (error) {
    throw error instanceof OutOfRange ? new UsageFault(`No calendar can tell: ${error.message}`) : error;
  }
}

function inVietnam(instant: Date): string {
  return new Date(instant.getTime() + vietnamOffsetMs).toISOString().slice(0, 16);
}
