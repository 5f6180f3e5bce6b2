import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { asSuperuser, startPostgres } from '@motcua/embedded-postgres';
import { inCheckout } from '../checkout.js';
import { Session } from '../simulate/session.js';
import { ServiceCluster, type ClusterOptions, type ServiceName } from '../start-services/service-cluster.js';
import { CounterDoor, counterOfficer, intakeInput } from './counter-intake.js';

/** Every service in a process of its own with a province in force, and an officer at the counter. */
export interface MeasuredCluster {
  readonly cluster: ServiceCluster;
  readonly counter: CounterDoor;
  /** The runtime role's way into a service's database. */
  readonly pools: Readonly<Record<ServiceName, Pool>>;
}

const askAgainAfterMs = 100;
/** As many as a service of the cluster has. */
const connections = 6;

/** Starts a cluster of its own in a temporary directory, and removes it behind the work. */
export async function withCluster<T>(
  options: Pick<ClusterOptions, 'port' | 'replicas'>,
  say: (line: string) => void,
  work: (measured: MeasuredCluster) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-bench-'));
  const ends: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  try {
    await keepCommitTimes(dataDir);
    const cluster = await ServiceCluster.start({ ...options, dataDir, log: say });
    ends.push(() => cluster.stop());
    await cluster.applyProvince(inCheckout('deploy/provinces/bac-lieu-ca-mau'));
    const pools = await openPools(cluster);
    ends.push(() => Promise.all(Object.values(pools).map((pool) => pool.end())));
    for (const pool of Object.values(pools)) await inForce(pool);
    const officer = await counterOfficer(cluster.url);
    const session = await Session.open(cluster.url, officer.identifier, officer.password);
    const ports = cluster.of('dossier').map((replica) => replica.options.httpPort);
    const counter = await CounterDoor.open(cluster.url, officer, await intakeInput(session), ports);
    ends.push(async () => counter.close());
    return await work({ cluster, counter, pools });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** PostgreSQL then tells when each row was committed: one clock for the commands and for all their effects. */
async function keepCommitTimes(dataDir: string): Promise<void> {
  const postgres = await startPostgres({ dataDir, log: () => undefined });
  await asSuperuser(postgres, 'postgres', (client) => client.query('alter system set track_commit_timestamp = on'));
  await postgres.stop();
}

async function openPools(cluster: ServiceCluster): Promise<Record<ServiceName, Pool>> {
  const poolOf = (service: ServiceName) => {
    const database = cluster.databases.get(service);
    if (!database) throw new Error(`${service} has no database`);
    const { host, port, database: name, runtime } = database;
    return new Pool({ host, port, database: name, ...runtime, max: connections });
  };
  return {
    identity: poolOf('identity'),
    dossier: poolOf('dossier'),
    document: poolOf('document'),
    notification: poolOf('notification'),
    reporting: poolOf('reporting'),
  };
}

/** An activation travels as an event. */
async function inForce(pool: Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query('select from pack where activation is not null');
    if (rowCount) return;
    await pause(askAgainAfterMs);
  }
}
