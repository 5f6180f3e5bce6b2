import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agenciesQuery } from '../api/agencies.js';
import type { DataViewSearch } from '../api/data-views.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { ComboBox } from '../ui/combo-box.js';
import { DateField } from '../ui/date-field.js';
import { TextField } from '../ui/text-field.js';
import { dataViewMessages } from './data-view.messages.js';

interface DataViewSearchFormProps {
  isPending: boolean;
  onSearch: (search: DataViewSearch) => void;
}

const isDay = (text: string) => text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What to search by. It stands in no address: an identity number does not belong there. */
export function DataViewSearchForm({ isPending, onSearch }: DataViewSearchFormProps) {
  const m = useMessages(dataViewMessages);
  const text = useText();
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  const [username, setUsername] = useState('');
  const [identityNumber, setIdentityNumber] = useState('');
  const [agencyCode, setAgencyCode] = useState<string>();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [isTried, setTried] = useState(false);
  const isNumber = identityNumber === '' || /^\d{12}$/.test(identityNumber);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isNumber || !isDay(from) || !isDay(to)) return;
        onSearch({
          limit: 20,
          ...(username.trim() && { username: username.trim() }),
          ...(identityNumber && { identityNumber }),
          ...(agencyCode !== undefined && { agencyCode }),
          ...(from && { from }),
          ...(to && { to }),
        });
      }}
    >
      <TextField label={m.username} isOptional value={username} onChange={setUsername} />
      <TextField
        label={m.identityNumber}
        isOptional
        inputMode="numeric"
        value={identityNumber}
        onChange={(typed) => setIdentityNumber(typed.replaceAll(' ', ''))}
        error={isTried && !isNumber ? m.identityNumberFault : undefined}
      />
      <ComboBox
        label={m.agency}
        isOptional
        options={agencies.map(({ code, name }) => ({ value: code, label: text(name) }))}
        value={agencyCode}
        onChange={setAgencyCode}
      />
      <DateField
        label={m.from}
        isOptional
        value={from}
        onChange={setFrom}
        error={isTried && !isDay(from) ? m.dateFault : undefined}
      />
      <DateField
        label={m.to}
        isOptional
        value={to}
        onChange={setTo}
        error={isTried && !isDay(to) ? m.dateFault : undefined}
      />
      <div className="row">
        <Button type="submit" tone="primary" isPending={isPending}>
          {m.search}
        </Button>
      </div>
    </form>
  );
}
