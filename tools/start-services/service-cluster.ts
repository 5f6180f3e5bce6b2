import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  asSuperuser,
  prepareDatabase,
  startPostgres,
  type RunningPostgres,
  type ServiceDatabase,
} from '@motcua/embedded-postgres';
import { startKafka, type RunningKafka } from '@motcua/local-kafka';
import { platformKeys } from '@motcua/service-kit/service';
import { inCheckout } from '../checkout.js';
import { bringTopics } from '../motcua/topics.js';
import { freePorts } from './free-ports.js';
import { ReverseProxy } from './reverse-proxy.js';
import { ServiceReplica } from './service-replica.js';

export const serviceNames = ['identity', 'dossier', 'document', 'notification', 'reporting'] as const;
export type ServiceName = (typeof serviceNames)[number];

export interface ClusterOptions {
  /** The port of the web address. */
  readonly port: number;
  readonly dataDir: string;
  readonly reset?: boolean;
  /** Processes of each service; one of each without it. */
  readonly replicas?: Partial<Record<ServiceName, number>>;
  /** Further environment of every process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Kafka brokers that are there already. */
  readonly kafkaBrokers?: string | undefined;
  /** Stands before topics and groups, where those brokers serve others too. */
  readonly kafkaPrefix?: string | undefined;
  /** Where a broker of its own listens, and where it tells the services to come to: something may stand between. */
  readonly kafkaPorts?: { readonly port: number; readonly advertisedPort: number } | undefined;
  readonly log: (line: string) => void;
}

const poolSize = 6;
const maxConnections = 300;
const settleMs = 2_500;

/** All services in processes of their own over a PostgreSQL and a Kafka broker of this machine, behind one web address. */
export class ServiceCluster {
  private constructor(
    private readonly options: ClusterOptions,
    postgres: RunningPostgres,
    readonly databases: ReadonlyMap<ServiceName, ServiceDatabase>,
    kafka: RunningKafka,
    readonly replicas: ReadonlyMap<ServiceName, readonly ServiceReplica[]>,
    private readonly proxy: ReverseProxy,
  ) {
    this.postgres = postgres;
    this.kafka = kafka;
  }

  postgres: RunningPostgres;
  kafka: RunningKafka;

  get url(): string {
    return `http://localhost:${this.options.port}`;
  }

  /**
   * Starts everything, from the databases to the web address; what has started is stopped again when the rest does not.
   * @throws StartFault, KafkaUnavailable, KeysUnusable
   */
  static async start(options: ClusterOptions): Promise<ServiceCluster> {
    const { dataDir, log } = options;
    log('Starting PostgreSQL');
    const postgres = await startPostgres({ dataDir, reset: options.reset ?? false, maxConnections, log });
    const started: { stop(): Promise<unknown> }[] = [postgres];
    try {
      const isNew = !(await holdsData(postgres));
      const databases = new Map<ServiceName, ServiceDatabase>();
      for (const service of serviceNames) databases.set(service, await prepareDatabase(postgres, service));
      const kafka = await runKafka(options);
      started.push(kafka);
      await bringTopics(
        inCheckout('deploy/kafka/topics.yaml'),
        { brokers: kafka.brokers, prefix: options.kafkaPrefix ?? '' },
        { replicationFactor: 1 },
      );
      platformKeys(dataDir, { isNew });
      const replicas = await makeReplicas(options, databases, kafka.brokers);
      log('Migrating the databases');
      await Promise.all([...replicas.values()].flatMap(([first]) => (first ? [first.run('migrate')] : [])));
      log('Starting the services');
      const all = [...replicas.values()].flat();
      for (const replica of all) {
        started.push(replica);
        replica.start();
      }
      await Promise.all(all.map((replica) => replica.untilReady()));
      const ports = [...replicas].map(
        ([service, list]) => [service, list.map((replica) => ({ port: replica.options.httpPort }))] as const,
      );
      const proxy = new ReverseProxy(new Map(ports), 'identity');
      await proxy.listen(options.port);
      return new ServiceCluster(options, postgres, databases, kafka, replicas, proxy);
    } catch (error) {
      for (const each of started.reverse()) await each.stop().catch(() => undefined);
      throw error;
    }
  }

  of(service: ServiceName): readonly ServiceReplica[] {
    return this.replicas.get(service) ?? [];
  }

  /**
   * Stops a replica as an orchestrator does when it rolls out a release, starts it again, and waits until it is sent requests and calls:
   * a client that lost it may look for it once in two seconds.
   */
  async restart(replica: ServiceReplica): Promise<void> {
    await replica.stop();
    replica.start();
    await replica.untilReady();
    await this.proxy.untilReady(replica.options.httpPort);
    await pause(settleMs);
  }

  /** The topic of a service on this cluster's broker. */
  topic(service: 'identity' | 'dossier' | 'document' | 'notification'): string {
    return `${this.options.kafkaPrefix ?? ''}motcua.${service}.v1`;
  }

  /** The group in which the processes of a service take another one's events. */
  group(consumer: ServiceName, owner: Parameters<ServiceCluster['topic']>[0]): string {
    return `${this.options.kafkaPrefix ?? ''}motcua.${consumer}.motcua.${owner}.v1`;
  }

