import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, client, idempotent, ifMatch } from './client.js';
import { infiniteList } from './infinite-list.js';
import type { CompleteTask, Queue, Task } from './types.js';

export interface TaskFilter {
  queue: Queue;
  procedure?: string | undefined;
}

export function tasksQuery({ queue, procedure }: TaskFilter) {
  return infiniteQueryOptions({
    queryKey: ['tasks', queue, procedure],
    queryFn: ({ pageParam }) =>
      answerOf(client.GET('/api/dossier/v1/tasks', { params: { query: { queue, procedure, after: pageParam } } })),
    ...infiniteList<Task>(),
  });
}

export const taskCountsQuery = queryOptions({
  queryKey: ['tasks', 'counts'],
  queryFn: () => answerOf(client.GET('/api/dossier/v1/tasks/counts')),
  refetchInterval: 60_000,
});

export function claimTask({ id, version }: Task): Promise<Task> {
  const params = { path: { id }, header: ifMatch(version) };
  return answerOf(client.POST('/api/dossier/v1/tasks/{id}/claim', { params }));
}

export function releaseTask({ id, version }: Task): Promise<Task> {
  const params = { path: { id }, header: ifMatch(version) };
  return answerOf(client.POST('/api/dossier/v1/tasks/{id}/release', { params }));
}

/** The officers to whom a task can be handed over. */
export function assigneesQuery(taskId: string) {
  return queryOptions({
    queryKey: ['tasks', 'assignees', taskId],
    queryFn: () => answerOf(client.GET('/api/dossier/v1/tasks/{id}/assignees', { params: { path: { id: taskId } } })),
  });
}

export function reassignTask({ id, version }: Task, officerId: string, idempotencyKey: string): Promise<Task> {
  const params = { path: { id }, header: { ...ifMatch(version), ...idempotent(idempotencyKey) } };
  return answerOf(client.POST('/api/dossier/v1/tasks/{id}/reassign', { params, body: { officerId } }));
}

/** @throws ProblemError `task-already-completed`, `task-claimed-by-another` (409), `version-stale` (412) */
export function completeTask({ id, version }: Task, body: CompleteTask, idempotencyKey: string): Promise<Task> {
  const params = { path: { id }, header: { ...ifMatch(version), ...idempotent(idempotencyKey) } };
  return answerOf(client.POST('/api/dossier/v1/tasks/{id}/complete', { params, body }));
}
