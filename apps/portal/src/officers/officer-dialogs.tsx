import { useState } from 'react';
import { endPosition, givePosition, renameOfficer } from '../api/officers.js';
import type { Officer, OfficerPosition } from '../api/types.js';
import { civilDateOf, dayAfter } from '../language/civil-date.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { DateField } from '../ui/date-field.js';
import { TextField } from '../ui/text-field.js';
import { ChangeDialog } from './change-dialog.js';
import { officersMessages } from './officers.messages.js';
import { PositionFields, positionOf, type PositionDraft } from './position-fields.js';

interface DialogProps {
  officer: Officer;
  onClose: () => void;
}

export function RenameDialog({ officer, onClose }: DialogProps) {
  const m = useMessages(officersMessages);
  const [name, setName] = useState(officer.fullName);
  return (
    <ChangeDialog
      title={m.rename}
      onClose={onClose}
      change={() => (name.trim() ? renameOfficer(officer.id, name.trim()) : undefined)}
    >
      <TextField label={m.name} autoFocus value={name} onChange={setName} error={name.trim() ? undefined : m.missing} />
    </ChangeDialog>
  );
}

export function GivePositionDialog({ officer, onClose }: DialogProps) {
  const m = useMessages(officersMessages);
  const [draft, setDraft] = useState<PositionDraft>({ from: civilDateOf(new Date()), until: '' });
  const [isTried, setTried] = useState(false);
  return (
    <ChangeDialog
      title={m.give}
      onClose={onClose}
      change={() => {
        setTried(true);
        const position = positionOf(draft);
        return position && givePosition(officer.id, position);
      }}
    >
      <PositionFields draft={draft} onChange={setDraft} isTried={isTried} />
    </ChangeDialog>
  );
}

export function EndPositionDialog({ officer, position, onClose }: DialogProps & { position: OfficerPosition }) {
  const m = useMessages(officersMessages);
  const text = useText();
  const [lastDay, setLastDay] = useState('');
  const isReadable = lastDay === '' || /^\d{4}-\d{2}-\d{2}$/.test(lastDay);
  return (
    <ChangeDialog
      title={m.endTitle}
      isDangerous
      onClose={onClose}
      change={() => {
        if (!isReadable) return undefined;
        const { agencyCode, positionCode, validFrom } = position;
        const validTo = lastDay === '' ? civilDateOf(new Date()) : dayAfter(lastDay);
        return endPosition(officer.id, { agencyCode, positionCode, validFrom, validTo });
      }}
    >
      <p>
        {text(position.title)}, {text(position.agencyName)}
      </p>
      <DateField
        label={m.lastDay}
        help={m.lastDayHelp}
        isOptional
        value={lastDay}
        onChange={setLastDay}
        error={isReadable ? undefined : m.missingDate}
      />
    </ChangeDialog>
  );
}
