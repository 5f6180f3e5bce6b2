import { setTimeout as sleep } from 'node:timers/promises';
import { startedAt } from './process-facts.js';
import { errnoOf, StartFault } from './start-fault.js';

/**
 * Ends a PostgreSQL server: first with the fast shutdown, which rolls back what runs and writes a checkpoint, then with
 * the immediate one, after which the next start recovers.
 */
export async function stopProcess(pid: number): Promise<void> {
  const began = startedAt(pid);
  if (began === undefined) return;
  for (const [signal, patienceMs] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (errnoOf(error) === 'ESRCH') return;
      throw error;
    }
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      if (startedAt(pid) !== began) return;
      await sleep(20);
    }
  }
  throw new StartFault('postgresFailed', `PostgreSQL (process ${pid}) does not stop.`);
}
