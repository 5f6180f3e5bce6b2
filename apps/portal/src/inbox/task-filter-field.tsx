import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useState } from 'react';
import { procedureQuery, proceduresQuery } from '../api/procedures.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { SearchComboBox } from '../ui/combo-box.js';
import { inboxMessages } from './inbox.messages.js';

/** To which procedure the tasks are narrowed. It is in the address, so that the page can be kept and shared. */
export function TaskFilterField({ procedure }: { procedure: string | undefined }) {
  const m = useMessages(inboxMessages);
  const text = useText();
  const navigate = useNavigate({ from: '/inbox' });
  const [typed, setTyped] = useState('');
  const found = useInfiniteQuery({ ...proceduresQuery(typed.trim() ? { q: typed.trim() } : {}), enabled: !procedure });
  const chosen = useQuery({ ...procedureQuery(procedure ?? ''), enabled: procedure !== undefined });
  if (procedure !== undefined) {
    return (
      <button
        type="button"
        className="filter"
        title={m.removeFilter}
        onClick={() => void navigate({ search: ({ procedure: _dropped, ...rest }) => rest })}
      >
        {m.onlyProcedure(chosen.data ? text(chosen.data.name) : procedure)}
        <X aria-label={m.removeFilter} size={16} />
      </button>
    );
  }
  return (
    <SearchComboBox
      label={m.procedure}
      isLabelHidden
      placeholder={m.procedure}
      suggestions={(found.data ?? []).map(({ code, name }) => ({ value: code, label: text(name), note: code }))}
      isSearching={found.isFetching}
      value={typed}
      onChange={setTyped}
      onChoose={(code) => {
        setTyped('');
        void navigate({ search: (rest) => ({ ...rest, procedure: code }) });
      }}
    />
  );
}
