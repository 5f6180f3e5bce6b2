import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, Inbox, TriangleAlert, UsersRound } from 'lucide-react';
import { taskCountsQuery } from '../api/tasks.js';
import type { Queue } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Badge } from '../ui/badge.js';
import { inboxMessages } from './inbox.messages.js';

const queues: readonly { queue: Queue; Icon: typeof Inbox }[] = [
  { queue: 'group', Icon: UsersRound },
  { queue: 'mine', Icon: Inbox },
];

/** The service counts no further. */
const mostCounted = 100;

const shown = (count: number) => (count < mostCounted ? String(count) : `${mostCounted - 1}+`);

export function QueueList({ current }: { current: Queue }) {
  const m = useMessages(inboxMessages);
  const { data: counts } = useQuery(taskCountsQuery);
  return (
    <nav className="queues" aria-label={m.queues}>
      <ul>
        {queues.map(({ queue, Icon }) => (
          <li key={queue}>
            <Link
              to="/inbox"
              search={({ procedure }) => ({ queue, ...(procedure !== undefined && { procedure }) })}
              className="queue"
              aria-current={queue === current ? 'page' : undefined}
            >
              <Icon aria-hidden="true" size={18} />
              {m[queue]}
              {counts && <span className="queue-count tabular">{shown(counts[queue])}</span>}
            </Link>
          </li>
        ))}
      </ul>
      {counts &&
        (counts.overdue > 0 ? (
          <Badge tone="overdue" icon={<TriangleAlert aria-hidden="true" />}>
            {m.overdue(shown(counts.overdue), counts.overdue)}
          </Badge>
        ) : (
          <Badge tone="onTime" icon={<CircleCheck aria-hidden="true" />}>
            {m.noneOverdue}
          </Badge>
        ))}
    </nav>
  );
}
