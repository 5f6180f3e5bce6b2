import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Named } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { ComboBox } from '../ui/combo-box.js';
import { DateField } from '../ui/date-field.js';
import { registerBookMessages } from './register-book.messages.js';

interface RegisterBookFormProps {
  book: { agency: string | undefined; from: string; to: string };
  counters: readonly Named[];
}

const civilDate = /^\d{4}-\d{2}-\d{2}$/;

/** Whose register and which days; all of it is in the address once it is shown. */
export function RegisterBookForm({ book, counters }: RegisterBookFormProps) {
  const m = useMessages(registerBookMessages);
  const text = useText();
  const navigate = useNavigate({ from: '/register-book' });
  const [agency, setAgency] = useState(book.agency);
  const [from, setFrom] = useState(book.from);
  const [to, setTo] = useState(book.to);
  const [isTried, setTried] = useState(false);
  const faults = {
    agency: agency === undefined ? m.agencyMissing : undefined,
    from: civilDate.test(from) ? undefined : m.dateMissing,
    to: !civilDate.test(to) ? m.dateMissing : to < from ? m.wrongOrder : undefined,
  };
  return (
    <form
      className="register-form no-print"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (agency === undefined || faults.from || faults.to) return;
        void navigate({ search: { agency, from, to } });
      }}
    >
      <ComboBox
        label={m.agency}
        options={counters.map(({ code, name }) => ({ value: code, label: text(name) }))}
        value={agency}
        onChange={setAgency}
        error={isTried ? faults.agency : undefined}
      />
      <DateField label={m.from} value={from} onChange={setFrom} error={isTried ? faults.from : undefined} />
      <DateField label={m.to} value={to} onChange={setTo} error={isTried ? faults.to : undefined} />
      <div>
        <Button type="submit" tone="primary">
          {m.show}
        </Button>
      </div>
    </form>
  );
}
