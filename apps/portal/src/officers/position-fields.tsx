import { useQuery } from '@tanstack/react-query';
import { agenciesQuery } from '../api/agencies.js';
import { positionsQuery, type NewPosition } from '../api/officers.js';
import { dayAfter } from '../language/civil-date.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { ComboBox } from '../ui/combo-box.js';
import { DateField } from '../ui/date-field.js';
import { officersMessages } from './officers.messages.js';

/** A position as far as it has been filled in; days are civil dates once they can be read. */
export interface PositionDraft {
  agencyCode?: string | undefined;
  positionCode?: string | undefined;
  from: string;
  /** The last day; empty while open. */
  until: string;
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What is sent for a draft; undefined while something is missing. */
export function positionOf({ agencyCode, positionCode, from, until }: PositionDraft): NewPosition | undefined {
  if (!agencyCode || !positionCode || !isDay(from) || (until !== '' && !isDay(until))) return undefined;
  return { agencyCode, positionCode, validFrom: from, ...(until !== '' && { validTo: dayAfter(until) }) };
}

interface PositionFieldsProps {
  draft: PositionDraft;
  onChange: (draft: PositionDraft) => void;
  /** Somebody wanted to send it already. */
  isTried: boolean;
}

/** An agency, one of the positions that its kind has, and from when to when. */
export function PositionFields({ draft, onChange, isTried }: PositionFieldsProps) {
  const m = useMessages(officersMessages);
  const text = useText();
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  const positions = useQuery(positionsQuery).data?.items ?? [];
  const kind = agencies.find(({ code }) => code === draft.agencyCode)?.kind;
  const fitting = positions.filter(({ agencyKinds }) => kind === undefined || agencyKinds.includes(kind));
  return (
    <>
      <ComboBox
        label={m.agency}
        options={agencies.map(({ code, name }) => ({ value: code, label: text(name) }))}
        value={draft.agencyCode}
        onChange={(agencyCode) => onChange({ ...draft, agencyCode, positionCode: undefined })}
        error={isTried && !draft.agencyCode ? m.missing : undefined}
      />
      <ComboBox
        label={m.position}
        options={fitting.map(({ code, title }) => ({ value: code, label: text(title) }))}
        value={draft.positionCode}
        onChange={(positionCode) => onChange({ ...draft, positionCode })}
        error={isTried && !draft.positionCode ? m.missing : undefined}
      />
      <DateField
        label={m.from}
        value={draft.from}
        onChange={(from) => onChange({ ...draft, from })}
        error={isTried && !isDay(draft.from) ? m.missingDate : undefined}
      />
      <DateField
        label={m.until}
        help={m.untilHelp}
        isOptional
        value={draft.until}
        onChange={(until) => onChange({ ...draft, until })}
        error={isTried && draft.until !== '' && !isDay(draft.until) ? m.missingDate : undefined}
      />
    </>
  );
}
