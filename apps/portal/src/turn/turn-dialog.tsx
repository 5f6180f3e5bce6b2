import { useState } from 'react';
import type { Dossier } from '../api/types.js';
import { ConflictBanner } from '../dossier/conflict-banner.js';
import { useTaskCommand, type ReportConflict } from '../dossier/use-task-command.js';
import { useUploads } from '../files/use-uploads.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Banner } from '../ui/feedback.js';
import { faultOf } from './field-fault.js';
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
  const [values, setValues] = useState<TurnValues>(form.initial ?? {});
  const [isTried, setTried] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const uploads = useUploads();
  const command = useTaskCommand({
    run: () => form.send(values, uploads.storedIds, idempotencyKey),
    successText: () => form.done,
    onDone: onClose,
    reportConflict,
  });
  const fields = form.fields(values);
  const faults = new Map(
    fields.flatMap((field) => {
      const fault = faultOf(field, values[field.name] ?? '', uploads.storedIds(field.name).length);
      return fault ? [[field.name, m[fault]] as const] : [];
    }),
  );
  const wholeFault = uploads.isBusy ? m.stillUploading : form.fault?.(values, uploads.storedIds);
  return (
    <Dialog title={m[turn]} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (faults.size === 0 && wholeFault === undefined) command.mutate(undefined);
        }}
      >
        <p className="small muted">
          {dossier.code ?? dossier.trackingNumber}
          {form.lead && <> · {form.lead}</>}
        </p>
        {fields.map((field, index) => (
          <TurnFieldInput
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            uploads={uploads}
            error={isTried ? faults.get(field.name) : undefined}
            autoFocus={index === 0}
          />
        ))}
        {isTried && faults.size === 0 && wholeFault && <Banner tone="error" title={wholeFault} />}
        {command.error && <ConflictBanner error={command.error} />}
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
