import type { Overview } from '../api/types.js';
import { civilDate, useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { overviewMessages } from './overview.messages.js';

const height = 96;
const dayWidth = 12;

/** What came and went each day: received as a bar, done as a bar beside it. */
export function DailyBars({ daily }: { daily: Overview['daily'] }) {
  const m = useMessages(overviewMessages);
  const format = useFormat();
  const most = Math.max(1, ...daily.flatMap(({ received, done }) => [received, done]));
  const sum = (pick: (day: Overview['daily'][number]) => number): string =>
    format.number(daily.reduce((total, day) => total + pick(day), 0));
  const summary = m.dailyText(
    sum(({ received }) => received),
    sum(({ done }) => done),
  );
  const [first, last] = [daily[0], daily.at(-1)];
  if (!first || !last) return null;
  return (
    <section className="stack" aria-label={m.daily}>
      <div className="row-apart">
        <h2>{m.daily}</h2>
        <p className="small legend">
          <span className="legend-received">{m.received}</span>
          <span className="legend-done">{m.done}</span>
        </p>
      </div>
      <figure className="daily">
        <svg
          viewBox={`0 0 ${daily.length * dayWidth} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={summary}
        >
          {daily.map(({ date, received, done }, index) => (
            <g key={date}>
              <title>{m.dailyDay(civilDate(date), format.number(received), format.number(done))}</title>
              <Bar className="bar-received" x={index * dayWidth + 1} share={received / most} />
              <Bar className="bar-done" x={index * dayWidth + 6} share={done / most} />
            </g>
          ))}
        </svg>
        <figcaption className="row-apart small muted tabular">
          <span>{civilDate(first.date)}</span>
          <span>{civilDate(last.date)}</span>
        </figcaption>
      </figure>
    </section>
  );
}

function Bar({ className, x, share }: { className: string; x: number; share: number }) {
  return <rect className={className} x={x} y={height - share * height} width={4.5} height={share * height} />;
}
