import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Topic } from '@motcua/contracts/events';
import {
  Commands,
  createDataSource,
  DatabasePulse,
  migrate,
  missingMigrations,
  poolUse,
  Queries,
  type DatabaseSettings,
} from '../database/index.js';
import { UnfitForProduction } from '../config/index.js';
import { isOutage } from '../errors/index.js';
import { Consumer, readEvents, Relay, type Bus } from '../events/index.js';
import type { GrpcServer, Implementation, Timeouts, Tls } from '../grpc/index.js';
import { createServiceClient, type ServiceClient } from '../grpc/index.js';
import type { ServiceDefinition } from '@grpc/grpc-js';
import type { ReadinessCheck } from '../health/index.js';
import type { RateLimits } from '../http/index.js';
import { HeldDataOfService, Reseal, type HeldColumn } from '../held-data/index.js';
import { Leader } from '../leader/index.js';
import type { Logger } from '../logs/index.js';
import { Packs } from '../packs/index.js';
import { ParkedEvents } from '../parked-events/index.js';
import { deriveKeys, Sealer, type SealingKeys } from '../sealed/index.js';
import { Maintenance } from './maintenance.js';
import { watchService } from './service-gauges.js';

const connectAgainAfterMs = 1_000;

/** Whoever leads and gives no sign of life so long is followed by another replica a second later at the latest. */
const leaderSilenceMs = 3_000;

const resealingLock = 7_702_931;

/** The time of the platform. A use case asks it once. */
export class Clock {
  now(): Date {
    return new Date();
  }
}

/** What the composition root gives every service of a process. */
export interface Surroundings {
  readonly bus: Bus;
  readonly grpc: GrpcServer;
  /** Where another service's gRPC door is, all its replicas: `unix:/path`, `host:port`, `dns:///name:port` or `ipv4:…,…`. */
  readonly addressOf: (service: string) => string;
  /** When given, services show one another certificates. */
  readonly grpcTls?: Tls | undefined;
  /** Shared by all services of a platform; signs calls between them. */
  readonly meshKey: Buffer;
  readonly sealingKeys: SealingKeys;
  readonly log: Logger;
  readonly clock: Clock;
  /** When given, the replicas of a service count together for the limits of its routes. */
  readonly rateLimits?: RateLimits;
  /** Data that is none for production keeps a service from starting. */
  readonly production?: boolean;
}

/** The service was stopped before it had all that it waited for. */
export class StartCancelled extends Error {
  override readonly name = 'StartCancelled';
}

interface ServiceOptions {
  readonly name: string;
  readonly database: DatabaseSettings;
  readonly migrations: string;
  readonly entities: EntityTarget<ObjectLiteral>[];
  /** Absent for a service that says nothing. */
  readonly topic?: Topic;
  /** Every sealed column of its database. */
  readonly heldData?: readonly HeldColumn[];
  /** What in the database forbids production, each with what mends it. */
  readonly productionFaults?: (queries: Queries) => Promise<string[]>;
}

/**
 * The ground that one service stands on: its database, history, outbox, inbox, keys and clients. Nothing of it is shared with other
 * services of the process, and the pool itself is not given out. Constructing it does no I/O.
 */
export class ServiceGround {
  readonly commands: Commands;
  readonly queries: Queries;
  readonly consumer: Consumer;
  /** What the consumer could not take in. */
  readonly parkedEvents: ParkedEvents;
  /** The register of what the service holds about people. */
  readonly heldData: HeldDataOfService;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Logger;
  private readonly dataSource: DataSource;
  private readonly pulse: DatabasePulse;
  private readonly relay: Relay | undefined;
  private readonly maintenance: Maintenance;
  private readonly leaders: Leader[] = [];
  private readonly clients: { close(): void }[] = [];
  private stopped = false;

  constructor(
    private readonly options: ServiceOptions,
    private readonly surroundings: Surroundings,
  ) {
    const { name, database, topic } = options;
    this.log = surroundings.log.child({ service: name });
    this.clock = surroundings.clock;
    this.dataSource = createDataSource(name, database.runtime, {
      poolSize: database.poolSize,
      limits: database.limits,
      entities: options.entities,
    });
    this.pulse = new DatabasePulse(name, database.runtime);
    this.relay =
      topic && new Relay({ service: name, topic, login: database.runtime, bus: surroundings.bus, log: this.log });
    this.commands = new Commands(this.dataSource, () => this.relay?.notify());
    this.queries = new Queries(this.dataSource);
    this.consumer = new Consumer({ group: name, dataSource: this.dataSource, bus: surroundings.bus, log: this.log });
    const { commands, queries, clock, log } = this;
    this.parkedEvents = new ParkedEvents({ service: name, commands, queries, clock, log });
    this.maintenance = new Maintenance({ dataSource: this.dataSource, clock: this.clock, log: this.log });
    const sealer = new Sealer(deriveKeys(surroundings.sealingKeys, name));
    this.sealer = sealer;
    const columns = options.heldData ?? [];
    this.heldData = new HeldDataOfService({ service: name, columns, queries, sealer });
    if (columns.length > 0) {
      const reseal = new Reseal({ columns, commands, sealer, clock, log });
      this.lead('resealing', resealingLock, () => reseal.execute());
    }
    surroundings.rateLimits?.share(name, {
      dataSource: this.dataSource,
      keyOf: (address) => sealer.blindIndex(address, 'rate-limit').toString('base64url'),
    });
  }

