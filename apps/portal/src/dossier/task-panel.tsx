import { Ban, CheckCheck, Hand, Undo2, UserRoundPen } from 'lucide-react';
import { useState } from 'react';
import { acceptDossier } from '../api/dossiers.js';
import { claimTask, releaseTask } from '../api/tasks.js';
import type { Dossier, Task, TaskOutcome } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { ConflictBanner } from './conflict-banner.js';
import './dossier.css';
import { dossierMessages } from './dossier.messages.js';
import { OutcomeDialog } from './outcome-dialog.js';
import { ReassignDialog } from './reassign-dialog.js';
import { isConflict, useTaskCommand, type ReportConflict } from './use-task-command.js';

const buttonTones = { positive: 'primary', negative: 'danger', neutral: 'secondary' } as const;

interface TaskPanelProps {
  task: Task;
  dossier: Dossier;
  reportConflict: ReportConflict;
}

/** An open task of the dossier: whose it is, and what this officer may do with it. */
export function TaskPanel({ task, dossier, reportConflict }: TaskPanelProps) {
  const m = useMessages(dossierMessages);
  const text = useText();
  const format = useFormat();
  const [isHandingOver, setHandingOver] = useState(false);
  const consultation = dossier.consultations?.find(({ taskId }) => taskId === task.id);
  const title = [text(task.step.name), consultation && text(consultation.agency.name)].filter(Boolean).join(' · ');
  const claim = useTaskCommand({ run: claimTask, successText: () => m.claimed, reportConflict });
  const release = useTaskCommand({ run: releaseTask, successText: () => m.released, reportConflict });
  return (
    <section className="task-panel" aria-label={title}>
      <div className="row-apart">
        <div>
          <h2>{text(task.step.name)}</h2>
          <p className="small muted">
            {task.claimedBy ? m.claimedBy(task.claimedBy.displayName) : m.unclaimed}
            {task.dueAt && <> · {m.stepDue(format.dateTime(task.dueAt))}</>}
          </p>
        </div>
        <div className="row">
          {task.allowed.includes('complete') && (
            <Completion task={task} dossier={dossier} reportConflict={reportConflict} />
          )}
          {task.allowed.includes('claim') && (
            <Button icon={<Hand aria-hidden="true" />} isPending={claim.isPending} onPress={() => claim.mutate(task)}>
              {m.claim}
            </Button>
          )}
          {task.allowed.includes('release') && (
            <Button
              tone="quiet"
              icon={<Undo2 aria-hidden="true" />}
              isPending={release.isPending}
              onPress={() => release.mutate(task)}
            >
              {m.release}
            </Button>
          )}
          {task.allowed.includes('reassign') && (
            <Button tone="quiet" icon={<UserRoundPen aria-hidden="true" />} onPress={() => setHandingOver(true)}>
              {m.reassign}
            </Button>
          )}
        </div>
      </div>
      {task.obstacle && (
        <p className="task-obstacle">
          <Ban aria-hidden="true" size={18} /> {m.notNow}: {text(task.obstacle.text)}
        </p>
      )}
      {consultation?.question !== undefined && (
        <div className="stack-tight">
          <h3 className="panel-title">{m.question}</h3>
          <p>{consultation.question}</p>
        </div>
      )}
      {isHandingOver && (
        <ReassignDialog task={task} onClose={() => setHandingOver(false)} reportConflict={reportConflict} />
      )}
      {claim.error && !isConflict(claim.error) && <ConflictBanner error={claim.error} />}
      {release.error && !isConflict(release.error) && <ConflictBanner error={release.error} />}
    </section>
  );
}

/** Completing: accepting is one press, every other step asks for its outcome. */
function Completion({ task, dossier, reportConflict }: TaskPanelProps) {
  const m = useMessages(dossierMessages);
  const text = useText();
  const [chosen, setChosen] = useState<TaskOutcome | 'plain'>();
  if (task.step.kind === 'receive') return <Acceptance dossier={dossier} reportConflict={reportConflict} />;
  return (
    <>
      {task.outcomes.length === 0 && (
        <Button tone="primary" icon={<CheckCheck aria-hidden="true" />} onPress={() => setChosen('plain')}>
          {m.complete}
        </Button>
      )}
      {task.outcomes.map((outcome) => (
        <Button key={outcome.value} tone={buttonTones[outcome.tone]} onPress={() => setChosen(outcome)}>
          {text(outcome.name)}
        </Button>
      ))}
      {chosen && (
        <OutcomeDialog
          task={task}
          dossier={dossier}
          outcome={chosen === 'plain' ? undefined : chosen}
          onClose={() => setChosen(undefined)}
          reportConflict={reportConflict}
        />
      )}
    </>
  );
}

function Acceptance({ dossier, reportConflict }: Omit<TaskPanelProps, 'task'>) {
  const m = useMessages(dossierMessages);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const accept = useTaskCommand({
    run: () => acceptDossier(dossier.id, dossier.version, idempotencyKey),
    successText: ({ code }) => m.accepted(code),
    reportConflict,
  });
  return (
    <>
      <Button
        tone="primary"
        icon={<CheckCheck aria-hidden="true" />}
        isPending={accept.isPending}
        onPress={() => accept.mutate(undefined)}
      >
        {m.accept}
      </Button>
      {accept.error && !isConflict(accept.error) && <ConflictBanner error={accept.error} />}
    </>
  );
}
