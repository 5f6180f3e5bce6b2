import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asSuperuser } from '@motcua/embedded-postgres';
import { inCheckout } from '../checkout.js';
import { OtlpReceiver } from '../trace/otlp-receiver.js';
import { freePorts } from './free-ports.js';
import { Person } from './person.fixture.js';
import { ServiceCluster, serviceNames, type ServiceName } from './service-cluster.js';

const fastPasswords = { MOTCUA_PASSWORD_MEMORY_KIB: '7168', MOTCUA_PASSWORD_PASSES: '1' };

/** Also what is said to developers. */
const talkative = { MOTCUA_LOG_LEVEL: 'debug' };

/** Mails that nobody takes, and that are soon given up. */
const mailNowhere = {
  MOTCUA_SMTP_URL: 'smtp://127.0.0.1:1',
  MOTCUA_MAIL_FROM: 'motcua@example.vn',
  MOTCUA_MAIL_ATTEMPTS: '2',
  MOTCUA_MAIL_RETRY_AFTER_SECONDS: '1',
};

const lifeOfDossier = ['dossier.submitted', 'dossier.accepted', 'dossier.decided', 'dossier.returned'];

/** Who takes which events of dossiers. */
export const takers = [
  ['document', ['dossier.submitted', 'step.completed']],
  ['notification', lifeOfDossier],
  ['reporting', lifeOfDossier],
] as const;

/** Every service as two processes, with the sample province in force, and whatever they send to a collector. */
export class ClusterForSpec {
  private constructor(
    readonly cluster: ServiceCluster,
    readonly receiver: OtlpReceiver,
    readonly dataDir: string,
    readonly kafkaPrefix: string,
    private readonly directory: string,
  ) {}

  static async start(brokers: readonly string[]): Promise<ClusterForSpec> {
    const directory = mkdtempSync(join(tmpdir(), 'motcua-cluster-'));
    chmodSync(directory, 0o755); // PostgreSQL's own user comes through here where specs run as root
    const dataDir = join(directory, 'data');
    const kafkaPrefix = `cluster-${randomUUID()}.`;
    const receiver = await OtlpReceiver.listen();
    const [port = 0] = await freePorts(1);
    const cluster = await ServiceCluster.start({
      port,
      dataDir,
      replicas: Object.fromEntries(serviceNames.map((service) => [service, 2])),
      environment: { ...fastPasswords, ...mailNowhere, ...talkative, ...receiver.environment },
      kafkaBrokers: brokers.join(','),
      kafkaPrefix,
      log: () => undefined,
    });
    const made = new ClusterForSpec(cluster, receiver, dataDir, kafkaPrefix, directory);
    try {
      await cluster.applyProvince(inCheckout('deploy/provinces/bac-lieu-ca-mau'));
      await made.untilOpen();
      return made;
    } catch (error) {
      await made.stop();
      throw error;
    }
  }

  /** Signed in, as somebody of the demonstration. */
  async person(identifier: string): Promise<Person> {
    return new Person(this.cluster.url).signIn(identifier);
  }

  select<Row>(service: ServiceName, sql: string): Promise<Row[]> {
    return asSuperuser(this.cluster.postgres, `motcua_${service}`, async (client) => {
      // The row type is the statement's promise.
      const { rows } = await client.query(sql);
      return rows as Row[];
    });
  }

  /** Waits until all that dossiers said has been taken by those who take it; nothing may be parked. */
  async untilTaken(): Promise<void> {
    for (const [service, types] of takers) {
      const said = await this.dossierEvents(types);
      const isTaken = async () => {
        const taken = new Set(await this.inbox(service));
        return said.every((id) => taken.has(id));
      };
      await until(isTaken, 30_000, `${service} takes what was said`, 200);
      const parked = await this.select<{ reason: string }>(service, 'select reason from parked_event');
      if (parked.length > 0) throw new Error(`${service} has parked events: ${parked[0]?.reason}`);
    }
  }

  /** Ids of what the dossier service said. */
  async dossierEvents(types: readonly string[]): Promise<string[]> {
    const rows = await this.select<{ id: string; type: string }>('dossier', 'select id, type from event_log');
    return rows.filter(({ type }) => types.includes(type)).map(({ id }) => id);
  }

  /** Ids of the events that a service took. */
  async inbox(service: ServiceName): Promise<string[]> {
    const rows = await this.select<{ event_id: string }>(service, 'select event_id from inbox');
    return rows.map(({ event_id }) => event_id);
  }

  async stop(): Promise<void> {
    await this.cluster.stop();
    await this.receiver.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** The province travels to the other services as an event. */
  private async untilOpen(): Promise<void> {
    for (const replica of this.cluster.of('dossier')) {
      const url = `http://127.0.0.1:${replica.options.httpPort}/api/dossier/v1/procedures`;
      await until(async () => (await fetch(url)).ok);
    }
  }
}

export async function until(
  holds: () => boolean | Promise<boolean>,
  forMs = 20_000,
  what = 'It',
  everyMs = 50,
): Promise<void> {
  const end = Date.now() + forMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${forMs} ms`);
    await pause(everyMs);
  }
}
