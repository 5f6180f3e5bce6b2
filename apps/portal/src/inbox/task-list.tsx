import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Banknote, CircleCheckBig } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { tasksQuery, type TaskFilter } from '../api/tasks.js';
import type { Task } from '../api/types.js';
import { Clock } from '../clock/clock.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Badge } from '../ui/badge.js';
import { Checkbox } from '../ui/checkbox.js';
import { Code } from '../ui/copy-code.js';
import { EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import type { BulkActName } from './bulk-acts.js';
import { BulkBar } from './bulk-bar.js';
import { BulkDialog } from './bulk-dialog.js';
import { inboxMessages } from './inbox.messages.js';
import { allOf, extended, nothingChosen, toggled, type Selection } from './selection.js';
import { TaskFilterField } from './task-filter-field.js';

const refreshMs = 20_000;

interface TaskListProps {
  filter: TaskFilter;
  openDossierId: string | undefined;
}

/** Tasks, what is due first on top. Some can be chosen, and worked on together. */
export function TaskList({ filter, openDossierId }: TaskListProps) {
  const m = useMessages(inboxMessages);
  const tasks = useInfiniteQuery({ ...tasksQuery(filter), refetchInterval: refreshMs });
  return (
    <section className="inbox-tasks" aria-label={m.list}>
      <Loaded query={tasks}>
        {(items) => (
          <TaskRows filter={filter} items={items} openDossierId={openDossierId}>
            {items.length === 0 && <NoTasks filter={filter} />}
          </TaskRows>
        )}
      </Loaded>
      {tasks.hasNextPage && (
        <MoreButton isLoading={tasks.isFetchingNextPage} onMore={() => void tasks.fetchNextPage()} />
      )}
    </section>
  );
}

function NoTasks({ filter: { queue, procedure } }: { filter: TaskFilter }) {
  const m = useMessages(inboxMessages);
  const words =
    procedure !== undefined
      ? { title: m.emptyFilterTitle, text: m.emptyFilterText }
      : queue === 'mine'
        ? { title: m.emptyMineTitle, text: m.emptyMineText }
        : { title: m.emptyGroupTitle, text: m.emptyGroupText };
  return (
    <EmptyState icon={<CircleCheckBig size={28} />} title={words.title}>
      <p>{words.text}</p>
    </EmptyState>
  );
}

interface TaskRowsProps extends TaskListProps {
  items: readonly Task[];
  children: React.ReactNode;
}

function TaskRows({ filter, items, openDossierId, children }: TaskRowsProps) {
  const m = useMessages(inboxMessages);
  const [selection, setSelection] = useState<Selection>(nothingChosen);
  // Kept apart from the selection: what is done leaves the list while its result is still being read.
  const [acting, setActing] = useState<{ act: BulkActName; tasks: readonly Task[] }>();
  const frame = useRef<HTMLDivElement>(null);
  const ids = items.map(({ id }) => id);
  // What has left the list meanwhile is chosen no longer.
  const chosen = items.filter(({ id }) => selection.chosen.has(id));
  const rowOf = (id: string | undefined) => frame.current?.querySelector<HTMLElement>(`[data-task="${id ?? ''}"]`);

  /** Arrows, Home and End move, with Shift they choose what they pass; Space chooses; Enter opens, as on any link. */
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const current = document.activeElement?.getAttribute('data-task') ?? undefined;
    const at = current === undefined ? -1 : ids.indexOf(current);
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1 };
    const target = ids[moves[event.key] ?? -1];
    if (target !== undefined) {
      if (event.shiftKey && current !== undefined)
        setSelection((before) => extended(extended(before, ids, current), ids, target));
      rowOf(target)?.focus();
    } else if (event.key === ' ' && current !== undefined) {
      setSelection((before) => (event.shiftKey ? extended(before, ids, current) : toggled(before, current)));
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      setSelection(allOf(ids));
    } else if (event.key === 'Escape' && selection.chosen.size > 0) {
      setSelection(nothingChosen);
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      frame.current?.querySelector<HTMLElement>('.bulk-acts button')?.focus();
    } else return;
    event.preventDefault();
  };

  return (
    <div ref={frame}>
      <div className="inbox-head">
        <TaskFilterField procedure={filter.procedure} />
        {items.length > 0 && (
          <div className="inbox-choose">
            <Checkbox
              isSelected={chosen.length === items.length}
              isIndeterminate={chosen.length > 0 && chosen.length < items.length}
              onChange={(all) => setSelection(all ? allOf(ids) : nothingChosen)}
            >
              {m.chooseAll(items.length)}
            </Checkbox>
            <details className="inbox-keys small muted">
              <summary>{m.keyboardTitle}</summary>
              <p>{m.keyboard}</p>
            </details>
          </div>
        )}
        {chosen.length > 0 && (
          <BulkBar
            tasks={chosen}
            onClear={() => setSelection(nothingChosen)}
            onAct={(act) => setActing({ act, tasks: chosen })}
          />
        )}
      </div>
      {children}
      <ul onKeyDown={onKeyDown}>
        {items.map((task) => (
          <li key={task.id} className={selection.chosen.has(task.id) ? 'task-item task-chosen' : 'task-item'}>
            <Checkbox
              isSelected={selection.chosen.has(task.id)}
              onChange={() => setSelection((before) => toggled(before, task.id))}
            >
              <span className="visually-hidden">{m.chooseOne(task.dossierCode ?? task.trackingNumber)}</span>
            </Checkbox>
            <TaskRow task={task} queue={filter.queue} isOpen={task.dossierId === openDossierId} />
          </li>
        ))}
      </ul>
      {acting && (
        <BulkDialog
          {...acting}
          onClose={() => setActing(undefined)}
          onDone={(done) => {
            setSelection({ chosen: new Set(acting.tasks.map(({ id }) => id).filter((id) => !done.has(id))) });
            rowOf(ids.find((id) => !done.has(id)))?.focus();
          }}
        />
      )}
    </div>
  );
}

function TaskRow({ task, queue, isOpen }: { task: Task; queue: TaskFilter['queue']; isOpen: boolean }) {
  const m = useMessages(inboxMessages);
  const text = useText();
  return (
    <Link
      to="/inbox"
      search={(rest) => ({ ...rest, dossier: task.dossierId })}
      className="task-row"
      data-task={task.id}
      aria-current={isOpen ? 'true' : undefined}
      aria-keyshortcuts="Space"
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
      {task.obstacle?.code === 'feeFirst' && (
        <span className="row">
          <Badge tone="soon" icon={<Banknote aria-hidden="true" size={16} />}>
            {m.waitsForFee}
          </Badge>
        </span>
      )}
    </Link>
  );
}
