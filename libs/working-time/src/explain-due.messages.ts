import type { Bilingual } from './calendar-definition.js';
import type { CivilDate } from './civil-date.js';
import { MINUTE_MS } from './civil-date.js';
import type { DayGround, DayPlan } from './day-plan.js';

/** The sentences that explain a due date to the citizen and the inspector. */
export const explanations = {
  startNotCounted: { vi: 'Ngày bắt đầu, không tính vào thời hạn', en: 'Day of the start, not counted' },
  startsWhenOpen: {
    vi: 'Bắt đầu ngoài giờ làm việc: tính từ giờ làm việc tiếp theo',
    en: 'Started outside working hours: counted from the next working hour',
  },
  endsWithoutCounting: {
    vi: 'Thời hạn kết thúc trong ngày làm việc này',
    en: 'The limit ends on this working day',
  },
  endsOnNextWorkingDay: {
    vi: 'Ngày cuối của thời hạn là ngày nghỉ: thời hạn kết thúc vào ngày làm việc tiếp theo',
    en: 'The last day of the limit is a day off: it ends on the next working day',
  },
  sameDay: { vi: 'Nhận trước giờ chốt: trả kết quả trong ngày', en: 'Received before the cutoff: due the same day' },
  afterCutoff: {
    vi: 'Nhận sau giờ chốt hoặc sau giờ làm việc: trả kết quả trong ngày làm việc tiếp theo',
    en: 'Received after the cutoff or after closing: due the next working day',
  },
  nextWorkingDay: { vi: 'Ngày làm việc tiếp theo', en: 'The next working day' },

  day: ({ ground, halves }: DayPlan): Bilingual =>
    ground.type === 'halfDay' && halves === 0 ? halfDayNotCounted : describe(ground),

  everyDay: (plan: DayPlan): Bilingual => {
    const { vi, en } = describe(plan.ground);
    return plan.halves > 0 ? { vi, en } : { vi: `${vi}; thời hạn tính mọi ngày`, en: `${en}; every day is counted` };
  },

  hours: (ground: DayGround, workedMs: number): Bilingual => {
    const minutes = Math.round(workedMs / MINUTE_MS);
    const { vi, en } = describe(ground);
    return {
      vi: `${vi}: tính ${duration(minutes, 'giờ', 'phút')}`,
      en: `${en}: ${duration(minutes, 'h', 'min')} counted`,
    };
  },
};

const halfDayNotCounted: Bilingual = {
  vi: 'Nửa ngày làm việc, chỉ tiếp nhận hồ sơ, không tính vào thời hạn',
  en: 'Half working day, open for intake only, not counted',
};

function describe(ground: DayGround): Bilingual {
  switch (ground.type) {
    case 'fullDay':
      return { vi: 'Ngày làm việc', en: 'Working day' };
    case 'halfDay':
      return { vi: 'Nửa ngày làm việc', en: 'Half working day' };
    case 'weeklyOff':
      return { vi: 'Nghỉ hằng tuần', en: 'Weekly day off' };
    case 'holiday': {
      const { name, compensates } = ground.holiday;
      if (compensates === undefined) return { vi: `Nghỉ lễ: ${name.vi}`, en: `Holiday: ${name.en}` };
      return {
        vi: `Nghỉ bù cho ngày ${inVietnamese(compensates)}: ${name.vi}`,
        en: `Day off in lieu of ${compensates}: ${name.en}`,
      };
    }
    case 'swappedOff':
      return {
        vi: `Nghỉ hoán đổi, làm bù vào ngày ${inVietnamese(ground.swap.worked)}`,
        en: `Swapped day off, worked on ${ground.swap.worked} instead`,
      };
    case 'swappedWorked':
      return {
        vi: `Ngày làm việc, làm bù cho ngày ${inVietnamese(ground.swap.off)}`,
        en: `Working day, worked instead of ${ground.swap.off}`,
      };
    case 'closure':
      return { vi: `Cơ quan đóng cửa: ${ground.closure.reason.vi}`, en: `Office closed: ${ground.closure.reason.en}` };
  }
}

function inVietnamese(date: CivilDate): string {
  return date.split('-').reverse().join('/');
}

function duration(minutes: number, hourWord: string, minuteWord: string): string {
  const hours = Math.floor(minutes / 60);
  const parts = [
    hours > 0 ? `${String(hours)} ${hourWord}` : '',
    minutes % 60 > 0 ? `${String(minutes % 60)} ${minuteWord}` : '',
  ];
  return parts.filter((part) => part !== '').join(' ') || `0 ${minuteWord}`;
}
