import { readdir, readFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { serviceNames, type ServiceCluster } from '../start-services/service-cluster.js';

const ticksPerSecond = 100;

/** Seconds of one core that each part of a cluster has used since its start, by the name of the service or of what they stand on. */
export async function cpuSeconds(cluster: ServiceCluster, pool: Pool): Promise<Map<string, number>> {
  const seconds = new Map<string, number>();
  for (const service of serviceNames) {
    let used = 0;
    for (const { pid } of cluster.of(service)) if (pid !== undefined) used += await secondsOf(pid);
    seconds.set(service, used);
  }
  if (cluster.kafka.pid !== undefined) seconds.set('kafka', await secondsOf(cluster.kafka.pid));
  seconds.set('postgres', await secondsOfPostgres(pool));
  const { user, system } = process.cpuUsage();
  seconds.set('driver', (user + system) / 1_000_000);
  return seconds;
}

/** The server forks a process for each connection; all have the same parent, which keeps the account of those that have ended. */
async function secondsOfPostgres(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const server = (await statOf(rows[0]?.pid ?? 0))?.parent ?? 0;
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const processes = await Promise.all(pids.map((pid) => statOf(pid)));
  const ended = (await statOf(server))?.secondsOfEndedChildren ?? 0;
  return processes.reduce((sum, stat) => (stat && stat.parent === server ? sum + stat.seconds : sum), ended);
}

async function secondsOf(pid: number): Promise<number> {
  return (await statOf(pid))?.seconds ?? 0;
}

interface ProcessTimes {
  readonly parent: number;
  readonly seconds: number;
  readonly secondsOfEndedChildren: number;
}

/** Undefined for a process that is gone. The name of the program, in parentheses, may hold spaces. */
async function statOf(pid: number): Promise<ProcessTimes | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15);
  return {
    parent: fields[1] ?? 0,
    seconds: (user + system) / ticksPerSecond,
    secondsOfEndedChildren: (childrenUser + childrenSystem) / ticksPerSecond,
  };
}
