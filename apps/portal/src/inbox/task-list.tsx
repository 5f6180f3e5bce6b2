import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheckBig } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { tasksQuery } from '../api/tasks.js';
import type { Queue, Task } from '../api/types.js';
import { Clock } from '../clock/clock.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Code } from '../ui/copy-code.js';
import { EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { inboxMessages } from './inbox.messages.js';

const refreshMs = 20_000;

interface TaskListProps {
  queue: Queue;
  openDossierId: string | undefined;
}

export function TaskList({ queue, openDossierId }: TaskListProps) {
  const m = useMessages(inboxMessages);
  const tasks = useInfiniteQuery({ ...tasksQuery(queue), refetchInterval: refreshMs });
  return (
    <section className="inbox-tasks" aria-label={m.list}>
      <Loaded query={tasks}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon={<CircleCheckBig size={28} />}
              title={queue === 'mine' ? m.emptyMineTitle : m.emptyGroupTitle}
            >
              <p>{queue === 'mine' ? m.emptyMineText : m.emptyGroupText}</p>
            </EmptyState>
          ) : (
            <>
              <p className="inbox-keys small muted">{m.keyboard}</p>
              <ul onKeyDown={moveFocus}>
                {items.map((task) => (
                  <li key={task.id}>
                    <TaskRow task={task} queue={queue} isOpen={task.dossierId === openDossierId} />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      {tasks.hasNextPage && (
        <MoreButton isLoading={tasks.isFetchingNextPage} onMore={() => void tasks.fetchNextPage()} />
      )}
    </section>
  );
}

function TaskRow({ task, queue, isOpen }: { task: Task; queue: Queue; isOpen: boolean }) {
  const m = useMessages(inboxMessages);
  const text = useText();
  return (
    <Link
      to="/inbox"
      search={{ queue, dossier: task.dossierId }}
      className="task-row"
      aria-current={isOpen ? 'true' : undefined}
      resetScroll={false}
    >
      <span className="row-apart">
        <strong>{text(task.step.name)}</strong>
        <Clock clock={task.clock} isDateHidden />
      </span>
      <span>{text(task.procedure.name)}</span>
      <span className="small muted">
        <Code>{task.dossierCode ?? task.trackingNumber}</Code> · {task.submitterName}
        {task.claimedBy && queue === 'group' && ` · ${m.claimedBy(task.claimedBy.displayName)}`}
      </span>
    </Link>
  );
}

/** The arrow keys move from task to task, Home and End to the ends; Enter opens, as on any link. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('.task-row')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  rows[target]?.focus();
}
