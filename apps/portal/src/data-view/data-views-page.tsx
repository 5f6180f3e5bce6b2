import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { searchDataViews, type DataView, type DataViewSearch } from '../api/data-views.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Page } from '../shell/page.js';
import { ProblemView } from '../shell/problem-view.js';
import { Code } from '../ui/copy-code.js';
import { EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { Table } from '../ui/table.js';
import { dataViewMessages } from './data-view.messages.js';
import { DataViewSearchForm } from './data-view-search-form.js';

/** What a search has found so far, and how it goes on. */
interface Found {
  readonly search: DataViewSearch;
  readonly items: readonly DataView[];
  readonly next: string | undefined;
}

/** An inspector's search through who looked at whose data. Nothing is searched before it is asked for, as each search is recorded. */
export function DataViewsPage() {
  const m = useMessages(dataViewMessages);
  const [found, setFound] = useState<Found>();
  const search = useMutation({
    mutationFn: async ({ wanted, before }: { wanted: DataViewSearch; before?: Found }) => {
      const { items, next } = await searchDataViews({ ...wanted, ...(before?.next && { after: before.next }) });
      return { search: wanted, items: [...(before?.items ?? []), ...items], next };
    },
    onSuccess: setFound,
  });
  return (
    <Page title={m.title} lead={m.lead} width="wide">
      <DataViewSearchForm isPending={search.isPending} onSearch={(wanted) => search.mutate({ wanted })} />
      {search.error && <ProblemView error={search.error} />}
      {found?.items.length === 0 && (
        <EmptyState icon={<SearchX size={28} />} title={m.nothingTitle}>
          <p>{m.nothingText}</p>
        </EmptyState>
      )}
      {found && found.items.length > 0 && <FoundTable items={found.items} />}
      {found?.next && (
        <MoreButton
          isLoading={search.isPending}
          onMore={() => search.mutate({ wanted: found.search, before: found })}
        />
      )}
    </Page>
  );
}

function FoundTable({ items }: { items: readonly DataView[] }) {
  const m = useMessages(dataViewMessages);
  const text = useText();
  const format = useFormat();
  return (
    <Table
      caption={m.found}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { id: 'at', title: m.at, cell: ({ shownAt }) => format.dateTime(shownAt) },
        {
          id: 'officer',
          title: m.officer,
          cell: ({ officerName, positionTitle }) => [officerName, text(positionTitle)].filter(Boolean).join(', '),
        },
        { id: 'agency', title: m.agency, cell: ({ agencyName }) => text(agencyName) },
        { id: 'purpose', title: m.purpose, cell: ({ purpose }) => text(purpose) },
        { id: 'what', title: m.what, cell: ({ what }) => m[what] },
        {
          id: 'dossier',
          title: m.dossier,
          cell: ({ dossierId, dossierNumber }) => (
            <Link to="/dossiers/$dossierId" params={{ dossierId }}>
              <Code>{dossierNumber}</Code>
            </Link>
          ),
        },
      ]}
    />
  );
}
