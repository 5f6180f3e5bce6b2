import type { Deadline, DeadlineDay } from '../api/types.js';
import { civilDateOf } from '../language/civil-date.js';
import { civilDate } from '../language/format.js';
import { useLanguage, useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { clockMessages } from './clock.messages.js';
import './clock.css';

/** A small calendar: each day with whether it counted and why, up to the promised date. */
export function DeadlineStrip({ deadline }: { deadline: Deadline }) {
  const m = useMessages(clockMessages);
  const text = useText();
  // A limit that ends on a day off moves to the next working day, and one of the same day counts none.
  const dueDate = civilDateOf(new Date(deadline.dueAt));
  const counted = deadline.days.filter(isCounted).length;
  return (
    <section className="stack" aria-label={m.stripTitle}>
      {counted > 0 && <p className="small muted">{m.countedDays(counted)}</p>}
      <p className="small muted">
        {m.countedBy}{' '}
        {deadline.calendars.map(({ name, legalBasis, validFrom }, index) => (
          <span key={index}>
            {index > 0 && '; '}
            {text(name)}
            {validFrom && ` ${m.since(civilDate(validFrom))}`}
            {legalBasis && ` (${legalBasis})`}
          </span>
        ))}
      </p>
      <ol className="strip">
        {deadline.days.map((day) => (
          <StripDay key={day.date} day={day} isDue={day.date === dueDate} />
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
