import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { INestApplication } from '@nestjs/common';
import { topics, writePayload } from '@motcua/contracts/events';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { systemCaller, type Caller, type Role } from '../caller/index.js';
import { Commands, Queries } from '../database/index.js';
import { Consumer, InProcessBus } from '../events/index.js';
import { connect, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { until } from '../fixture/until.js';
import { bootstrap, describeApi, tokenHash } from '../http/index.js';
import { createLogger } from '../logs/index.js';
import { ParkedEvents, ParkedEventsModule } from './index.js';
import type { ParkedEventList } from './parked-events.schemas.js';

const log = createLogger({ service: 'tally', level: 'silent' });

function officerWith(role: Role): Caller {
  const positions = [{ agencyCode: 'so', positionCode: 'p', roles: [role] }];
  return { ...systemCaller('0197c0de-0000-7000-8000-000000000001'), kind: 'officer', positions };
}

const administrator = 'a'.repeat(43);
const overseer = 'o'.repeat(43);
const people = new Map([
  [tokenHash(administrator), officerWith('administer')],
  [tokenHash(overseer), officerWith('oversee')],
]);

describe('parked events', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let app: INestApplication;
  let url: string;
  let bus: InProcessBus;
  let consumer: Consumer;
  /** Aggregates whose effect fails for now. */
  let sick: Set<string>;

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    dataSource = await connect(runtimeOf(database));
    const parkedEvents = new ParkedEvents({
      service: 'tally',
      commands: new Commands(dataSource, () => undefined),
      queries: new Queries(dataSource),
      clock: { now: () => new Date() },
      log,
    });
    app = await bootstrap(ParkedEventsModule.register(parkedEvents), {
      log,
      resolveSession: (hash) => Promise.resolve(people.get(hash)),
      rawBodyPaths: [],
    });
    await app.listen(0, '127.0.0.1');
    const server: Server = app.getHttpServer();
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/tally/v1/parked-events`;
  });

  after(async () => {
    await app.close();
    await dataSource.destroy();
    await database.drop();
  });

  beforeEach(() => {
    sick = new Set();
    bus = new InProcessBus();
    consumer = new Consumer({ group: 'tally', dataSource, bus, log });
    consumer.on(topics.dossier, {
      'task.claimed': async (tx, _payload, event) => {
        await tx.query('insert into effect (aggregate_id, sequence) values ($1, $2)', [event.subject, event.sequence]);
        if (sick.has(event.subject)) await tx.query(`select 'Nguyễn'::date`);
      },
    });
  });

  afterEach(async () => {
    await consumer.stop();
    await dataSource.query('delete from parked_event');
  });

  /** Events of an aggregate whose effect fails; gives its id and theirs. */
  async function park(events: number): Promise<{ aggregateId: string; eventIds: string[] }> {
    const aggregateId = uuidv7();
    sick.add(aggregateId);
    const eventIds = Array.from({ length: events }, () => uuidv7());
    await bus.publish(
      topics.dossier,
      eventIds.map((id, index) => ({
        specversion: '1.0',
        id,
        source: '/motcua/dossier',
        type: 'task.claimed',
        subject: aggregateId,
        time: new Date().toISOString(),
        datacontenttype: 'application/json',
        data: writePayload('task.claimed', { dossierId: aggregateId, taskId: aggregateId, elementId: 'receive' }),
        sequence: index + 1,
      })),
    );
    return { aggregateId, eventIds };
  }

  /** Puts the next attempt at each first one off for an hour, as after many in vain. */
  async function putOff(): Promise<void> {
    await dataSource.query(
      `update parked_event set next_attempt_at = clock_timestamp() + interval '1 hour' where sequence = 1`,
    );
  }

  async function ask<T>(path: string, method = 'GET', token = administrator): Promise<{ status: number; body: T }> {
    const response = await fetch(url + path, { method, headers: { cookie: `motcua=${token}` } });
    return { status: response.status, body: (await response.json()) as T };
  }

  const list = async (path = '') => (await ask<ParkedEventList>(path)).body;

  it('are listed an aggregate a row: the event that failed and why, without the value that was refused', async () => {
    const { aggregateId, eventIds } = await park(3);
    await putOff();
    const { items, next } = await list();
    assert.equal(next, undefined);
    const [{ parkedAt, nextAttemptAt, ...told }] = items as [ParkedEventList['items'][number]];
    assert.deepEqual(told, {
      eventId: eventIds[0],
      sourceService: 'dossier',
      eventType: 'task.claimed',
      aggregateId,
      reason: 'QueryFailedError 22007: ***',
      attempts: 0,
      due: false,
      waitingBehind: 2,
    });
    assert.ok(Date.parse(nextAttemptAt) - Date.parse(parkedAt) > 3_000_000);
    assert.equal(items.length, 1);
  });

  it('have their effect in order once the cause is gone and an administrator tries them again', async () => {
    const { aggregateId, eventIds } = await park(2);
    await putOff();
    consumer.start();
    const retry = () => ask<{ count: number }>(`/${eventIds[0]}/retry`, 'POST');
    assert.deepEqual(await retry(), { status: 202, body: { count: 1 } });
    await until(async () => {
      const [head] = (await list()).items;
      return head?.attempts === 1 && !head.due;
    });
    sick.delete(aggregateId);
    await putOff();
    await retry();
    await until(async () => (await list()).items.length === 0);
    const effects: unknown = await dataSource.query(
      'select sequence from effect where aggregate_id = $1 order by place',
      [aggregateId],
    );
    assert.deepEqual(effects, [{ sequence: 1 }, { sequence: 2 }]);
  });

  it('are tried all at once, the first of each aggregate', async () => {
    await park(2);
    await park(1);
    await putOff();
    assert.deepEqual(await ask('/retry', 'POST'), { status: 202, body: { count: 2 } });
    assert.deepEqual(
      (await list()).items.map(({ due }) => due),
      [true, true],
    );
    assert.deepEqual((await ask('/retry', 'POST')).body, { count: 0 }, 'what is due already does not become more so');
  });

  it('are not waited for while the consumer tries them', async () => {
    const { eventIds } = await park(1);
    await putOff();
    const trying = dataSource.createQueryRunner();
    await trying.startTransaction();
    await trying.query('select from parked_event for update');
    assert.deepEqual(await ask(`/${eventIds[0]}/retry`, 'POST'), { status: 202, body: { count: 0 } });
    await trying.rollbackTransaction();
    await trying.release();
  });

  it('cannot be tried before the one that they wait behind: 409', async () => {
    const { eventIds } = await park(2);
    const { status, body } = await ask<{ type: string }>(`/${eventIds[1]}/retry`, 'POST');
    assert.deepEqual([status, body.type], [409, 'urn:motcua:problem:parked-behind-another']);
  });

  it('that have had their effect are not found any more', async () => {
    for (const id of [uuidv7(), 'x']) assert.equal((await ask(`/${id}/retry`, 'POST')).status, 404);
  });

  it('are read page by page, the oldest event first', async () => {
    const heads: (string | undefined)[] = [];
    for (let count = 0; count < 5; count++) heads.push((await park(2)).eventIds[0]);
    const first = await list('?limit=2');
    const second = await list(`?limit=2&after=${first.next}`);
    const third = await list(`?limit=2&after=${second.next}`);
    const pages = [first, second, third].map(({ items }) => items.map(({ eventId }) => eventId));
    assert.deepEqual(pages, [heads.slice(0, 2), heads.slice(2, 4), heads.slice(4)]);
    assert.equal(third.next, undefined);
    assert.equal((await ask('?after=x')).status, 422);
  });

  it('are shown to administrators of the province and to nobody else', async () => {
    const { eventIds } = await park(1);
    for (const [path, method] of [
      ['', 'GET'],
      ['/retry', 'POST'],
      [`/${eventIds[0]}/retry`, 'POST'],
    ] as const) {
      assert.equal((await ask(path, method, overseer)).status, 403, path);
      assert.equal((await ask(path, method, '')).status, 401, path);
    }
  });

  it('have operations of the service in the description of the API', () => {
    const operations = Object.values(describeApi(app).paths).flatMap(({ get, post }) => [get, post]);
    const ids = operations.flatMap((operation) => operation?.operationId ?? []);
    assert.deepEqual(ids.sort(), ['TallyParkedEvents_list', 'TallyParkedEvents_retry', 'TallyParkedEvents_retryAll']);
  });
});
