import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createKafka } from '@motcua/service-kit/events';
import { createLogger } from '@motcua/service-kit/logs';
import { Failure } from '../command-line.js';
import { inCheckout } from '../checkout.js';
import { freePorts } from '../start-services/free-ports.js';
import { ServiceCluster, serviceNames } from '../start-services/service-cluster.js';
import { Crew } from './crew.js';
import { Databases } from './databases.js';
import { consumers, effectsOn, noteEffects } from './effects.js';
import { Forwarder } from './forwarder.js';
import { SendUntilAnswered } from './send-until-answered.js';
import { Random } from '../simulate/random.js';

/** Room for the files of the document service, so that it can be filled. */
const filesMebibytes = 64;
const waitMs = 180_000;
const log = createLogger({ service: 'chaos', level: 'silent' });

/** A cluster with people at work, in which things go wrong. */
export class Scene {
  /** Dossiers that somebody was told of, or that were counted already. */
  readonly knownIds = new Set<string>();
  private canaries = 0;

  private constructor(
    readonly cluster: ServiceCluster,
    readonly forwarder: Forwarder | undefined,
    readonly crew: Crew,
    readonly sender: SendUntilAnswered,
    readonly databases: Databases,
    /** Where the files of the document service lie, when that is a small disk of its own. */
    readonly smallDisk: string | undefined,
    readonly close: () => Promise<void>,
  ) {}

  /** @param kafka brokers that are there already; their network cannot be cut and their process not killed */
  static async open(dataDir: string, kafka?: { brokers: readonly string[]; prefix: string }): Promise<Scene> {
    const [port = 0, brokerPort = 0, forwardedPort = 0] = await freePorts(3);
    const filesDirectory = `${dataDir}-files`;
    const smallDisk = mountSmallDisk(filesDirectory);
    const forwarder = kafka ? undefined : new Forwarder(brokerPort);
    const release = () => {
      forwarder?.close();
      if (smallDisk) execFileSync('umount', [smallDisk]);
      rmSync(filesDirectory, { recursive: true, force: true });
    };
    try {
      await forwarder?.listen(forwardedPort);
      const cluster = await ServiceCluster.start({
        port,
        dataDir,
        replicas: { dossier: 2, reporting: 2 },
        environment: { MOTCUA_FILES_DIRECTORY: filesDirectory },
        log: () => undefined,
        ...(kafka
          ? { kafkaBrokers: kafka.brokers.join(','), kafkaPrefix: kafka.prefix }
          : { kafkaPorts: { port: brokerPort, advertisedPort: forwardedPort } }),
      });
      const stop = async () => {
        await cluster.stop();
        release();
      };
      const databases = new Databases(() => cluster.postgres);
      const sender = new SendUntilAnswered();
      const crew = await prepare(cluster, databases, sender).catch(async (error: unknown) => {
        await cluster.stop();
        throw error;
      });
      return new Scene(cluster, forwarder, crew, sender, databases, smallDisk, stop);
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Services with a process that is not ready, or with an event that is parked. */
  async unwell(): Promise<string[]> {
    const found = await Promise.all(
      serviceNames.map(async (service) => {
        const ready = await Promise.all(this.cluster.of(service).map((replica) => replica.isReady()));
        const parked = await this.databases.select(service, 'select from parked_event limit 1');
        return ready.includes(false) || parked.length > 0 ? [service] : [];
      }),
    );
    return found.flat();
  }

  /** Everything is well, and every event is published. */
  private async isQuiet(): Promise<boolean> {
    if ((await this.unwell()).length > 0) return false;
    const waiting = await Promise.all(
      serviceNames.map((service) => this.databases.select(service, 'select from outbox limit 1')),
    );
    return waiting.every((rows) => rows.length === 0);
  }

  /** Hands a new dossier in and waits until it has had its effect in every consumer. */
  async untilWorkGoesThrough(): Promise<void> {
    const random = new Random(9_000_000 + this.canaries++);
    const { id } = await this.crew.handInOnline(this.crew.desks[0].agencyCode, random);
    this.knownIds.add(id);
    for (const consumer of consumers) {
      await until(`${consumer} takes a new dossier in`, async () => {
        return (await effectsOn(this.databases, consumer, [id])).length > 0;
      });
    }
  }

  /** Waits until everything is published and taken in: what was published before a dossier came in before it. */
  async untilQuiet(): Promise<void> {
    await until('everything is published', () => this.isQuiet());
    await until('every record is taken', () => this.isTaken());
  }

  /** No record waits for a group, as the processes of this moment see it. */
  private async isTaken(): Promise<boolean> {
    const admin = createKafka({ brokers: this.cluster.kafka.brokers }, 'motcua-chaos', log).admin();
    await admin.connect();
    try {
      const topic = this.cluster.topic('dossier');
      const ends = await admin.fetchTopicOffsets(topic);
      const groups = await Promise.all(
        consumers.map((consumer) =>
          admin.fetchOffsets({ groupId: this.cluster.group(consumer, 'dossier'), topics: [topic] }),
        ),
      );
      return groups.every(([taken]) =>
        ends.every(({ partition, offset }) => {
          const at = taken?.partitions.find((each) => each.partition === partition)?.offset;
          return offset === '0' || Number(at) >= Number(offset);
        }),
      );
    } finally {
      await admin.disconnect();
    }
  }
}

/** Brings the province into force, lets the consumers note their effects, and signs everybody in. */
async function prepare(cluster: ServiceCluster, databases: Databases, sender: SendUntilAnswered): Promise<Crew> {
  await cluster.applyProvince(inCheckout('deploy/provinces/bac-lieu-ca-mau'));
  for (const service of ['dossier', ...consumers] as const) {
    await until(`the province is in force in ${service}`, async () => {
      const rows = await databases.select(service, 'select from pack where activation is not null');
      return rows.length > 0;
    });
  }
  await noteEffects(databases);
  return Crew.open(cluster.url, sender);
}

export async function until(what: string, holds: () => Promise<boolean>, forMs = waitMs): Promise<void> {
  const end = Date.now() + forMs;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > end) throw new Failure(`It did not happen in ${forMs / 1_000} s that ${what}.`);
    await pause(100);
  }
}

/** Only root may mount one, and only where the machine lets it. */
function mountSmallDisk(directory: string): string | undefined {
  mkdirSync(directory, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${filesMebibytes}m,mode=0700`, 'tmpfs', directory], {
      stdio: 'ignore',
    });
    return directory;
  } catch {
    return undefined;
  }
}
