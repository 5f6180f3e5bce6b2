import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actOnMany, type BulkAct, type OneOfMany, type PauseGround } from '../api/many.js';
import { assigneesQuery } from '../api/tasks.js';
import type { Task } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { turnMessages } from '../turn/turn.messages.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { RadioGroup } from '../ui/radio-group.js';
import { Skeleton } from '../ui/skeleton.js';
import { TextField } from '../ui/text-field.js';
import { sharedOutcomes, stepKey, type BulkActName } from './bulk-acts.js';
import { BulkResult } from './bulk-result.js';
import { inboxMessages } from './inbox.messages.js';

interface BulkDialogProps {
  act: BulkActName;
  tasks: readonly Task[];
  onClose: () => void;
  /** Told which tasks were done when it closes, so that the others stay chosen. */
  onDone: (doneIds: ReadonlySet<string>) => void;
}

/** Asks what an act on many needs, does it, and shows what came of each dossier. */
export function BulkDialog({ act, tasks, onClose, onDone }: BulkDialogProps) {
  const m = useMessages(inboxMessages);
  const queryClient = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const [results, setResults] = useState<ReadonlyMap<string, OneOfMany>>();
  const command = useMutation({
    mutationFn: (input: BulkAct) => actOnMany(tasks, input, key),
    onSuccess: setResults,
    onSettled: () =>
      Promise.all(['tasks', 'dossier', 'dossiers'].map((name) => queryClient.invalidateQueries({ queryKey: [name] }))),
  });
  const close = () => {
    if (results) onDone(new Set([...results].filter(([, { status }]) => status === 200).map(([id]) => id)));
    onClose();
  };
  return (
    <Dialog title={results ? m.resultTitle : m.actOn(m[act], tasks.length)} isOpen onClose={close}>
      {results ? (
        <BulkResult tasks={tasks} results={results} onClose={close} />
      ) : (
        <>
          {command.error && <ProblemBanner error={command.error} />}
          <BulkForm
            act={act}
            tasks={tasks}
            isPending={command.isPending}
            onSubmit={(input) => command.mutate(input)}
            onCancel={onClose}
          />
        </>
      )}
    </Dialog>
  );
}

interface BulkFormProps {
  act: BulkActName;
  tasks: readonly Task[];
  isPending: boolean;
  onSubmit: (act: BulkAct) => void;
  onCancel: () => void;
}

function BulkForm(props: BulkFormProps) {
  switch (props.act) {
    case 'claim':
      return <ClaimForm {...props} />;
    case 'reassign':
      return <ReassignForm {...props} />;
    case 'complete':
      return <CompleteForm {...props} />;
    default:
      return <ClockForm {...props} act={props.act} />;
  }
}

function ClaimForm({ tasks, onSubmit, ...rest }: BulkFormProps) {
  const m = useMessages(inboxMessages);
  return (
    <Form {...rest} label={m.claim} onSubmit={() => onSubmit({ type: 'claim' })}>
      <p>{m.claimText(tasks.length)}</p>
    </Form>
  );
}

/** So many different steps are asked who may do them. */
const mostSteps = 5;

function ReassignForm({ tasks, onSubmit, ...rest }: BulkFormProps) {
  const m = useMessages(inboxMessages);
  const text = useText();
  const [officerId, setOfficerId] = useState<string>();
  const [isTried, setTried] = useState(false);
  const steps = [...new Map(tasks.map((task) => [stepKey(task), task])).values()].slice(0, mostSteps);
  const queries = useQueries({ queries: steps.map(({ id }) => assigneesQuery(id)) });
  if (queries.some(({ isPending }) => isPending)) return <Skeleton />;
  const [first = [], ...others] = queries.map(({ data }) => data?.items ?? []);
  const able = first.filter((one) => others.every((list) => list.some(({ officerId: id }) => id === one.officerId)));
  if (able.length === 0) return <p>{m.nobodyForAll}</p>;
  return (
    <Form
      {...rest}
      label={m.reassign}
      onSubmit={() => {
        setTried(true);
        if (officerId !== undefined) onSubmit({ type: 'reassign', officerId });
      }}
    >
      <RadioGroup
        label={m.reassignTo}
        options={able.map((one) => ({
          value: one.officerId,
          label: one.displayName,
          note: text(one.positionTitle),
        }))}
        value={officerId}
        onChange={setOfficerId}
        error={isTried && officerId === undefined ? m.choose : undefined}
      />
    </Form>
  );
}

function CompleteForm({ tasks, onSubmit, ...rest }: BulkFormProps) {
  const m = useMessages(inboxMessages);
  const text = useText();
  const outcomes = sharedOutcomes(tasks);
  const [value, setValue] = useState<string>();
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const outcome = outcomes.find((one) => one.value === value);
  const lacksOutcome = outcomes.length > 0 && !outcome;
  const lacksNote = (outcome?.requiresNote ?? false) && note.trim() === '';
  return (
    <Form
      {...rest}
      label={m.complete}
      onSubmit={() => {
        setTried(true);
        if (lacksOutcome || lacksNote) return;
        onSubmit({
          type: 'complete',
          ...(outcome && { outcome: outcome.value }),
          ...(note.trim() && { note: note.trim() }),
        });
      }}
    >
      {outcomes.length > 0 && (
        <RadioGroup
          label={m.outcome}
          options={outcomes.map((one) => ({ value: one.value, label: text(one.name) }))}
          value={value}
          onChange={setValue}
          error={isTried && lacksOutcome ? m.choose : undefined}
        />
      )}
      <TextField
        label={m.note}
        help={m.noteHelp}
        isMultiline
        isOptional={!(outcome?.requiresNote ?? false)}
        value={note}
        onChange={setNote}
        error={isTried && lacksNote ? m.noteMissing : undefined}
      />
    </Form>
  );
}

const grounds = ['outage', 'forceMajeure', 'applicantChoice', 'fieldCheck', 'publicPosting'] as const;

function ClockForm({ act, onSubmit, tasks: _tasks, ...rest }: BulkFormProps & { act: 'pause' | 'resume' }) {
  const m = useMessages(inboxMessages);
  const words = useMessages(turnMessages);
  const [ground, setGround] = useState<PauseGround>();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  return (
    <Form
      {...rest}
      label={m[act]}
      onSubmit={() => {
        setTried(true);
        if (ground && reason.trim()) onSubmit({ type: act, ground, reason: reason.trim() });
      }}
    >
      <RadioGroup
        label={words.ground}
        options={grounds.map((value) => ({ value, label: words[value] }))}
        value={ground}
        onChange={(value) => setGround(grounds.find((one) => one === value))}
        error={isTried && !ground ? m.choose : undefined}
      />
      <TextField
        label={words.reason}
        help={words.reasonToCitizen}
        isMultiline
        value={reason}
        onChange={setReason}
        error={isTried && !reason.trim() ? words.missing : undefined}
      />
    </Form>
  );
}

interface FormProps {
  label: string;
  isPending: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: React.ReactNode;
}

function Form({ label, isPending, onSubmit, onCancel, children }: FormProps) {
  const m = useMessages(inboxMessages);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <div className="dialog-actions">
        <Button onPress={onCancel}>{m.cancel}</Button>
        <Button type="submit" tone="primary" isPending={isPending}>
          {label}
        </Button>
      </div>
    </form>
  );
}
