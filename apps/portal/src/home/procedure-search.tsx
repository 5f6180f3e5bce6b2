import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { useProcedureSuggestions } from '../procedure/use-procedure-suggestions.js';
import { Button } from '../ui/button.js';
import { SearchComboBox } from '../ui/combo-box.js';
import { homeMessages } from './home.messages.js';

/** The first thing a citizen does: type, and either take a suggestion or see all that fits. */
export function ProcedureSearch() {
  const m = useMessages(homeMessages);
  const text = useText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const { found, isSearching } = useProcedureSuggestions(typed);
  const options = found.map((procedure) => ({
    value: procedure.code,
    label: text(procedure.name),
    note: `${text(procedure.field.name)} · ${text(procedure.timeLimit.text)} · ${text(procedure.feeText)}`,
  }));
  const seeAll = () => void navigate({ to: '/procedures', search: { q: typed.trim() } });
  return (
    <div className="procedure-search">
      <SearchComboBox
        isLarge
        isLabelHidden
        label={m.search}
        placeholder={m.placeholder}
        suggestions={options}
        isSearching={isSearching}
        value={typed}
        onChange={setTyped}
        onChoose={(code) => void navigate({ to: '/procedures/$code', params: { code } })}
        onSubmit={seeAll}
      />
      <Button tone="primary" onPress={seeAll}>
        {m.searchButton}
      </Button>
    </div>
  );
}
