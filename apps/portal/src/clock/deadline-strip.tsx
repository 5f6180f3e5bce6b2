import type { Deadline, DeadlineDay } from '../api/types.js';
import { civilDate } from '../language/format.js';
import { useLanguage, useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { clockMessages } from './clock.messages.js';
import './clock.css';

/** A small calendar: each day with whether it counted and why; the promised date is the last that did. */
export function DeadlineStrip({ deadline }: { deadline: Deadline }) {
  const m = useMessages(clockMessages);
  const lastCounted = deadline.days.findLast(isCounted)?.date;
  return (
    <section className="stack" aria-label={m.stripTitle}>
      <p className="small muted">{m.countedDays(deadline.days.filter(isCounted).length)}</p>
      <ol className="strip">
        {deadline.days.map((day) => (
          <StripDay key={day.date} day={day} isDue={day.date === lastCounted} />
        ))}
      </ol>
    </section>
  );
}

function StripDay({ day, isDue }: { day: DeadlineDay; isDue: boolean }) {
  const m = useMessages(clockMessages);
  const text = useText();
  const weekday = new Intl.DateTimeFormat(useLanguage() === 'vi' ? 'vi-VN' : 'en-GB', {
    weekday: 'short',
    timeZone: 'UTC',
  });
  const kind = isDue ? 'strip-due' : isCounted(day) ? 'strip-counted' : 'strip-skipped';
  return (
    <li className={`strip-day ${kind}`}>
      <span className="strip-date tabular">
        <span>{weekday.format(new Date(`${day.date}T00:00:00Z`))}</span>
        <strong>{civilDate(day.date).slice(0, 5)}</strong>
      </span>
      <span className="strip-state">{isDue ? m.dueDay : isCounted(day) ? m.counted : m.notCounted}</span>
      <span className="strip-reason">
        {text(day.reason)}
        {day.legalBasis && <span className="muted"> ({day.legalBasis})</span>}
      </span>
    </li>
  );
}

/** A day off and the day of the start count nothing. */
function isCounted({ counted }: DeadlineDay): boolean {
  return typeof counted === 'number' && counted > 0;
}
