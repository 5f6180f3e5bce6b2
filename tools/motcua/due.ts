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
import type { Language } from './language.js';
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
export async function tellDue(question: DueQuestion, language: Language, json: boolean): Promise<void> {
  const unit = units.find((known) => known === question.unit);
  const fault = (vi: string, en: string) => new UsageFault({ vi, en }[language]);
  if (!unit) throw fault(`--unit là một trong ${units.join(', ')}`, `--unit is one of ${units.join(', ')}`);
  const start = instantOf(question.start);
  if (!start) {
    throw fault(
      '--start là ngày giờ tại Việt Nam, ví dụ 2025-04-28T09:30',
      '--start is a date and time in Vietnam, such as 2025-04-28T09:30',
    );
  }
  const n = unit === 'sameDay' ? 0 : numberOf(question.limit);
  if (n === undefined) throw fault('--limit là một số, ví dụ 3 hoặc 1.5', '--limit is a number, such as 3 or 1.5');
  const calendar = calendarOf(await readSoundProvince(question.province, language), question, fault);
  const { dueAt, days, provisional } = explain(calendar, start, { n, unit }, fault);
  const dueAtLocal = inVietnam(dueAt);
  for (const day of days)
    console.log(
      `${day.date}  ${String(day.counted).padEnd(8)}${day.reason[language]}${day.legalBasis ? `  [${day.legalBasis}]` : ''}`,
    );
  const instant = dueAtLocal.replace('T', ' ');
  console.log(
    language === 'vi'
      ? `hạn ${instant} giờ Việt Nam${provisional ? ', tạm tính: chưa có lịch chính thức của năm đó' : ''}`
      : `due ${instant} in Vietnam${provisional ? ', provisional: the official calendar of that year is not there yet' : ''}`,
  );
  if (json)
    console.log(
      JSON.stringify({
        dueAt: dueAt.toISOString(),
        dueAtLocal,
        days: days.map(({ date, counted, reason }) => ({ date, counted, reason: reason[language] })),
      }),
    );
}

type Fault = (vi: string, en: string) => UsageFault;

function calendarOf({ calendars, agencies }: Pack, { calendar, agency }: DueQuestion, fault: Fault): Calendar {
  const find = (code: string) => {
    const definition = calendars.calendars.find((each) => each.code === code);
    if (!definition) throw fault(`tỉnh không có lịch ${code}`, `the province has no calendar ${code}`);
    return definition;
  };
  if (agency === undefined) return compileCalendar(find(calendar ?? calendars.default));
  if (calendar !== undefined) {
    throw fault('--agency và --calendar không dùng cùng nhau', '--agency and --calendar exclude one another');
  }
  if (!agencies.some(({ code }) => code === agency)) {
    throw fault(`tỉnh không có cơ quan ${agency}`, `the province has no agency ${agency}`);
  }
  return compileStretches(
    calendarStretches(calendars, agencies, agency).map((stretch) => ({ ...stretch, calendar: find(stretch.calendar) })),
  );
}

/** A day that does not exist, such as 30 February, would silently become another one. */
function instantOf(start: string | undefined): Date | undefined {
  const instant = new Date(`${start}:00+07:00`);
  return !Number.isNaN(instant.getTime()) && inVietnam(instant) === start ? instant : undefined;
}

function numberOf(limit: string | undefined): number | undefined {
  return limit !== undefined && /^\d+(\.\d+)?$/.test(limit) ? Number(limit) : undefined;
}

function explain(calendar: Calendar, start: Date, limit: Limit, fault: Fault) {
  try {
    return explainDue(calendar, start, limit);
  } catch (error) {
    if (!(error instanceof OutOfRange)) throw error;
    const { vi, en } = error.reason;
    throw fault(`Không lịch nào tính được: ${vi}`, `No calendar can tell: ${en}`);
  }
}

function inVietnam(instant: Date): string {
  return new Date(instant.getTime() + vietnamOffsetMs).toISOString().slice(0, 16);
}