  /** The province's part of this service. */
  packs<Part>(prepare: (stored: unknown) => Part | Promise<Part>): Packs<Part> {
    return new Packs(this.dataSource, prepare);
  }

  /** Opens the service's gRPC door. */
  serve<D extends ServiceDefinition>(definition: D, implementation: Implementation<D>): void {
    this.surroundings.grpc.add(definition, implementation);
  }

  /** A client of another service. Methods that may take longer than others have their timeouts. */
  client<D extends ServiceDefinition>(service: string, definition: D, timeoutsMs?: Timeouts<D>): ServiceClient<D> {
    const { addressOf, meshKey, grpcTls } = this.surroundings;
    const client = createServiceClient(definition, {
      address: addressOf(service),
      meshKey,
      service: this.options.name,
      timeoutsMs,
      tls: grpcTls,
    });
    this.clients.push(client);
    return client;
  }

  /**
   * Work that one replica of the service does at a time, from its start to its stop; when it dies or hangs, another takes over within 5 s.
   * @param lock another number for each work of a service
   * @param work one round of it; gives in how many milliseconds to look again, 0 when more is waiting already
   */
  lead(name: string, lock: number, work: () => Promise<number>): void {
    const { name: service, database } = this.options;
    const login = database.runtime;
    const log = this.log;
    this.leaders.push(
      new Leader({ service, name, login, lock, silenceMs: leaderSilenceMs, elsewhere: true, log, work }),
    );
  }

  /** What `ReadEvents` of this service streams. */
  readEvents(afterPosition: number): ReturnType<typeof readEvents> {
    return readEvents(this.dataSource, afterPosition);
  }

  readonly ready: ReadinessCheck = {
    name: 'database',
    check: async () => {
      if (!this.dataSource.isInitialized) throw new Error('the service has not started');
      await this.pulse.check();
    },
  };

  async migrate(): Promise<void> {
    const { name, database, migrations } = this.options;
    await migrate(name, database.owner, database.runtime.user, migrations);
  }

  /**
   * Connects, starts to relay, to consume and to tidy up. Effects must be registered before. It waits for a database that is away, and for
   * the migrations of this release: whoever supervises the process would only start it again.
   * @throws StartCancelled when the service is stopped meanwhile
   * @throws UnfitForProduction in production, when its data forbids that
   */
  async start(): Promise<void> {
    await this.connect();
    await this.refuseUnfitData();
    this.consumer.start();
    this.relay?.start();
    this.maintenance.start();
    for (const leader of this.leaders) leader.start();
    watchService(this.options.name, this.queries, () => poolUse(this.dataSource));
  }

  /** What in its database forbids production. Nothing while the database cannot be asked: the start asks it again. */
  async productionFaults(): Promise<string[]> {
    const { name, database, productionFaults } = this.options;
    if (!productionFaults) return [];
    const dataSource = createDataSource(name, database.runtime, { poolSize: 1, limits: database.limits });
    try {
      await dataSource.initialize();
      return await productionFaults(new Queries(dataSource));
    } catch {
      return [];
    } finally {
      if (dataSource.isInitialized) await dataSource.destroy();
    }
  }

  private async refuseUnfitData(): Promise<void> {
    if (!this.surroundings.production) return;
    const faults = (await this.options.productionFaults?.(this.queries)) ?? [];
    if (faults.length > 0) throw new UnfitForProduction(faults);
  }

  private async connect(): Promise<void> {
    let told = '';
    while (!this.stopped) {
      try {
        const missing = await this.missingMigrations();
        if (missing.length === 0) {
          await this.dataSource.initialize();
          return;
        }
        if (told !== missing.join()) this.log.warn({ event: 'database.awaits-migration', missing });
        told = missing.join();
      } catch (error) {
        if (!isOutage(error)) throw error;
        this.log.warn({ event: 'database.awaited', error });
      }
      await pause(connectAgainAfterMs);
    }
    throw new StartCancelled();
  }

  private missingMigrations(): Promise<string[]> {
    const { name, database, migrations } = this.options;
    return missingMigrations(name, database.runtime, migrations);
  }

  /** Publishes what is committed, lets effects finish, then lets go of the database. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.leaders.map((leader) => leader.stop()));
    await this.relay?.stop();
    await this.consumer.stop();
    await this.maintenance.stop();
    for (const client of this.clients) client.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
    await this.pulse.close();
  }
}
