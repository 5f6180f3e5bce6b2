import type { Bilingual } from './calendar-definition.js';
import type { Calendar } from './calendar.js';
import type { CivilDate } from './civil-date.js';
import { civilDateAt, formatCivilDate, parseCivilDate } from './civil-date.js';
import { stretchesOf, type ClockLedger, type PauseGround } from './clock-ledger.js';
import type { ExplainedDay } from './explain-due.js';
import { explainDue } from './explain-due.js';

/** What one date did in the counting of a clock; a day of a pause is `paused`. */
export interface ExplainedClockDay extends Omit<ExplainedDay, 'counted'> {
  readonly counted: ExplainedDay['counted'] | 'paused';
}

/** An act that moved a clock, in words. */
export interface ExplainedAct {
  readonly at: Date;
  readonly text: Bilingual;
  readonly legalBasis?: string;
}

const grounds: Readonly<Record<PauseGround, Bilingual>> = {
  supplement: { vi: 'chờ người nộp bổ sung hồ sơ', en: 'waiting for the applicant to bring what is missing' },
  financialObligation: {
    vi: 'chờ thực hiện nghĩa vụ tài chính',
    en: 'waiting for the financial obligation to be met',
  },
  feePending: { vi: 'chờ nộp phí, lệ phí', en: 'waiting for the fee' },
  consultation: { vi: 'chờ ý kiến cơ quan phối hợp', en: 'waiting for the opinion of a coordinating agency' },
  fieldCheck: { vi: 'chờ kiểm tra thực địa', en: 'waiting for the site check' },
  publicPosting: { vi: 'đang niêm yết công khai', en: 'posted for the public' },
  applicantChoice: { vi: 'theo đề nghị của người nộp', en: 'at the applicant’s wish' },
  outage: { vi: 'sự cố hệ thống', en: 'system outage' },
  forceMajeure: { vi: 'sự kiện bất khả kháng', en: 'force majeure' },
};

/**
 * Why a clock is due when it is, date by date and act by act. The counted days of all stretches add up to the limit with what lengthened and extended it,
 * unless a pause made it begin anew.
 * @source Bộ luật Dân sự 91/2015/QH13, Điều 147, Điều 148
 */
export function explainClock(
  calendar: Calendar,
  ledger: ClockLedger,
): { readonly days: readonly ExplainedClockDay[]; readonly acts: readonly ExplainedAct[] } {
  const days: ExplainedClockDay[] = [];
  const stretches = stretchesOf(calendar, ledger);
  stretches.forEach(({ stretch, pausedAt, resumedAt }, index) => {
    const until = pausedAt && civilDateAt(pausedAt);
    const counted = countedDays(calendar, stretch).filter(({ date }) => until === undefined || date <= until);
    // The day that ends a pause is already told of, as the applicant's.
    for (const day of index === 0 ? counted : counted.filter(({ date }) => date > (days.at(-1)?.date ?? '')))
      days.push(day);
    if (pausedAt && resumedAt) days.push(...pausedDays(ledger, pausedAt, resumedAt));
  });
  return { days, acts: actsOf(ledger) };
}

/** The dates of limits that follow one another; where one ends the next begins, and its day is counted for the first alone. */
function countedDays(
  calendar: Calendar,
  { start, limits }: ReturnType<typeof stretchesOf>[number]['stretch'],
): ExplainedClockDay[] {
  const days: ExplainedClockDay[] = [];
  let from = start;
  for (const limit of limits) {
    const explained = explainDue(calendar, from, limit);
    days.push(...explained.days.filter(({ date }) => date > (days.at(-1)?.date ?? '')));
    from = explained.dueAt;
  }
  return days;
}

function pausedDays({ entries }: ClockLedger, pausedAt: Date, resumedAt: Date): ExplainedClockDay[] {
  const names = new Set(
    entries.flatMap((entry) => {
      const at = new Date(entry.at);
      return entry.type === 'paused' && at >= pausedAt && at <= resumedAt ? [entry.ground] : [];
    }),
  );
  const why = [...names].map((ground) => grounds[ground]);
  const reason = {
    vi: `Tạm dừng: ${why.map(({ vi }) => vi).join(', ')}`,
    en: `Paused: ${why.map(({ en }) => en).join(', ')}`,
  };
  const days: ExplainedClockDay[] = [];
  const last = civilDateAt(resumedAt);
  for (let date = next(civilDateAt(pausedAt)); date <= last; date = next(date))
    days.push({ date, counted: 'paused', reason });
  return days;
}

function next(date: CivilDate): CivilDate {
  return formatCivilDate(parseCivilDate(date) + 1);
}

function actsOf({ entries }: ClockLedger): ExplainedAct[] {
  return entries.flatMap((entry): ExplainedAct[] => {
    const at = new Date(entry.at);
    switch (entry.type) {
      case 'started':
        return [{ at, text: { vi: 'Bắt đầu tính thời hạn', en: 'The clock starts' } }];
      case 'paused': {
        const { vi, en } = grounds[entry.ground];
        return [{ at, text: { vi: `Tạm dừng: ${vi}`, en: `Paused: ${en}` } }];
      }
      case 'resumed': {
        const { vi, en } = grounds[entry.ground];
        const how =
          entry.rule === 'restart'
            ? { vi: 'tính lại từ đầu', en: 'counted anew' }
            : { vi: 'tính tiếp phần còn lại', en: 'the rest is counted' };
        return [{ at, text: { vi: `Hết tạm dừng (${vi}), ${how.vi}`, en: `No longer paused (${en}), ${how.en}` } }];
      }
      case 'extended':
        return [
          {
            at,
            text: { vi: 'Gia hạn thời hạn giải quyết', en: 'The limit is extended' },
            legalBasis: 'Nghị định 61/2018/NĐ-CP, Điều 19',
          },
        ];
      case 'lengthened': {
        const { reason, legalBasis } = entry;
        return [{ at, text: { vi: `Thời hạn dài hơn: ${reason.vi}`, en: `A longer limit: ${reason.en}` }, legalBasis }];
      }
      case 'recomputed': {
        const { reason, legalBasis } = entry;
        const text = { vi: `Tính lại: ${reason.vi}`, en: `Computed anew: ${reason.en}` };
        return [{ at, text, ...(legalBasis !== undefined && { legalBasis }) }];
      }
      case 'stopped':
        return [{ at, text: { vi: 'Dừng tính thời hạn', en: 'The clock stops' } }];
    }
  });
}
