import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX, Clock3, RotateCw } from 'lucide-react';
import type { PortalDossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useLanguage, useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy-code.js';
import { Table, type Column } from '../ui/table.js';
import { durationInWords } from './duration.js';
import { nationalPortalMessages } from './national-portal.messages.js';
import { useStateName } from './state-name.js';

interface PortalTableProps {
  rows: readonly PortalDossier[];
  isPending: boolean;
  onResend: (dossierId: string) => void;
}

export function PortalTable({ rows, isPending, onResend }: PortalTableProps) {
  const m = useMessages(nationalPortalMessages);
  const text = useText();
  const columns: Column<PortalDossier>[] = [
    {
      id: 'dossier',
      title: m.dossier,
      cell: ({ dossierId, number, code, trackingNumber }) => (
        <span className="stack-tight">
          <Link to="/dossiers/$dossierId" params={{ dossierId }} className="portal-number">
            <Code>{number}</Code>
          </Link>
          <span className="small muted">{code ?? trackingNumber}</span>
        </span>
      ),
    },
    {
      id: 'procedure',
      title: m.procedure,
      cell: ({ procedure, competentAgency }) => (
        <span className="stack-tight">
          <span>{text(procedure.name)}</span>
          <span className="small muted">{text(competentAgency.name)}</span>
        </span>
      ),
    },
    { id: 'ours', title: m.ours, cell: (row) => <Ours row={row} /> },
    { id: 'theirs', title: m.theirs, cell: (row) => <Theirs row={row} /> },
    { id: 'lag', title: m.lag, cell: (row) => <Lag row={row} /> },
    {
      id: 'action',
      title: m.action,
      cell: ({ dossierId, number, waiting, isDiffering }) =>
        (waiting > 0 || isDiffering) && (
          <Button
            icon={<RotateCw aria-hidden="true" />}
            aria-label={m.resendOf(number)}
            isPending={isPending}
            onPress={() => onResend(dossierId)}
          >
            {m.resend}
          </Button>
        ),
    },
  ];
  return <Table caption={m.caption} columns={columns} rows={rows} rowKey={({ dossierId }) => dossierId} />;
}

function Ours({ row }: { row: PortalDossier }) {
  const m = useMessages(nationalPortalMessages);
  const format = useFormat();
  const nameOf = useStateName();
  return (
    <span className="stack-tight">
      <span>{nameOf(row.ourState)}</span>
      <span className="small muted tabular">{m.since(format.dateTime(row.ourStateAt))}</span>
    </span>
  );
}

function Theirs({ row: { theirs } }: { row: PortalDossier }) {
  const m = useMessages(nationalPortalMessages);
  const format = useFormat();
  const nameOf = useStateName();
  if (!theirs) return <span className="muted">{m.nothingYet}</span>;
  return (
    <span className="stack-tight">
      <span>{theirs.state ? nameOf(theirs.state) : m.unknownState(theirs.code)}</span>
      <span className="small muted tabular">{format.dateTime(theirs.saidAt)}</span>
    </span>
  );
}

function Lag({ row }: { row: PortalDossier }) {
  const m = useMessages(nationalPortalMessages);
  const language = useLanguage();
  return (
    <span className="stack-tight">
      <span className="row">
        <LagBadge row={row} />
      </span>
      {row.lagSeconds !== undefined && (
        <span className="small tabular">
          {durationInWords(row.lagSeconds, language)} · {m.waiting(row.waiting)}
        </span>
      )}
      {row.attempts > 0 && <span className="small muted">{m.attempts(row.attempts)}</span>}
      {row.fault && (
        <span className="small code portal-fault">
          <span className="visually-hidden">{m.fault}: </span>
          {row.fault.words}
        </span>
      )}
    </span>
  );
}

function LagBadge({ row }: { row: PortalDossier }) {
  const m = useMessages(nationalPortalMessages);
  if (row.isRefused) {
    return (
      <Badge tone="overdue" icon={<CircleX aria-hidden="true" />}>
        {m.refused}
      </Badge>
    );
  }
  if (row.isLagging || row.waiting > 0) {
    return (
      <Badge tone={row.isLagging ? 'soon' : 'neutral'} icon={<Clock3 aria-hidden="true" />}>
        {row.isLagging ? m.lagging : m.waiting(row.waiting)}
      </Badge>
    );
  }
  return row.isDiffering ? (
    <Badge tone="soon">{m.differing}</Badge>
  ) : (
    <Badge tone="onTime" icon={<CircleCheck aria-hidden="true" />}>
      {m.inStep}
    </Badge>
  );
}
