import { Link } from '@tanstack/react-router';
import { CircleCheck, ClockAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Figures } from '../api/types.js';
import type { DossierFilter } from '../api/dossiers.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { overviewMessages } from './overview.messages.js';

/** Late and at risk first, then what came and went; each number opens its list. */
export function TotalFigures({ totals, scope }: { totals: Figures; scope: DossierFilter }) {
  const m = useMessages(overviewMessages);
  const format = useFormat();
  const late = totals.inProcessOverdue;
  return (
    <div className="totals">
      <section aria-label={m.attention} className="totals-attention">
        <h2>{m.attention}</h2>
        <div className="figures">
          <Figure
            filter={{ ...scope, view: 'overdue' }}
            value={format.number(late)}
            title={late > 0 ? m.overdue : m.overdueNone}
            tone={late > 0 ? 'overdue' : 'onTime'}
            icon={late > 0 ? <TriangleAlert aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
          />
          <Figure
            filter={{ ...scope, view: 'onTime' }}
            value={format.number(totals.dueSoon)}
            title={m.dueSoon}
            tone="soon"
            icon={<ClockAlert aria-hidden="true" />}
          />
        </div>
      </section>
      <section aria-label={m.figures}>
        <h2>{m.figures}</h2>
        <div className="figures">
          <Figure filter={{ ...scope, view: 'received' }} value={format.number(totals.received)} title={m.received} />
          <Figure filter={{ ...scope, view: 'open' }} value={format.number(totals.inProcess)} title={m.inProcess} />
          <Figure filter={{ ...scope, view: 'done' }} value={format.number(totals.done)} title={m.done} />
          {totals.done > 0 && (
            <Figure
              filter={{ ...scope, view: 'done' }}
              value={format.percent((totals.doneEarly + totals.doneOnTime) / totals.done)}
              title={m.doneOnTimeShare}
            />
          )}
        </div>
      </section>
    </div>
  );
}

interface FigureProps {
  filter: DossierFilter;
  value: string;
  title: string;
  tone?: 'overdue' | 'soon' | 'onTime';
  icon?: ReactNode;
}

function Figure({ filter, value, title, tone, icon }: FigureProps) {
  return (
    <Link to="/dossiers" search={filter} className={tone ? `figure figure-${tone}` : 'figure'}>
      <span className="figure-value tabular">
        {icon}
        {value}
      </span>
      <span>{title}</span>
    </Link>
  );
}
