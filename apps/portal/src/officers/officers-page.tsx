import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import { agenciesQuery } from '../api/agencies.js';
import { officersQuery, officerStates, type OfficerFilter } from '../api/officers.js';
import type { ActivationCode } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { LoadedList } from '../shell/loaded-list.js';
import { Page } from '../shell/page.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { ComboBox } from '../ui/combo-box.js';
import { Code } from '../ui/copy-code.js';
import { EmptyState } from '../ui/feedback.js';
import { SearchField } from '../ui/search-field.js';
import { Select } from '../ui/select.js';
import { Table } from '../ui/table.js';
import { AddOfficerDialog } from './add-officer-dialog.js';
import { CodeDialog } from './code-dialog.js';
import { stateTone } from './officer-state.js';
import './officers.css';
import { officersMessages } from './officers.messages.js';

/** Everybody who may work on the platform. */
export function OfficersPage() {
  const m = useMessages(officersMessages);
  const text = useText();
  const filter = useSearch({ from: '/administration/officers' });
  const officers = useInfiniteQuery(officersQuery(filter));
  const [isAdding, setAdding] = useState(false);
  const [given, setGiven] = useState<{ code: ActivationCode; name: string }>();
  return (
    <Page
      title={m.title}
      lead={m.lead}
      width="wide"
      actions={
        <Button tone="primary" onPress={() => setAdding(true)}>
          {m.add}
        </Button>
      }
    >
      <OfficerFilters filter={filter} />
      <LoadedList
        query={officers}
        empty={
          <EmptyState icon={<UsersRound size={28} />} title={m.none}>
            <p>{m.noneText}</p>
          </EmptyState>
        }
      >
        {(items) => (
          <Table
            caption={m.title}
            columns={[
              {
                id: 'name',
                title: m.name,
                cell: ({ id, fullName }) => (
                  <Link to="/administration/officers/$officerId" params={{ officerId: id }}>
                    {fullName}
                  </Link>
                ),
              },
              { id: 'username', title: m.username, cell: ({ username }) => <Code>{username}</Code> },
              {
                id: 'positions',
                title: m.positions,
                cell: ({ positions }) =>
                  positions.length === 0
                    ? m.noPosition
                    : positions.map(({ title, agencyName }) => `${text(title)}, ${text(agencyName)}`).join('; '),
              },
              {
                id: 'state',
                title: m.state,
                cell: ({ state }) => <Badge tone={stateTone[state]}>{m[state]}</Badge>,
              },
            ]}
            rows={items}
            rowKey={({ id }) => id}
          />
        )}
      </LoadedList>
      {isAdding && (
        <AddOfficerDialog
          onAdded={(code, name) => {
            setAdding(false);
            setGiven({ code, name });
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {given && <CodeDialog given={given.code} name={given.name} onClose={() => setGiven(undefined)} />}
    </Page>
  );
}

function OfficerFilters({ filter }: { filter: OfficerFilter }) {
  const m = useMessages(officersMessages);
  const text = useText();
  const navigate = useNavigate({ from: '/administration/officers' });
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  const narrow = (change: OfficerFilter) =>
    void navigate({ search: (search) => ({ ...search, ...change }), replace: true });
  return (
    <div className="officer-filters">
      <SearchField label={m.search} value={filter.q ?? ''} onChange={(q) => narrow({ q: q || undefined })} />
      <ComboBox
        label={m.ofAgency}
        isOptional
        options={agencies.map(({ code, name }) => ({ value: code, label: text(name) }))}
        value={filter.agency}
        onChange={(agency) => narrow({ agency })}
      />
      <Select
        label={m.state}
        options={[{ value: '', label: m.anyState }, ...officerStates.map((value) => ({ value, label: m[value] }))]}
        value={filter.state ?? ''}
        onChange={(value) => narrow({ state: officerStates.find((state) => state === value) })}
      />
    </div>
  );
}
