import type { AddKey } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { DateField } from '../ui/date-field.js';
import { TextField } from '../ui/text-field.js';
import { apiClientsMessages } from './api-clients.messages.js';
import { readPublicKey } from './public-key.js';

export interface KeyDraft {
  pasted: string;
  lastDay: string;
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What is sent for a draft; undefined while something is missing. */
export function keyOf({ pasted, lastDay }: KeyDraft): AddKey | undefined {
  const key = readPublicKey(pasted);
  return key && isDay(lastDay) ? { key, lastDay } : undefined;
}

interface KeyFieldsProps {
  draft: KeyDraft;
  onChange: (draft: KeyDraft) => void;
  isTried: boolean;
  /** The service found the key to be none that it takes. */
  isRefused: boolean;
}

/** A public key, as its agency sent it, and until when it is to hold. */
export function KeyFields({ draft, onChange, isTried, isRefused }: KeyFieldsProps) {
  const m = useMessages(apiClientsMessages);
  const isUnreadable = isTried && readPublicKey(draft.pasted) === undefined;
  return (
    <>
      <TextField
        label={m.key}
        help={m.keyHelp}
        isMultiline
        value={draft.pasted}
        onChange={(pasted) => onChange({ ...draft, pasted })}
        error={isUnreadable ? m.keyUnreadable : isRefused ? m.keyRefused : undefined}
      />
      <DateField
        label={m.lastDay}
        help={m.lastDayHelp}
        value={draft.lastDay}
        onChange={(lastDay) => onChange({ ...draft, lastDay })}
        error={isTried && !isDay(draft.lastDay) ? m.missingDate : undefined}
      />
    </>
  );
}
