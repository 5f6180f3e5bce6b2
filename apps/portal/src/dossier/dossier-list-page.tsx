import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { FolderSearch } from 'lucide-react';
import { dossiersQuery } from '../api/dossiers.js';
import type { DossierSummary } from '../api/types.js';
import { Clock } from '../clock/clock.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { Code } from '../ui/copy-code.js';
import { EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { Table, type Column } from '../ui/table.js';
import { DossierListFilter } from './dossier-list-filter.js';
import { dossierListMessages } from './dossier-list.messages.js';
import './dossier-list.css';

export function DossierListPage() {
  const m = useMessages(dossierListMessages);
  const filter = useSearch({ from: '/dossiers' });
  const dossiers = useInfiniteQuery(dossiersQuery(filter));
  const columns = useColumns();
  return (
    <Page title={m.title} width="wide">
      <DossierListFilter names={dossiers.data?.[0]} />
      <Loaded query={dossiers}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={<FolderSearch size={28} />} title={m.emptyTitle}>
              <p>{m.emptyText}</p>
            </EmptyState>
          ) : (
            <Table caption={m.caption} columns={columns} rows={items} rowKey={({ id }) => id} />
          )
        }
      </Loaded>
      {dossiers.hasNextPage && (
        <MoreButton isLoading={dossiers.isFetchingNextPage} onMore={() => void dossiers.fetchNextPage()} />
      )}
    </Page>
  );
}

function useColumns(): Column<DossierSummary>[] {
  const m = useMessages(dossierListMessages);
  const text = useText();
  const format = useFormat();
  return [
    {
      id: 'code',
      title: m.code,
      cell: ({ id, code, trackingNumber }) => (
        <Link to="/dossiers/$dossierId" params={{ dossierId: id }} className="dossier-code">
          <Code>{code ?? trackingNumber}</Code>
        </Link>
      ),
    },
    { id: 'procedure', title: m.procedure, cell: ({ procedure }) => text(procedure.name) },
    { id: 'agency', title: m.agency, cell: ({ competentAgency }) => text(competentAgency.name) },
    { id: 'submitted', title: m.submitted, isNumeric: true, cell: ({ submittedAt }) => format.date(submittedAt) },
    { id: 'clock', title: m.clock, cell: ({ clock }) => <Clock clock={clock} /> },
  ];
}
