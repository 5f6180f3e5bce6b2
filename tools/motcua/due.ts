import { compileCalendar, explainDue, type LimitUnit } from '@motcua/working-time';
import { readSoundProvince } from './province.js';
import { UsageFault } from './usage.js';

interface DueQuestion {
  readonly start: string | undefined;
  readonly limit: string | undefined;
  readonly unit: string | undefined;
  readonly province: string;
  readonly calendar: string | undefined;
}

const units: readonly LimitUnit[] = ['workingDay', 'calendarDay', 'workingHour', 'sameDay'];
const vietnamOffsetMs = 7 * 3_600_000;

/** Computes a deadline from the calendars of a province, and says of each day why it counts or not. */
export async function tellDue(question: DueQuestion, json: boolean): Promise<void> {
  const unit = units.find((known) => known === question.unit);
  const start = new Date(`${question.start ?? ''}+07:00`);
  const n = unit === 'sameDay' ? 0 : Number(question.limit);
  if (!unit) throw new UsageFault(`--unit is one of ${units.join(', ')}`);
  if (Number.isNaN(start.getTime()))
    throw new UsageFault('--start is a date and time in Vietnam, such as 2025-04-28T09:30');
  if (question.limit === undefined && unit !== 'sameDay') throw new UsageFault('--limit is a number');
  const { calendars } = await readSoundProvince(question.province);
  const code = question.calendar ?? calendars.default;
  const definition = calendars.calendars.find((calendar) => calendar.code === code);
  if (!definition) throw new UsageFault(`the province has no calendar ${code}`);
  const { dueAt, days, provisional } = explainDue(compileCalendar(definition), start, { n, unit });
  const dueAtLocal = new Date(dueAt.getTime() + vietnamOffsetMs).toISOString().slice(0, 16);
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
