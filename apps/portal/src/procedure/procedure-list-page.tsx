import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { procedureFieldsQuery, proceduresQuery } from '../api/procedures.js';
import type { ProcedureSummary } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { Badge } from '../ui/badge.js';
import { buttonClass } from '../ui/button.js';
import { EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { SearchField } from '../ui/search-field.js';
import { Select } from '../ui/select.js';
import { procedureMessages } from './procedure.messages.js';
import './procedure.css';

const typingPauseMs = 250;
const anyField = 'any';

export function ProcedureListPage() {
  const m = useMessages(procedureMessages);
  const filter = useSearch({ from: '/procedures' });
  const procedures = useInfiniteQuery(proceduresQuery(filter));
  return (
    <Page title={m.listTitle} lead={m.listLead}>
      <ProcedureFilter />
      <Loaded query={procedures}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={<SearchX size={28} />} title={m.emptyTitle}>
              <p>{m.emptyText}</p>
              <div className="row">
                <Link to="/procedures" className={buttonClass()}>
                  {m.showAll}
                </Link>
              </div>
            </EmptyState>
          ) : (
            <ul className="procedures">
              {items.map((procedure) => (
                <ProcedureItem key={procedure.code} procedure={procedure} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {procedures.hasNextPage && (
        <MoreButton isLoading={procedures.isFetchingNextPage} onMore={() => void procedures.fetchNextPage()} />
      )}
    </Page>
  );
}

function ProcedureFilter() {
  const m = useMessages(procedureMessages);
  const text = useText();
  const { q = '', field } = useSearch({ from: '/procedures' });
  const navigate = useNavigate({ from: '/procedures' });
  const fields = useQuery(procedureFieldsQuery).data?.items ?? [];
  const [typed, setTyped] = useState(q);
  useEffect(() => {
    const pause = setTimeout(() => {
      void navigate({
        search: ({ field: kept }) => ({ ...(typed && { q: typed }), ...(kept && { field: kept }) }),
        replace: true,
      });
    }, typingPauseMs);
    return () => clearTimeout(pause);
  }, [typed, navigate]);
  return (
    <div className="procedure-filter">
      <SearchField label={m.search} placeholder={m.placeholder} value={typed} onChange={setTyped} />
      <Select
        label={m.field}
        value={field ?? anyField}
        onChange={(code) => void navigate({ search: { ...(q && { q }), ...(code !== anyField && { field: code }) } })}
        options={[
          { value: anyField, label: m.allFields },
          ...fields.map(({ code, name, count }) => ({ value: code, label: `${text(name)} (${count})` })),
        ]}
      />
    </div>
  );
}

function ProcedureItem({ procedure }: { procedure: ProcedureSummary }) {
  const m = useMessages(procedureMessages);
  const text = useText();
  return (
    <li className="procedure-item">
      <Link to="/procedures/$code" params={{ code: procedure.code }} className="procedure-name">
        {text(procedure.name)}
      </Link>
      <p className="small muted">
        {text(procedure.field.name)} · {text(procedure.timeLimit.text)} · {text(procedure.feeText)}
      </p>
      <Badge tone={procedure.onlineLevel === 'none' ? 'neutral' : 'onTime'}>{m[procedure.onlineLevel]}</Badge>
    </li>
  );
}
