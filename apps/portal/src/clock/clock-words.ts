import type { DossierClock } from '../api/types.js';
import type { Language } from '../language/language.js';
import { speak } from '../language/messages.js';
import type { BadgeTone } from '../ui/badge.js';
import { clockMessages } from './clock.messages.js';

/** A working day of the offices has eight hours: 07:00–11:00 and 13:00–17:00. */
const minutesPerDay = 8 * 60;

interface ClockWords {
  tone: BadgeTone;
  words: string;
}

/** What a clock says, in words that need no colour: `còn 2 ngày làm việc`, `quá hạn 4 giờ làm việc`. */
export function clockWords(clock: DossierClock, language: Language): ClockWords {
  const m = speak(clockMessages, language);
  switch (clock.state) {
    case 'notStarted':
      return { tone: 'neutral', words: m.notStarted };
    case 'stopped':
      if (clock.timeliness === 'early') return { tone: 'early', words: m.doneEarly };
      if (clock.timeliness === 'onTime') return { tone: 'onTime', words: m.doneOnTime };
      if (clock.timeliness === 'overdue') return { tone: 'overdue', words: m.doneOverdue };
      return { tone: 'neutral', words: m.stopped };
    case 'paused': {
      const grounds = (clock.pausedGrounds ?? []).flatMap((ground) => groundWords(ground, language) ?? []);
      return { tone: 'paused', words: grounds.length > 0 ? m.paused(grounds.join(', ')) : m.pausedPlain };
    }
    case 'overdue': {
      const late = clock.workingMinutesLeft === undefined ? 0 : -clock.workingMinutesLeft;
      return { tone: 'overdue', words: late > 0 ? m.late(workingTime(late, language)) : m.overdue };
    }
    case 'early':
    case 'onTime':
    case 'soon': {
      const left = clock.workingMinutesLeft;
      return {
        tone: clock.state === 'soon' ? 'soon' : 'onTime',
        words: left === undefined ? m.onTime : m.left(workingTime(left, language)),
      };
    }
  }
}

/** Working minutes in the largest unit that they fill; what is left over is dropped, never rounded up. */
function workingTime(minutes: number, language: Language): string {
  const m = speak(clockMessages, language);
  if (minutes >= minutesPerDay) return m.days(Math.floor(minutes / minutesPerDay));
  if (minutes >= 60) return m.hours(Math.floor(minutes / 60));
  return m.minutes(minutes);
}

/** Why a clock stands still, in a few words; a ground that a newer release named has none. */
function groundWords(ground: string, language: Language): string | undefined {
  const m = speak(clockMessages, language);
  const words: Readonly<Record<string, string>> = {
    supplement: m.groundSupplement,
    financialObligation: m.groundFinancialObligation,
    feePending: m.groundFeePending,
    consultation: m.groundConsultation,
    fieldCheck: m.groundFieldCheck,
    publicPosting: m.groundPublicPosting,
    applicantChoice: m.groundApplicantChoice,
    outage: m.groundOutage,
    forceMajeure: m.groundForceMajeure,
  };
  return words[ground];
}
