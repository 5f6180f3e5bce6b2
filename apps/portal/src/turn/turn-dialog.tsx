import { useState } from 'react';
import type { Dossier } from '../api/types.js';
import { ConflictBanner } from '../dossier/conflict-banner.js';
import { useTaskCommand, type ReportConflict } from '../dossier/use-task-command.js';
import { useUploads } from '../files/use-uploads.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import type { Turn, TurnForm, TurnValues } from './turn-form.js';
import { TurnFieldInput } from './turn-field-input.js';
import { turnMessages } from './turn.messages.js';

interface TurnDialogProps {
  turn: Turn;
  form: TurnForm;
  dossier: Dossier;
  onClose: () => void;
  reportConflict: ReportConflict;
}

/** Asks what a turn needs, and takes it. */
export function TurnDialog({ turn, form, dossier, onClose, reportConflict }: TurnDialogProps) {
  const m = useMessages(turnMessages);
  const [values, setValues] = useState<TurnValues>({});
  const [isTried, setTried] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const uploads = useUploads();
  const command = useTaskCommand({
    run: () => form.send(values, uploads.storedIds, idempotencyKey),
    successText: () => m.done,
    onDone: onClose,
    reportConflict,
  });
  const isMissing = ({ name, kind, isOptional }: TurnForm['fields'][number]) =>
    !isOptional && (kind === 'files' ? uploads.storedIds(name).length === 0 : !values[name]?.trim());
  return (
    <Dialog title={m[turn]} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!form.fields.some(isMissing) && !uploads.isBusy) command.mutate(undefined);
        }}
      >
        {command.error && <ConflictBanner error={command.error} />}
        <p className="small muted">{dossier.code ?? dossier.trackingNumber}</p>
        {form.fields.map((field, index) => (
          <TurnFieldInput
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            uploads={uploads}
            error={isTried && isMissing(field) ? m.missing : undefined}
            autoFocus={index === 0}
          />
        ))}
        <div className="dialog-actions">
          <Button onPress={onClose}>{m.cancel}</Button>
          <Button type="submit" tone={form.isDangerous ? 'danger' : 'primary'} isPending={command.isPending}>
            {m[turn]}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
