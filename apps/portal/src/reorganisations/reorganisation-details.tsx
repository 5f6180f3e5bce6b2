import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { previewedDossiersQuery, previewQuery, type Reorganisation } from '../api/reorganisations.js';
import { civilDate } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Code } from '../ui/copy-code.js';
import { Banner } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { Table } from '../ui/table.js';
import { PostponeForm } from './postpone-form.js';
import { reorganisationsMessages } from './reorganisations.messages.js';

/** What one moves: per pair of agencies, the registers, what nothing decides, and the dossiers one by one. */
export function ReorganisationDetails({ reorganisation }: { reorganisation: Reorganisation }) {
  const m = useMessages(reorganisationsMessages);
  const text = useText();
  const { code, transfers } = reorganisation;
  const preview = useQuery(previewQuery(code));
  const dossiers = useInfiniteQuery(previewedDossiersQuery(code));
  return (
    <div className="stack">
      <Loaded query={preview}>
        {({ transfers: counts, undecided, moved, agencies }) => (
          <div className="stack">
            {moved > 0 && <Banner tone="success" title={m.moved(moved)} />}
            {undecided > 0 && (
              <Banner tone="warning" title={m.undecided(undecided)}>
                <p>{m.undecidedText}</p>
              </Banner>
            )}
            <Table
              caption={m.transfers}
              rows={transfers.map((transfer) => ({
                ...transfer,
                ...counts.find(({ from, to }) => from === transfer.from && to === transfer.to),
              }))}
              rowKey={({ from, to }) => `${from} ${to}`}
              columns={[
                { id: 'from', title: m.from, cell: ({ fromName }) => text(fromName) },
                { id: 'to', title: m.to, cell: ({ toName }) => text(toName) },
                { id: 'extent', title: m.extent, cell: ({ extent }) => m[extent] },
                { id: 'officers', title: m.officers, isNumeric: true, cell: ({ officers }) => officers },
                {
                  id: 'dossiers',
                  title: m.openDossiers,
                  isNumeric: true,
                  cell: ({ openDossiers }) => openDossiers ?? 0,
                },
                { id: 'steps', title: m.openSteps, isNumeric: true, cell: ({ openSteps }) => openSteps ?? 0 },
              ]}
            />
            <Table
              caption={m.books}
              rows={agencies}
              rowKey={({ agency }) => agency.code}
              columns={[
                { id: 'agency', title: m.from, cell: ({ agency }) => text(agency.name) },
                { id: 'registered', title: m.registered, isNumeric: true, cell: ({ registered }) => registered },
                {
                  id: 'last',
                  title: m.lastNumber,
                  cell: ({ lastNumber }) =>
                    lastNumber ? m.numberOf(lastNumber.number, civilDate(lastNumber.day)) : '–',
                },
              ]}
            />
          </div>
        )}
      </Loaded>
      <Loaded query={dossiers}>
        {(items) =>
          items.length === 0 ? (
            <p className="muted">{m.noDossiers}</p>
          ) : (
            <Table
              caption={m.dossiers}
              rows={items}
              rowKey={({ dossierId }) => dossierId}
              columns={[
                { id: 'code', title: m.code, cell: (row) => <Code>{row.code ?? row.trackingNumber}</Code> },
                { id: 'from', title: m.from, cell: ({ from }) => text(from.name) },
                { id: 'to', title: m.to, cell: ({ to }) => (to ? text(to.name) : m.unknown) },
              ]}
            />
          )
        }
      </Loaded>
      {dossiers.hasNextPage && (
        <MoreButton isLoading={dossiers.isFetchingNextPage} onMore={() => void dossiers.fetchNextPage()} />
      )}
      <PostponeForm reorganisation={reorganisation} />
    </div>
  );
}
