import { CircleAlert, CircleCheck } from 'lucide-react';
import type { OneOfMany } from '../api/many.js';
import type { Task } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy-code.js';
import { Banner } from '../ui/feedback.js';
import { inboxMessages } from './inbox.messages.js';

interface BulkResultProps {
  tasks: readonly Task[];
  results: ReadonlyMap<string, OneOfMany>;
  onClose: () => void;
}

/** What came of each dossier: those that were not done first, with the reason. */
export function BulkResult({ tasks, results, onClose }: BulkResultProps) {
  const m = useMessages(inboxMessages);
  const text = useText();
  const isDone = ({ id }: Task) => results.get(id)?.status === 200;
  const done = tasks.filter(isDone);
  const failed = tasks.filter((task) => !isDone(task));
  return (
    <div className="stack">
      <Banner tone={failed.length === 0 ? 'success' : 'warning'} title={m.doneOf(done.length, tasks.length)}>
        {failed.length > 0 && <p>{m.failedStay}</p>}
      </Banner>
      <ul className="bulk-results">
        {[...failed, ...done].map((task) => {
          const problem = results.get(task.id)?.problem;
          return (
            <li key={task.id} className={isDone(task) ? 'bulk-done' : 'bulk-failed'}>
              {isDone(task) ? (
                <CircleCheck aria-hidden="true" size={18} />
              ) : (
                <CircleAlert aria-hidden="true" size={18} />
              )}
              <span>
                <Code>{task.dossierCode ?? task.trackingNumber}</Code>{' '}
                <strong>{isDone(task) ? m.done : m.notDone}</strong>
                {problem && <span className="small"> {text(problem.detail)}</span>}
              </span>
            </li>
          );
        })}
      </ul>
      <div className="dialog-actions">
        <Button tone="primary" autoFocus onPress={onClose}>
          {m.close}
        </Button>
      </div>
    </div>
  );
}
