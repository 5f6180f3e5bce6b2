import { until } from '../scene.js';
import type { Fault } from './fault.js';

/** What is told of a deadline that has passed is told once, also when the process dies that tells it. */
const passed: Fault = {
  name: 'dossier killed while deadlines pass',
  strike: async ({ cluster, databases }) => {
    const tasks = await databases.select<{ id: string }>(
      'dossier',
      `update task set due_at = now() - interval '1 hour' where state = 'open' and kind <> 'deliver' returning id`,
    );
    const ids = tasks.map(({ id }) => id);
    const told = async () =>
      databases.select<{ id: string; times: number }>(
        'dossier',
        `select data::json ->> 'taskId' as id, count(*)::integer as times from event_log
          where type = 'deadline.escalated' and data::json ->> 'taskId' = any ($1) group by 1`,
        [ids],
      );
    await until('a deadline is told', async () => (await told()).length > 0);
    for (const replica of cluster.of('dossier')) replica.signal('SIGKILL');
    await until('every deadline of an open step is told', async () => {
      const [left] = await databases.select(
        'dossier',
        `select from task t join dossier d on d.id = t.dossier_id
          where t.id = any ($1) and t.state = 'open' and t.deadline_told < 2 and d.state in ('submitted', 'inProcess') limit 1`,
        [ids],
      );
      return left === undefined;
    });
    const twice = (await told()).filter(({ times }) => times > 1);
    return twice.map(({ id, times }) => `that the deadline of the task ${id} has passed was told ${times} times`);
  },
};

export const deadlines: readonly Fault[] = [passed];
