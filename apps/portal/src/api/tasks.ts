import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, send } from './client.js';
import { infiniteList } from './infinite-list.js';
import type { CompleteTask, Page, Queue, Task, TaskCounts } from './types.js';

const base = '/api/dossier/v1/tasks';

export function tasksQuery(queue: Queue) {
  return infiniteQueryOptions({
    queryKey: ['tasks', queue],
    queryFn: ({ pageParam }) => get<Page<Task>>(base, { queue, state: 'open', after: pageParam }),
    ...infiniteList<Task>(),
  });
}

export const taskCountsQuery = queryOptions({
  queryKey: ['tasks', 'counts'],
  queryFn: () => get<TaskCounts>(`${base}/counts`),
  refetchInterval: 60_000,
});

export function claimTask(task: Task): Promise<Task> {
  return send('POST', `${base}/${task.id}/claim`, { ifMatch: task.version });
}

export function releaseTask(task: Task): Promise<Task> {
  return send('POST', `${base}/${task.id}/release`, { ifMatch: task.version });
}

/** @throws ProblemError `task-already-completed`, `task-claimed-by-another` (409), `version-stale` (412) */
export function completeTask(task: Task, input: CompleteTask, idempotencyKey: string): Promise<Task> {
  return send('POST', `${base}/${task.id}/complete`, { body: input, ifMatch: task.version, idempotencyKey });
}
