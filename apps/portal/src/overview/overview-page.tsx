import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { ChartNoAxesColumn } from 'lucide-react';
import { overviewQuery } from '../api/overview.js';
import type { Overview } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { EmptyState } from '../ui/feedback.js';
import { DailyBars } from './daily-bars.js';
import { FiguresTable } from './figures-table.js';
import '../ui/views.css';
import './overview.css';
import { overviewMessages } from './overview.messages.js';
import { defaultDays, periodLengths, periodOf } from './period.js';
import { TotalFigures } from './total-figures.js';

export function OverviewPage() {
  const m = useMessages(overviewMessages);
  const text = useText();
  const format = useFormat();
  const { days = defaultDays, agency } = useSearch({ from: '/overview' });
  const overview = useQuery(overviewQuery({ ...periodOf(days, new Date()), ...(agency && { agency }) }));
  return (
    <Page
      title={overview.data?.agency ? `${m.title}: ${text(overview.data.agency.name)}` : m.title}
      lead={overview.data && <p className="small">{m.asOf(format.dateTime(overview.data.asOf))}</p>}
      width="wide"
      actions={<PeriodChoice days={days} />}
    >
      <Loaded query={overview}>{(loaded) => <OverviewBody overview={loaded} />}</Loaded>
    </Page>
  );
}

function PeriodChoice({ days }: { days: number }) {
  const m = useMessages(overviewMessages);
  return (
    <nav aria-label={m.period}>
      <ul className="views">
        {periodLengths.map((length) => (
          <li key={length}>
            <Link
              to="/overview"
              search={(rest) => ({ ...rest, days: length })}
              className="view"
              aria-current={length === days ? 'true' : undefined}
            >
              {m.days(length)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function OverviewBody({ overview }: { overview: Overview }) {
  const m = useMessages(overviewMessages);
  const { days } = useSearch({ from: '/overview' });
  const scope = { ...(days && { days }), ...(overview.agency && { agency: overview.agency.code }) };
  const { received, inProcess, done, declined, withdrawn, consulted } = overview.totals;
  if (received + inProcess + done + declined + withdrawn + consulted === 0) {
    return (
      <EmptyState icon={<ChartNoAxesColumn size={28} />} title={m.emptyTitle}>
        <p>{m.emptyText}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <TotalFigures totals={overview.totals} scope={scope} />
      <DailyBars daily={overview.daily} />
      <FiguresTable
        title={m.byAgency}
        nameTitle={m.agency}
        rows={overview.byAgency.map((row) => ({
          ...row,
          named: row.agency,
          scope: { ...scope, agency: row.agency.code },
        }))}
      />
      <FiguresTable
        title={m.byProcedure}
        nameTitle={m.procedure}
        rows={overview.byProcedure.map((row) => ({
          ...row,
          named: row.procedure,
          scope: { ...scope, procedure: row.procedure.code },
        }))}
      />
    </>
  );
}
