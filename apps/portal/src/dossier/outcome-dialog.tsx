import { useState } from 'react';
import { completeTask } from '../api/tasks.js';
import type { CompleteTask, Dossier, Task, TaskOutcome } from '../api/types.js';
import { UploadList } from '../files/upload-list.js';
import { useUploads } from '../files/use-uploads.js';
import { HandoverFields } from '../handover/handover-fields.js';
import { handoverFaults, handoverOf, newHandover } from '../handover/handover.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/text-field.js';
import { ConflictBanner } from './conflict-banner.js';
import { dossierMessages } from './dossier.messages.js';
import { useTaskCommand, type ReportConflict } from './use-task-command.js';

interface OutcomeDialogProps {
  task: Task;
  dossier: Dossier;
  outcome: TaskOutcome | undefined;
  onClose: () => void;
  reportConflict: ReportConflict;
}

const resultFiles = 'result';

/** Completes a task: with a reason where the outcome wants one, the files of the result or opinion, and how it is handed over. */
export function OutcomeDialog({ task, dossier, outcome, onClose, reportConflict }: OutcomeDialogProps) {
  const m = useMessages(dossierMessages);
  const text = useText();
  const [note, setNote] = useState('');
  const [handover, setHandover] = useState(() => newHandover(dossier));
  const [isTried, setTried] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const uploads = useUploads();
  const complete = useTaskCommand({
    run: (input: CompleteTask) => completeTask(task, input, idempotencyKey),
    successText: () => m.completed,
    onDone: onClose,
    reportConflict,
  });
  const { kind } = task.step;
  const needsNote = outcome?.requiresNote ?? false;
  const isDelivery = kind === 'deliver';
  const takesFiles = kind === 'consult' || (kind === 'approve' && outcome?.tone !== 'neutral');
  const filesLabel = kind === 'consult' ? m.opinionFiles : m.resultFiles;
  const faults = isDelivery ? handoverFaults(handover) : new Set<never>();
  const isReady = (!needsNote || note.trim() !== '') && faults.size === 0 && !uploads.isBusy;
  return (
    <Dialog title={outcome ? text(outcome.name) : text(task.step.name)} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!isReady) return;
          const resultFileIds = uploads.storedIds(resultFiles);
          complete.mutate({
            ...(outcome && { outcome: outcome.value }),
            ...(note.trim() && { note: note.trim() }),
            ...(resultFileIds.length > 0 && { resultFileIds }),
            ...(isDelivery && handoverOf(handover)),
          });
        }}
      >
        {isDelivery && <HandoverFields draft={handover} onChange={setHandover} faults={isTried ? faults : new Set()} />}
        <TextField
          label={needsNote ? m.noteReason : m.note}
          help={m.noteHelp}
          isMultiline
          isOptional={!needsNote}
          autoFocus={!isDelivery}
          value={note}
          onChange={setNote}
          error={isTried && needsNote && !note.trim() ? m.noteMissing : undefined}
        />
        {takesFiles && (
          <section className="stack-tight">
            <h3>{filesLabel}</h3>
            <UploadList componentCode={resultFiles} label={filesLabel} uploads={uploads} />
          </section>
        )}
        {complete.error && <ConflictBanner error={complete.error} />}
        <div className="dialog-actions">
          <Button onPress={onClose}>{m.cancel}</Button>
          <Button
            type="submit"
            tone={outcome?.tone === 'negative' ? 'danger' : 'primary'}
            isPending={complete.isPending}
          >
            {outcome ? text(outcome.name) : m.complete}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
