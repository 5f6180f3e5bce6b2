import type { components } from '@motcua/sdk';
import { answerOf, client, idempotent } from './client.js';
import type { Task } from './types.js';

type Schemas = components['schemas'];

/** What came of one of many. */
export type OneOfMany = Schemas['ManyAnswer']['items'][number];
export type PauseGround = Schemas['PauseManyInput']['ground'];

/** What is done to many tasks at once; pausing and resuming is done to their dossiers. */
export type BulkAct =
  | { type: 'claim' }
  | { type: 'reassign'; officerId: string }
  | { type: 'complete'; outcome?: string; note?: string }
  | { type: 'pause' | 'resume'; ground: PauseGround; reason: string };

/** The most that a command takes. */
const mostAtOnce = 200;

/**
 * Does the same to many tasks, and says what came of each, by the id of the task. One that fails leaves the others be.
 * @param key kept by a repetition, which does nothing twice
 */
export async function actOnMany(tasks: readonly Task[], act: BulkAct, key: string): Promise<Map<string, OneOfMany>> {
  const results = new Map<string, OneOfMany>();
  for (let from = 0; from < tasks.length; from += mostAtOnce) {
    const some = tasks.slice(from, from + mostAtOnce);
    const { items } = await send(some, act, `${key}-${from}`);
    const isOfDossiers = act.type === 'pause' || act.type === 'resume';
    for (const task of some) {
      const found = items.find(({ id }) => id === (isOfDossiers ? task.dossierId : task.id));
      if (found) results.set(task.id, found);
    }
  }
  return results;
}

function send(tasks: readonly Task[], act: BulkAct, key: string) {
  const params = { header: idempotent(key) };
  const seen = tasks.map(({ id, version }) => ({ id, version }));
  switch (act.type) {
    case 'claim':
      return answerOf(client.POST('/api/dossier/v1/tasks/claim-many', { params, body: { tasks: seen } }));
    case 'reassign': {
      const body = { taskIds: tasks.map(({ id }) => id), officerId: act.officerId };
      return answerOf(client.POST('/api/dossier/v1/tasks/reassign-many', { params, body }));
    }
    case 'complete': {
      const { type, ...input } = act;
      return answerOf(
        client.POST(`/api/dossier/v1/tasks/${type}-many` as const, { params, body: { tasks: seen, ...input } }),
      );
    }
    default: {
      const { type, ...input } = act;
      const body = { dossierIds: [...new Set(tasks.map(({ dossierId }) => dossierId))], ...input };
      return type === 'pause'
        ? answerOf(client.POST('/api/dossier/v1/dossiers/pause-many', { params, body }))
        : answerOf(client.POST('/api/dossier/v1/dossiers/resume-many', { params, body }));
    }
  }
}
