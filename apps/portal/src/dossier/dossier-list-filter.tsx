import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { X } from 'lucide-react';
import type { DossierSummary } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { SearchAndViews } from '../ui/search-and-views.js';
import { dossierViews } from './dossier-views.js';
import { dossierListMessages } from './dossier-list.messages.js';

/** What the list is narrowed to; all of it is in the URL, so that a figure elsewhere can link to its list. */
export function DossierListFilter({ names }: { names: DossierSummary | undefined }) {
  const m = useMessages(dossierListMessages);
  const text = useText();
  const { q, agency, procedure } = useSearch({ from: '/dossiers' });
  const navigate = useNavigate({ from: '/dossiers' });
  return (
    <div className="stack">
      <SearchAndViews
        searchLabel={m.search}
        query={q}
        onSearch={(words) =>
          void navigate({ search: ({ q: _dropped, ...rest }) => ({ ...rest, ...(words && { q: words }) }) })
        }
        viewsLabel={m.view}
        views={[undefined, ...dossierViews].map((name) => (
          <li key={name ?? 'all'}>
            <Link
              to="/dossiers"
              search={({ view: _dropped, ...rest }) => ({ ...rest, ...(name && { view: name }) })}
              activeOptions={{ exact: true }}
              className="view"
            >
              {name ? m[name] : m.all}
            </Link>
          </li>
        ))}
      />
      {agency && (
        <Link to="/dossiers" search={({ agency: _dropped, ...rest }) => rest} className="filter" title={m.remove}>
          {m.onlyAgency(names ? text(names.competentAgency.name) : agency)}
          <X aria-label={m.remove} size={16} />
        </Link>
      )}
      {procedure && (
        <Link to="/dossiers" search={({ procedure: _dropped, ...rest }) => rest} className="filter" title={m.remove}>
          {m.onlyProcedure(names ? text(names.procedure.name) : procedure)}
          <X aria-label={m.remove} size={16} />
        </Link>
      )}
    </div>
  );
}
