import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { BookOpen, Printer } from 'lucide-react';
import { agenciesQuery } from '../api/agencies.js';
import { sessionQuery } from '../api/identity.js';
import { registerBookQuery, registerBookUrl, type RegisterBookFilter } from '../api/register-book.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { buttonClass } from '../ui/button.js';
import { EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { Table } from '../ui/table.js';
import { overseenCounters, ownCounter } from './overseen-counters.js';
import { thisMonth } from './period.js';
import { RegisterBookForm } from './register-book-form.js';
import './register-book.css';
import { registerBookMessages } from './register-book.messages.js';
import { useRegisterColumns } from './register-columns.js';

/** What a counter accepted in a period, as the statutory register has it; on paper by one press. */
export function RegisterBookPage() {
  const m = useMessages(registerBookMessages);
  const profile = useQuery(sessionQuery).data;
  const search = useSearch({ from: '/register-book' });
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  const counters = profile ? overseenCounters(agencies, profile) : [];
  const own = profile ? ownCounter(counters, profile) : undefined;
  const book = { agency: own, ...thisMonth(new Date()), ...search };
  const { agency, from, to } = book;
  const filter = agency !== undefined && from <= to ? { agency, from, to } : undefined;
  return (
    <Page
      title={m.title}
      lead={<p>{m.lead}</p>}
      width="wide"
      actions={
        filter && (
          <a className={buttonClass()} href={registerBookUrl(filter)} target="_blank" rel="noreferrer">
            <Printer aria-hidden="true" size={18} />
            {m.print}
          </a>
        )
      }
    >
      <RegisterBookForm key={`${agency} ${from} ${to}`} book={book} counters={counters} />
      {filter ? (
        <Rows filter={filter} />
      ) : (
        <EmptyState icon={<BookOpen size={28} />} title={m.chooseTitle}>
          <p>{m.chooseText}</p>
        </EmptyState>
      )}
    </Page>
  );
}

function Rows({ filter }: { filter: RegisterBookFilter }) {
  const m = useMessages(registerBookMessages);
  const rows = useInfiniteQuery(registerBookQuery(filter));
  const columns = useRegisterColumns();
  return (
    <>
      <Loaded query={rows}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={<BookOpen size={28} />} title={m.emptyTitle}>
              <p>{m.emptyText}</p>
            </EmptyState>
          ) : (
            <Table caption={m.title} columns={columns} rows={items} rowKey={({ code }) => code} />
          )
        }
      </Loaded>
      {rows.hasNextPage && <MoreButton isLoading={rows.isFetchingNextPage} onMore={() => void rows.fetchNextPage()} />}
    </>
  );
}
