import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import type { StoredEvent } from '@motcua/contracts/event/v1/event';
import { topics, writePayload } from '@motcua/contracts/events';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import { createDataSource, type DatabaseSettings } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import { InProcessBus } from '@motcua/service-kit/events';
import { createServiceClient, GrpcServer } from '@motcua/service-kit/grpc';
import { createLogger } from '@motcua/service-kit/logs';
import { Clock } from '@motcua/service-kit/service';
import { databaseForTest, type DatabaseRecipe } from '@motcua/testing';
import { ReportingService } from './reporting.module.js';

/** The platform's time, standing where a test has put it. */
class StandingClock extends Clock {
  at = new Date('2025-07-14T03:00:00Z');

  override now(): Date {
    return this.at;
  }
}

/** Gives the dossier service's history to a rebuild. */
export type ReadHistory = (afterPosition: number) => AsyncIterable<StoredEvent>;

export const log = createLogger({ service: 'test', level: 'fatal' });
const key = randomBytes(32);

/** A running reporting service with a database of its own, beside a dossier service whose history the test gives. */
export async function reportingForTest() {
  const directory = mkdtempSync(join(tmpdir(), 'motcua-reporting-'));
  const address = `unix:${join(directory, 'grpc')}`;
  const clock = new StandingClock();
  const bus = new InProcessBus();
  const dossier: { history: ReadHistory } = { history: () => historyOf([]) };
  const create = (database: DatabaseSettings) => {
    const grpc = new GrpcServer({ meshKey: key, log });
    const sealingKeys = { current: 'k', keys: { k: key }, indexKey: key };
    const surroundings = { bus, grpc, addressOf: () => address, meshKey: key, sealingKeys, log, clock };
    return { grpc, service: new ReportingService({ database }, surroundings) };
  };
  const database = await databaseForTest({
    service: 'reporting',
    migrationsDir: fileURLToPath(new URL('../migrations', import.meta.url)),
    migrate: async (empty) => {
      await create(settingsOf(empty)).service.migrate();
      await bus.close();
    },
  });
  const settings = settingsOf(database);
  const rows = createDataSource('test', settings.owner, { poolSize: 2 });
  const { grpc, service } = create(settings);
  const refuse = { policy: 'service', handle: () => Promise.reject(new NotFound()) } as const;
  grpc.add(DossierServiceService, {
    stagePack: refuse,
    getFormContent: refuse,
    getRegisterBook: refuse,
    authorizeFile: refuse,
    getTurn: refuse,
    findFirstAct: refuse,
    readEvents: { policy: 'service', stream: ({ afterPosition }) => dossier.history(afterPosition) },
  });
  await Promise.all([rows.initialize(), grpc.listen(address), service.start()]);
  const client = createServiceClient(ReportingServiceService, {
    address,
    meshKey: key,
    service: 'test',
    timeoutMs: 60_000,
  });
  return {
    service,
    grpc,
    clock,
    dossier,
    client,
    /** Looks at the rows, as their owner. */
    rows,
    deliver: (events: readonly StoredEvent[]) => bus.publish(topics.dossier, events.map(toCloudEvent)),
    async putInForce(part: unknown) {
      await client.stagePack({ hash: 'p1', part: JSON.stringify(part) });
      const data = writePayload('pack.activated', { hash: 'p1', activation: 1, activatedAt: clock.now() });
      const [type, id] = ['pack.activated', randomUUID()];
      await bus.publish(topics.identity, [
        toCloudEvent({
          id,
          type,
          data,
          aggregateId: id,
          sequence: 1,
          position: 1,
          occurredAt: clock.now(),
          traceParent: '',
        }),
      ]);
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

export type ReportingForTest = Awaited<ReturnType<typeof reportingForTest>>;

/** A history that is all there. */
export async function* historyOf(events: readonly StoredEvent[]): AsyncGenerator<StoredEvent> {
  yield* await Promise.resolve(events);
}

function toCloudEvent(event: StoredEvent): CloudEvent {
  return {
    specversion: '1.0',
    id: event.id,
    source: '/motcua/dossier',
    type: event.type,
    subject: event.aggregateId,
    time: (event.occurredAt ?? new Date(0)).toISOString(),
    datacontenttype: 'application/json',
    data: event.data,
    sequence: event.sequence,
  };
}

function settingsOf({
  host,
  port,
  database,
  owner,
  runtime,
}: Parameters<DatabaseRecipe['migrate']>[0]): DatabaseSettings {
  return { owner: { host, port, database, ...owner }, runtime: { host, port, database, ...runtime }, poolSize: 4 };
}
