import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { assigneesQuery, reassignTask } from '../api/tasks.js';
import type { Task } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { RadioGroup } from '../ui/radio-group.js';
import { ConflictBanner } from './conflict-banner.js';
import { dossierMessages } from './dossier.messages.js';
import { useTaskCommand, type ReportConflict } from './use-task-command.js';

interface ReassignDialogProps {
  task: Task;
  onClose: () => void;
  reportConflict: ReportConflict;
}

/** Hands a task over to a colleague who may do it. */
export function ReassignDialog({ task, onClose, reportConflict }: ReassignDialogProps) {
  const m = useMessages(dossierMessages);
  const text = useText();
  const [officerId, setOfficerId] = useState<string>();
  const [isTried, setTried] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const assignees = useQuery(assigneesQuery(task.id));
  const reassign = useTaskCommand({
    run: (to: string) => reassignTask(task, to, idempotencyKey),
    successText: () => m.reassigned,
    onDone: onClose,
    reportConflict,
  });
  return (
    <Dialog title={m.reassign} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (officerId !== undefined) reassign.mutate(officerId);
        }}
      >
        <p className="small muted">{text(task.step.name)}</p>
        <Loaded query={assignees}>
          {({ items }) => {
            const others = items.filter((one) => one.officerId !== task.claimedBy?.officerId);
            if (others.length === 0) return <p>{m.reassignNobody}</p>;
            return (
              <RadioGroup
                label={m.reassignTo}
                options={others.map((one) => ({
                  value: one.officerId,
                  label: one.displayName,
                  note: text(one.positionTitle),
                }))}
                value={officerId}
                onChange={setOfficerId}
                error={isTried && officerId === undefined ? m.reassignMissing : undefined}
              />
            );
          }}
        </Loaded>
        {reassign.error && <ConflictBanner error={reassign.error} />}
        <div className="dialog-actions">
          <Button onPress={onClose}>{m.cancel}</Button>
          <Button type="submit" tone="primary" isPending={reassign.isPending}>
            {m.reassign}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
