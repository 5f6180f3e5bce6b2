import { useState } from 'react';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { useProcedureSuggestions } from '../procedure/use-procedure-suggestions.js';
import { SearchComboBox } from '../ui/combo-box.js';
import { counterMessages } from './counter.messages.js';

export function ProcedurePicker({ onChoose }: { onChoose: (code: string) => void }) {
  const m = useMessages(counterMessages);
  const text = useText();
  const [typed, setTyped] = useState('');
  const { found, isSearching } = useProcedureSuggestions(typed, 'counter');
  return (
    <SearchComboBox
      isLarge
      autoFocus
      label={m.procedure}
      placeholder={m.procedurePlaceholder}
      value={typed}
      onChange={setTyped}
      onChoose={onChoose}
      onSubmit={() => {
        const [first] = found;
        if (first) onChoose(first.code);
      }}
      isSearching={isSearching}
      suggestions={found.map((procedure) => ({
        value: procedure.code,
        label: text(procedure.name),
        note: `${procedure.code} · ${text(procedure.field.name)}`,
      }))}
    />
  );
}
