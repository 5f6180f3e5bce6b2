import { useState } from 'react';
import { parseCivilDate } from '../language/civil-date.js';
import { civilDate } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import type { FieldProps } from './field.js';
import { TextField } from './text-field.js';
import { uiMessages } from './ui.messages.js';

interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or what was typed so far when that is no date yet. */
  value: string;
  onChange: (value: string) => void;
  id?: string;
}

/** A date typed as day/month/year: faster than picking for a birthday, and every keyboard can do it. */
export function DateField({ value, onChange, help, ...rest }: DateFieldProps) {
  const m = useMessages(uiMessages);
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (/^\d{4}-\d{2}-\d{2}$/.test(value) ? civilDate(value) : value);
  return (
    <TextField
      {...rest}
      help={help ?? m.dateHelp}
      inputMode="numeric"
      placeholder={m.datePattern}
      value={shown}
      onChange={(text) => {
        setTyped(text);
        onChange(parseCivilDate(text) ?? text);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
