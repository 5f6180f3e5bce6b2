import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { FolderSearch } from 'lucide-react';
import { figureListQuery } from '../api/overview.js';
import type { CountedDossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { Badge, type BadgeTone } from '../ui/badge.js';
import { Code } from '../ui/copy-code.js';
import { EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { Table, type Column } from '../ui/table.js';
import { isStanding } from './figures.js';
import { overviewMessages } from './overview.messages.js';
import { defaultDays, periodOf } from './period.js';
import './overview.css';

/** The dossiers behind a figure of the overview: as many as it says. */
export function FigureListPage() {
  const m = useMessages(overviewMessages);
  const text = useText();
  const format = useFormat();
  const { figure = 'received', days = defaultDays, agency, procedure } = useSearch({ from: '/overview/dossiers' });
  const narrowed = { figure, ...(agency && { agency }), ...(procedure && { procedure }) };
  const list = useInfiniteQuery(figureListQuery({ ...narrowed, ...periodOf(days, new Date()) }));
  const columns = useColumns(isStanding(figure) ? m.columnAccepted : m.columnAt);
  const names = list.data?.names;
  const lead = [
    isStanding(figure) ? m.listNow : m.listPeriod(format.number(days)),
    ...(names?.agency ? [text(names.agency.name)] : []),
    ...(names?.procedure ? [text(names.procedure.name)] : []),
  ];
  return (
    <Page
      title={m.listTitle(m[figure])}
      lead={<p className="small">{lead.join(' · ')}</p>}
      width="wide"
      actions={
        <Link to="/overview" search={{ days, ...(agency && { agency }) }}>
          {m.back}
        </Link>
      }
    >
      <Loaded query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<FolderSearch size={28} />} title={m.listEmptyTitle}>
              <p>{m.listEmptyText}</p>
            </EmptyState>
          ) : (
            <Table
              caption={m.listTitle(m[figure])}
              columns={columns}
              rows={items.map((item, index) => ({ ...item, index }))}
              rowKey={({ dossierId, index }) => `${dossierId} ${index}`}
            />
          )
        }
      </Loaded>
      {list.hasNextPage && <MoreButton isLoading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
    </Page>
  );
}

function useColumns(whenTitle: string): Column<CountedDossier & { index: number }>[] {
  const m = useMessages(overviewMessages);
  const text = useText();
  const format = useFormat();
  return [
    {
      id: 'code',
      title: m.columnCode,
      cell: ({ dossierId, code, trackingNumber }) => (
        <Link to="/dossiers/$dossierId" params={{ dossierId }} className="dossier-code">
          <Code>{code ?? trackingNumber ?? dossierId}</Code>
        </Link>
      ),
    },
    { id: 'procedure', title: m.procedure, cell: ({ procedure }) => text(procedure.name) },
    { id: 'agency', title: m.agency, cell: ({ agency }) => text(agency.name) },
    { id: 'at', title: whenTitle, isNumeric: true, cell: ({ at }) => format.dateTime(at) },
    {
      id: 'due',
      title: m.columnDue,
      isNumeric: true,
      cell: ({ dueAt, originalDueAt }) => (
        <span className="due">
          {dueAt ? format.dateTime(dueAt) : '–'}
          {originalDueAt && <span className="small muted">{m.firstDue(format.date(originalDueAt))}</span>}
        </span>
      ),
    },
    { id: 'state', title: m.columnState, cell: (dossier) => <State dossier={dossier} /> },
  ];
}

/** How a dossier stands now; the figure may be of an earlier moment. */
function State({ dossier: { dueAt, pausedAt, endedAs, timeliness } }: { dossier: CountedDossier }) {
  const m = useMessages(overviewMessages);
  const tones: Record<NonNullable<typeof timeliness>, BadgeTone> = {
    early: 'early',
    onTime: 'onTime',
    overdue: 'overdue',
  };
  const timed = { early: m.doneEarly, onTime: m.doneOnTime, overdue: m.doneOverdue };
  if (endedAs) {
    return (
      <Badge tone={timeliness ? tones[timeliness] : 'neutral'}>
        {timeliness ? `${m[endedAs]}, ${timed[timeliness]}` : m[endedAs]}
      </Badge>
    );
  }
  if (!dueAt) return <Badge tone="neutral">{m.notAccepted}</Badge>;
  if (pausedAt) return <Badge tone="paused">{m.inProcessPaused}</Badge>;
  const isLate = new Date(dueAt) < new Date();
  return <Badge tone={isLate ? 'overdue' : 'onTime'}>{isLate ? m.inProcessOverdue : m.inProcess}</Badge>;
}
