import { Link } from '@tanstack/react-router';
import type { DossierFilter } from '../api/dossiers.js';
import type { Figures, Named } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Table } from '../ui/table.js';
import { overviewMessages } from './overview.messages.js';

interface Row extends Figures {
  named: Named;
  filter: DossierFilter;
}

interface FiguresTableProps {
  title: string;
  nameTitle: string;
  rows: readonly Row[];
}

/** The figures row by row, the latest agencies or procedures on top. */
export function FiguresTable({ title, nameTitle, rows }: FiguresTableProps) {
  const m = useMessages(overviewMessages);
  const text = useText();
  const worstFirst = rows.toSorted((a, b) => b.inProcessOverdue - a.inProcessOverdue || b.inProcess - a.inProcess);
  return (
    <section className="stack" aria-label={title}>
      <h2>{title}</h2>
      <Table
        caption={title}
        rows={worstFirst}
        rowKey={({ named }) => named.code}
        columns={[
          { id: 'name', title: nameTitle, cell: ({ named }) => text(named.name) },
          {
            id: 'overdue',
            title: m.columnOverdue,
            isNumeric: true,
            cell: (row) => <ListLink count={row.inProcessOverdue} filter={{ ...row.filter, view: 'overdue' }} isLate />,
          },
          {
            id: 'soon',
            title: m.columnSoon,
            isNumeric: true,
            cell: (row) => <ListLink count={row.dueSoon} filter={{ ...row.filter, view: 'onTime' }} />,
          },
          {
            id: 'inProcess',
            title: m.columnInProcess,
            isNumeric: true,
            cell: (row) => <ListLink count={row.inProcess} filter={{ ...row.filter, view: 'open' }} />,
          },
          {
            id: 'done',
            title: m.columnDone,
            isNumeric: true,
            cell: (row) => <ListLink count={row.done} filter={{ ...row.filter, view: 'done' }} />,
          },
          { id: 'timeliness', title: m.columnTimeliness, cell: (row) => <TimelinessBar figures={row} /> },
        ]}
      />
    </section>
  );
}

function ListLink({ count, filter, isLate }: { count: number; filter: DossierFilter; isLate?: boolean }) {
  const format = useFormat();
  if (count === 0) return <span className="muted">0</span>;
  return (
    <Link to="/dossiers" search={filter} className={isLate ? 'late' : undefined}>
      {format.number(count)}
    </Link>
  );
}

/** How the finished ones stood against their promised dates, as shares of one bar. */
function TimelinessBar({ figures: { doneEarly, doneOnTime, doneOverdue, done } }: { figures: Figures }) {
  const m = useMessages(overviewMessages);
  const format = useFormat();
  if (done === 0) return <span className="muted">–</span>;
  const words = m.timeliness(format.number(doneEarly), format.number(doneOnTime), format.number(doneOverdue));
  const parts = [
    { className: 'bar-early', count: doneEarly, before: 0 },
    { className: 'bar-on-time', count: doneOnTime, before: doneEarly },
    { className: 'bar-overdue', count: doneOverdue, before: doneEarly + doneOnTime },
  ];
  return (
    <svg className="timeliness" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={words}>
      <title>{words}</title>
      {parts.map(({ className, count, before }) => (
        <rect
          key={className}
          className={className}
          x={(before / done) * 100}
          width={(count / done) * 100}
          height="10"
        />
      ))}
    </svg>
  );
}
