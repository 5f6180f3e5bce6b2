import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serviceNames, type ServiceName } from '../../start-services/service-cluster.js';
import { until } from '../scene.js';
import type { Fault } from './fault.js';

const awayMs = 3_000;

/** All processes of a service; its supervisor starts them again. */
function killed(service: ServiceName): Fault {
  return {
    name: `kill -9 ${service}`,
    strike: async ({ cluster }) => {
      for (const replica of cluster.of(service)) replica.signal('SIGKILL');
      await until(`${service} is gone`, async () => {
        const ready = await Promise.all(cluster.of(service).map((replica) => replica.isReady()));
        return !ready.includes(true);
      });
    },
  };
}

const broker: Fault = {
  name: 'kill -9 the broker',
  impossible: ({ cluster }) => (cluster.kafka.pid === undefined ? 'the broker is not a process of ours' : undefined),
  strike: async ({ cluster }) => {
    if (cluster.kafka.pid !== undefined) process.kill(cluster.kafka.pid, 'SIGKILL');
    await pause(awayMs);
    await cluster.restartKafka();
  },
};

const postgres: Fault = {
  name: 'kill -9 PostgreSQL',
  strike: async ({ cluster }) => {
    const pidFile = join(cluster.postgres.dataDir, 'cluster', 'pgdata', 'postmaster.pid');
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL');
    await pause(awayMs);
    await cluster.restartPostgres();
  },
};

/** What is published cannot be marked while the lock is held, so the process that leads dies between the two. */
const relay: Fault = {
  name: 'relay killed between publish and mark',
  strike: ({ cluster, databases }) =>
    databases.connected('dossier', async (client) => {
      await client.query('begin');
      await client.query('lock table event_position in access exclusive mode');
      await until('the relay waits to mark what it published', async () => {
        const { rows } = await client.query(
          `select from pg_stat_activity where application_name = 'motcua-dossier-relay' and wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      });
      for (const replica of cluster.of('dossier')) replica.signal('SIGKILL');
      await pause(200);
      await client.query('rollback');
    }),
};

export const killings: readonly Fault[] = [...serviceNames.map(killed), broker, postgres, relay];
