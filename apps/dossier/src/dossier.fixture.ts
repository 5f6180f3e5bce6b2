import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import { topics, writePayload, type EventPayload, type EventType } from '@motcua/contracts/events';
import { partFor, type PackParts } from '@motcua/pack';
import { readConfig } from '@motcua/service-kit/config';
import { createDataSource, type DatabaseSettings } from '@motcua/service-kit/database';
import { InProcessBus } from '@motcua/service-kit/events';
import { createServiceClient, GrpcServer } from '@motcua/service-kit/grpc';
import { createLogger } from '@motcua/service-kit/logs';
import { Clock } from '@motcua/service-kit/service';
import { databaseForTest, type DatabaseRecipe } from '@motcua/testing';
import { dossierSettings } from './config.js';
import { DossierService } from './dossier.service.js';
import { People, UploadedFiles } from './neighbours.fixture.js';
import { samplePack } from './sample-province.fixture.js';

/** A clock that stands where a test has put it. */
export class StandingClock extends Clock {
  private at = new Date('2026-03-02T02:00:00Z');

  override now(): Date {
    return this.at;
  }

  /** @param instant ISO 8601; `2026-03-02T09:00+07:00` is nine o'clock in Vietnam */
  moveTo(instant: string): void {
    this.at = new Date(instant);
  }
}

export type DossierForTest = Awaited<ReturnType<typeof dossierForTest>>;

/**
 * A running dossier service with a database of its own and the sample province in force, beside people and uploaded files.
 * @param environment settings of the service, by variable
 */
export async function dossierForTest(environment: Readonly<Record<string, string>> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'motcua-dossier-'));
  const address = `unix:${join(directory, 'grpc')}`;
  const meshKey = randomBytes(32);
  const sealingKeys = { current: 'k', keys: { k: randomBytes(32) }, indexKey: randomBytes(32) };
  const log = createLogger({ service: 'dossier', level: 'silent' });
  const clock = new StandingClock();
  const create = (database: DatabaseSettings) => {
    const bus = new InProcessBus();
    const grpc = new GrpcServer({ meshKey, log });
    const surroundings = { bus, grpc, addressOf: () => address, meshKey, sealingKeys, log, clock };
    return {
      bus,
      grpc,
      service: new DossierService({ ...readConfig(dossierSettings, environment), database }, surroundings),
    };
  };
  const database = await databaseForTest({
    service: 'dossier',
    migrationsDir: fileURLToPath(new URL('../migrations', import.meta.url)),
    migrate: (empty) => create(settingsOf(empty)).service.migrate(),
  });
  const settings = settingsOf(database);
  const { bus, grpc, service } = create(settings);
  const pack = await samplePack();
  const people = new People(partFor(pack, 'identity'));
  const files = new UploadedFiles();
  people.addTo(grpc);
  files.addTo(grpc);
  const published: CloudEvent[] = [];
  bus.subscribe('spec', topics.dossier, (events) => Promise.resolve(void published.push(...events)));
  const rows: DataSource = createDataSource('spec', settings.owner, { poolSize: 2 });
  await Promise.all([rows.initialize(), grpc.listen(address), service.start()]);
  const client = createServiceClient(DossierServiceService, {
    address,
    meshKey,
    service: 'spec',
    timeoutsMs: { stagePack: 60_000 },
  });
  const dossier: DossierForSpec = {
    service,
    clock,
    people,
    files,
    client,
    rows,
    published,
    putInForce: (part) => putInForce(client, bus, part),
    say: (type, payload) => sayAsIdentity(bus, type, payload),
  };
  const part = partFor(pack, 'dossier');
  await dossier.putInForce(part);
  return {
    ...dossier,
    part,
    settings,
    /** What another process needs to be a replica of this service. */
    replica: {
      database: settings,
      environment,
      address,
      meshKey: meshKey.toString('base64'),
      sealingKey: sealingKeys.keys.k.toString('base64'),
      indexKey: sealingKeys.indexKey.toString('base64'),
    },
    /** Rows as their owner sees them. */
    async select<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
      return rows.query<Row[]>(sql, [...values]);
    },
    async close() {
      client.close();
      await service.stop();
      await grpc.stop();
      await rows.destroy();
      await database.drop();
      rmSync(directory, { recursive: true });
    },
  };
}

interface DossierForSpec {
  readonly service: DossierService;
  readonly clock: StandingClock;
  readonly people: People;
  readonly files: UploadedFiles;
  readonly client: ReturnType<typeof createServiceClient<typeof DossierServiceService>>;
  readonly rows: DataSource;
  /** Everything that came out of the outbox. */
  readonly published: CloudEvent[];
  /** Stages a part and activates it, as identity does; gives its hash. */
  putInForce(part: PackParts['dossier']): Promise<string>;
  /** Says something as identity. */
  say<T extends EventType>(type: T, payload: EventPayload<T>): Promise<void>;
}

let activations = 0;

async function putInForce(
  client: DossierForSpec['client'],
  bus: InProcessBus,
  part: PackParts['dossier'],
): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(part)).digest('hex');
  await client.stagePack({ hash, part: JSON.stringify({ ...part, hash }) });
  await sayAsIdentity(bus, 'pack.activated', { hash, activation: ++activations, activatedAt: new Date(0) });
  return hash;
}

/** Publishes what identity would say. */
async function sayAsIdentity<T extends EventType>(bus: InProcessBus, type: T, payload: EventPayload<T>): Promise<void> {
  const event: CloudEvent = {
    specversion: '1.0',
    id: randomUUID(),
    source: '/motcua/identity',
    type,
    subject: randomUUID(),
    time: new Date(0).toISOString(),
    datacontenttype: 'application/json',
    data: writePayload(type, payload),
    sequence: 1,
  };
  await bus.publish(topics.identity, [event]);
}

export async function until<T>(look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error('It did not happen in time');
    await sleep(10);
  }
}

function settingsOf({
  host,
  port,
  database,
  owner,
  runtime,
}: Parameters<DatabaseRecipe['migrate']>[0]): DatabaseSettings {
  return { owner: { host, port, database, ...owner }, runtime: { host, port, database, ...runtime }, poolSize: 8 };
}
