import { Link } from '@tanstack/react-router';
import type { CountedFigure, Figures, Named } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Table } from '../ui/table.js';
import type { FigureScope } from './figures.js';
import { overviewMessages } from './overview.messages.js';

interface Row extends Figures {
  named: Named;
  scope: FigureScope;
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
          ...(
            [
              ['inProcessOverdue', m.columnOverdue],
              ['dueSoon', m.columnSoon],
              ['inProcessPaused', m.columnPaused],
              ['inProcess', m.columnInProcess],
              ['done', m.columnDone],
            ] as const
          ).map(([figure, title]) => ({
            id: figure,
            title,
            isNumeric: true,
            cell: (row: Row) => <ListLink figure={figure} row={row} />,
          })),
          { id: 'timeliness', title: m.columnTimeliness, cell: (row) => <TimelinessBar figures={row} /> },
        ]}
      />
    </section>
  );
}

function ListLink({ figure, row }: { figure: CountedFigure; row: Row }) {
  const format = useFormat();
  const count = row[figure];
  if (count === 0) return <span className="muted">0</span>;
  return (
    <Link
      to="/overview/dossiers"
      search={{ ...row.scope, figure }}
      className={figure === 'inProcessOverdue' ? 'late' : undefined}
    >
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