  /** Brings a province into force; a folder that is in force already changes nothing. */
  async applyProvince(directory: string): Promise<void> {
    await this.of('identity')[0]?.run('apply-province', directory);
  }

  /** Starts PostgreSQL again over its data, after it was killed. */
  async restartPostgres(): Promise<void> {
    const { dataDir, log } = this.options;
    await this.postgres.stop();
    this.postgres = await startPostgres({ dataDir, maxConnections, log });
  }

  /** Starts the broker again over its log, after it was killed. */
  async restartKafka(): Promise<void> {
    await this.kafka.stop();
    this.kafka = await runKafka({ kafkaPorts: samePorts(this.kafka), ...this.options });
  }

  /** The web address first, then the services, which publish and drain, then what they stand on. */
  async stop(): Promise<void> {
    await this.proxy.close();
    await Promise.all([...this.replicas.values()].flat().map((replica) => replica.stop()));
    await this.kafka.stop();
    await this.postgres.stop();
  }
}

function runKafka({ dataDir, kafkaBrokers, kafkaPorts, log }: ClusterOptions): Promise<RunningKafka> {
  return startKafka({
    dataDir: join(dataDir, 'kafka'),
    jarsDir: inCheckout('node_modules/.cache/motcua'),
    given: kafkaBrokers,
    ...kafkaPorts,
    log,
  });
}

function samePorts({ brokers }: RunningKafka): { port: number; advertisedPort: number } {
  const port = Number(brokers[0]?.split(':')[1]);
  return { port, advertisedPort: port };
}

async function holdsData(postgres: RunningPostgres): Promise<boolean> {
  const found = await asSuperuser(postgres, 'postgres', (client) =>
    client.query(`select from pg_database where datname = 'motcua_identity'`),
  );
  return found.rowCount !== 0;
}

async function makeReplicas(
  options: ClusterOptions,
  databases: ReadonlyMap<ServiceName, ServiceDatabase>,
  brokers: readonly string[],
): Promise<Map<ServiceName, ServiceReplica[]>> {
  const { dataDir, replicas = {} } = options;
  const wanted = serviceNames.flatMap((service) =>
    Array.from({ length: replicas[service] ?? 1 }, (_, index) => ({ service, index })),
  );
  const ports = await freePorts(wanted.length * 2);
  const places = wanted.map((place, index) => ({
    ...place,
    httpPort: ports[index * 2] ?? 0,
    grpcPort: ports[index * 2 + 1] ?? 0,
  }));
  const peers = serviceNames.map((service) => {
    const addresses = places.filter((place) => place.service === service).map((place) => `127.0.0.1:${place.grpcPort}`);
    return `${service}=ipv4:${addresses.join(',')}`;
  });
  const logDirectory = join(dataDir, 'log');
  mkdirSync(logDirectory, { recursive: true, mode: 0o700 });
  const result = new Map<ServiceName, ServiceReplica[]>();
  for (const { service, index, httpPort, grpcPort } of places) {
    const database = databases.get(service);
    if (!database) continue;
    const replica = new ServiceReplica({
      service,
      httpPort,
      grpcPort,
      logFile: join(logDirectory, `${service}-${index + 1}.jsonl`),
      environment: {
        ...environmentOf(service, dataDir, database),
        MOTCUA_PEERS: peers.join(' '),
        MOTCUA_PUBLIC_URL: `http://localhost:${options.port}`,
        MOTCUA_KAFKA_BROKERS: brokers.join(','),
        MOTCUA_KAFKA_PREFIX: options.kafkaPrefix ?? '',
        ...options.environment,
      },
    });
    result.set(service, [...(result.get(service) ?? []), replica]);
  }
  return result;
}

function environmentOf(
  service: ServiceName,
  dataDir: string,
  { host, port, database, owner, runtime }: ServiceDatabase,
): Record<string, string> {
  return {
    MOTCUA_MODE: 'trial',
    MOTCUA_KEYS_FILE: join(dataDir, 'keys.json'),
    MOTCUA_DATABASE_HOST: host,
    MOTCUA_DATABASE_PORT: String(port),
    MOTCUA_DATABASE_NAME: database,
    MOTCUA_DATABASE_USER: runtime.user,
    MOTCUA_DATABASE_PASSWORD: runtime.password,
    MOTCUA_DATABASE_OWNER_USER: owner.user,
    MOTCUA_DATABASE_OWNER_PASSWORD: owner.password,
    MOTCUA_DATABASE_POOL_SIZE: String(poolSize),
    MOTCUA_TRUSTED_PROXIES: '1',
    MOTCUA_DRAIN_SECONDS: '1',
    ...(service === 'document' && { MOTCUA_FILES_DIRECTORY: join(dataDir, 'files') }),
    ...(service === 'identity' && {
      MOTCUA_DEMO: 'true',
      MOTCUA_PORTAL_DIRECTORY: inCheckout('apps/portal/dist'),
      MOTCUA_API_DESCRIPTION_FILE: inCheckout('libs/sdk/src/gen/openapi.json'),
    }),
  };
}
