import { Link } from '@tanstack/react-router';
import { CircleCheck, CirclePause, ClockAlert, Star, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CountedFigure, Figures } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import type { FigureScope } from './figures.js';
import { overviewMessages } from './overview.messages.js';

interface TotalsProps {
  totals: Figures;
  scope: FigureScope;
}

/** Late and at risk first, then what came and went and how; each number opens its list. */
export function TotalFigures({ totals, scope }: TotalsProps) {
  const m = useMessages(overviewMessages);
  const format = useFormat();
  const isLate = totals.inProcessOverdue > 0;
  const counted = (figure: CountedFigure) => ({
    figure,
    scope,
    value: format.number(totals[figure]),
    title: m[figure],
  });
  return (
    <>
      <div className="totals">
        <section aria-label={m.attention} className="totals-attention">
          <h2>{m.attention}</h2>
          <div className="figures">
            <Figure
              {...counted('inProcessOverdue')}
              title={isLate ? m.inProcessOverdue : m.overdueNone}
              tone={isLate ? 'overdue' : 'onTime'}
              icon={isLate ? <TriangleAlert aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
            />
            <Figure {...counted('dueSoon')} tone="soon" icon={<ClockAlert aria-hidden="true" />} />
            <Figure {...counted('inProcessPaused')} tone="paused" icon={<CirclePause aria-hidden="true" />} />
          </div>
        </section>
        <section aria-label={m.figures}>
          <h2>{m.figures}</h2>
          <div className="figures">
            <Figure {...counted('received')} />
            {totals.reopened > 0 && <Figure {...counted('reopened')} />}
            <Figure {...counted('inProcess')} />
            <Figure {...counted('done')} />
            {totals.done > 0 && (
              <Figure
                figure="done"
                scope={scope}
                value={format.percent((totals.doneEarly + totals.doneOnTime) / totals.done)}
                title={m.doneOnTimeShare}
              />
            )}
          </div>
        </section>
      </div>
      <div className="totals">
        <section aria-label={m.endings}>
          <h2>{m.endings}</h2>
          <div className="figures figures-small">
            {(['doneEarly', 'doneOnTime', 'doneOverdue', 'declined', 'withdrawn', 'stopped'] as const).map((figure) => (
              <Figure key={figure} {...counted(figure)} />
            ))}
          </div>
        </section>
        <Quality totals={totals} scope={scope} />
      </div>
      <Fees totals={totals} />
    </>
  );
}

const alwaysOfQuality = ['supplements', 'extended', 'consulted'] as const;
const sometimesOfQuality = ['supplementsOverLimit', 'silences', 'corrected'] as const;

/** What citizens and other agencies were asked for, and what citizens think of it. */
function Quality({ totals, scope }: TotalsProps) {
  const m = useMessages(overviewMessages);
  const format = useFormat();
  const shown = [...alwaysOfQuality, ...sometimesOfQuality.filter((figure) => totals[figure] > 0)];
  const { ratings, ratingPoints, ratingOf } = totals;
  return (
    <section aria-label={m.quality}>
      <h2>{m.quality}</h2>
      <div className="figures figures-small">
        {shown.map((figure) => (
          <Figure key={figure} figure={figure} scope={scope} value={format.number(totals[figure])} title={m[figure]} />
        ))}
        <Figure
          figure="ratings"
          scope={scope}
          value={ratingOf > 0 ? format.percent(ratingPoints / ratingOf) : '–'}
          title={ratings > 0 ? `${m.averageRating} (${format.number(ratings)})` : m.noRating}
          icon={<Star aria-hidden="true" size={18} />}
        />
      </div>
    </section>
  );
}

/** Sums, which have no list of their own. */
function Fees({ totals: { feeAssessedVnd, feePaidVnd, feeRefundedVnd } }: { totals: Figures }) {
  const m = useMessages(overviewMessages);
  const format = useFormat();
  if (feeAssessedVnd + feePaidVnd + feeRefundedVnd === 0) return null;
  const sums = [
    { title: m.feeAssessed, amountVnd: feeAssessedVnd },
    { title: m.feePaid, amountVnd: feePaidVnd },
    { title: m.feeRefunded, amountVnd: feeRefundedVnd },
  ];
  return (
    <section aria-label={m.fees}>
      <h2>{m.fees}</h2>
      <dl className="figures figures-small">
        {sums.map(({ title, amountVnd }) => (
          <div key={title} className="figure figure-sum">
            <dd className="figure-value tabular">{format.money(amountVnd)}</dd>
            <dt>{title}</dt>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface FigureProps {
  figure: CountedFigure;
  scope: FigureScope;
  value: string;
  title: string;
  tone?: 'overdue' | 'soon' | 'onTime' | 'paused';
  icon?: ReactNode;
}

function Figure({ figure, scope, value, title, tone, icon }: FigureProps) {
  return (
    <Link to="/overview/dossiers" search={{ ...scope, figure }} className={tone ? `figure figure-${tone}` : 'figure'}>
      <span className="figure-value tabular">
        {icon}
        {value}
      </span>
      <span>{title}</span>
    </Link>
  );
}
