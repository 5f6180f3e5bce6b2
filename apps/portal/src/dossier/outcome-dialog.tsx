import { useState } from 'react';
import { completeTask } from '../api/tasks.js';
import type { CompleteTask, Task, TaskOutcome } from '../api/types.js';
import { UploadList } from '../files/upload-list.js';
import { useUploads } from '../files/use-uploads.js';
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
  outcome: TaskOutcome | undefined;
  onClose: () => void;
  reportConflict: ReportConflict;
}

const resultFiles = 'result';

/** Completes a task: with a reason where the outcome wants one, the result's files, and who received it. */
export function OutcomeDialog({ task, outcome, onClose, reportConflict }: OutcomeDialogProps) {
  const m = useMessages(dossierMessages);
  const text = useText();
  const [note, setNote] = useState('');
  const [receiver, setReceiver] = useState('');
  const [isTried, setTried] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const uploads = useUploads();
  const complete = useTaskCommand({
    run: (input: CompleteTask) => completeTask(task, input, idempotencyKey),
    successText: () => m.completed,
    onDone: onClose,
    reportConflict,
  });
  const needsNote = outcome?.requiresNote ?? false;
  const needsReceiver = task.step.kind === 'deliver';
  const takesResult = task.step.kind === 'approve' && outcome?.tone !== 'neutral';
  const isReady = (!needsNote || note.trim() !== '') && (!needsReceiver || receiver.trim() !== '') && !uploads.isBusy;
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
            ...(needsReceiver && { receiver: { fullName: receiver.trim() } }),
          });
        }}
      >
        {complete.error && <ConflictBanner error={complete.error} />}
        {needsReceiver && (
          <TextField
            label={m.receiver}
            value={receiver}
            onChange={setReceiver}
            autoFocus
            error={isTried && !receiver.trim() ? m.receiverMissing : undefined}
          />
        )}
        <TextField
          label={needsNote ? m.noteReason : m.note}
          help={m.noteHelp}
          isMultiline
          isOptional={!needsNote}
          autoFocus={!needsReceiver}
          value={note}
          onChange={setNote}
          error={isTried && needsNote && !note.trim() ? m.noteMissing : undefined}
        />
        {takesResult && (
          <section className="stack-tight">
            <h3>{m.resultFiles}</h3>
            <UploadList componentCode={resultFiles} label={m.resultFiles} uploads={uploads} />
          </section>
        )}
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
