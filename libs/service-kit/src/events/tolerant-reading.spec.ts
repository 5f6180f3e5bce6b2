import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import { Channel } from '@motcua/contracts/dossier/v1/events';
import { isKnownEventType, topics, type EventType } from '@motcua/contracts/events';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { connect, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { createLogger } from '../logs/index.js';
import { InProcessBus } from './bus.js';
import { eventOf, messageOf } from './cloud-event-message.js';
import { Consumer } from './consumer.js';

const samples = fileURLToPath(new URL('../../../contracts/samples', import.meta.url));

/** Every event that some release said, as it said it. */
function eventsOfAllReleases(): CloudEvent[] {
  return readdirSync(samples)
    .filter((name) => /^\d/.test(name))
    .flatMap((release) =>
      readdirSync(`${samples}/${release}`).map(
        (file) => JSON.parse(readFileSync(`${samples}/${release}/${file}`, 'utf8')) as CloudEvent,
      ),
    );
}

/** A record as the broker gives it back. */
function recordOf(event: CloudEvent, headers: Record<string, string> = {}) {
  const message = messageOf(event);
  return { headers: { ...message.headers, ...headers }, value: Buffer.from(String(message.value)) };
}

function submitted(data: object): CloudEvent {
  const subject = uuidv7();
  return {
    specversion: '1.0',
    id: uuidv7(),
    source: '/motcua/dossier',
    type: 'dossier.submitted',
    subject,
    time: '2025-07-01T01:30:00.000Z',
    datacontenttype: 'application/json',
    data: JSON.stringify({ dossierId: subject, ...data }),
    sequence: 1,
  };
}

describe('an event of another release', () => {
  const log = createLogger({ service: 'tally', level: 'silent' });
  let database: TestDatabase;
  let dataSource: DataSource;
  let bus: InProcessBus;
  let took: { type: string; payload: unknown }[];

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    dataSource = await connect(runtimeOf(database));
  });

  after(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  beforeEach(async () => {
    await dataSource.query('delete from parked_event');
    await dataSource.query('delete from inbox');
    took = [];
    bus = new InProcessBus();
    const consumer = new Consumer({ group: 'tally', dataSource, bus, log });
    const take = (type: EventType) => (_tx: unknown, payload: unknown) => {
      took.push({ type, payload });
      return Promise.resolve();
    };
    const types = new Set(eventsOfAllReleases().map(({ type }) => type));
    const effects = Object.fromEntries([...types].filter(isKnownEventType).map((type) => [type, take(type)]));
    consumer.on(topics.dossier, effects);
  });

  /** Through a record of the broker into the consumer. */
  async function bring(...events: (CloudEvent | undefined)[]): Promise<void> {
    const known = events.filter((event) => event !== undefined);
    assert.equal(known.length, events.length, 'a record was taken for a foreign one');
    await bus.publish(topics.dossier, known);
    assert.deepEqual(await dataSource.query('select reason from parked_event'), []);
  }

  it('that lies in a broker or a history since then has its effect, whichever release said it', async () => {
    const events = eventsOfAllReleases();
    assert.ok(events.length >= 15);
    for (const event of events) assert.deepEqual(eventOf(recordOf(event)), event);
    await bring(...events.map((event) => eventOf(recordOf(event))));
    assert.deepEqual(took.map(({ type }) => type).sort(), events.map(({ type }) => type).sort());
  });

  it('that was written before a field came is read without it', async () => {
    await bring(eventOf(recordOf(submitted({ channel: 'CHANNEL_POSTAL' }))));
    const [{ payload } = { payload: undefined }] = took;
    const { fileIds, citizenId, channel } = payload as { fileIds: unknown; citizenId: unknown; channel: unknown };
    assert.deepEqual([fileIds, citizenId, channel], [[], undefined, Channel.CHANNEL_POSTAL]);
  });

  it('that has fields and words of later is read for what this release knows', async () => {
    const event = submitted({ channel: 'CHANNEL_BY_PIGEON', pigeon: { name: 'Bồ câu', rings: [7] }, fileIds: ['f'] });
    await bring(eventOf(recordOf(event)));
    const { channel, fileIds } = took[0]?.payload as { channel: unknown; fileIds: unknown };
    assert.deepEqual([channel, fileIds], [Channel.UNRECOGNIZED, ['f']]);
  });

  it('that carries attributes of CloudEvents nobody knows here is taken without them', async () => {
    const event = submitted({});
    const headers = { ce_partitionkey: 'k', ce_dataschema: 'https://example.vn/schema', ce_severity: '3', other: 'x' };
    assert.deepEqual(eventOf(recordOf(event, headers)), event);
    await bring(eventOf(recordOf(event, headers)));
    assert.equal(took.length, 1);
  });

  it('of a type that nobody knows here is passed over, and those around it are taken', async () => {
    const unknown = { ...submitted({}), type: 'dossier.teleported', data: '{"to":"the moon"}' };
    await bring(...[submitted({}), unknown, submitted({})].map((event) => eventOf(recordOf(event))));
    assert.equal(took.length, 2);
    assert.deepEqual(await dataSource.query('select count(*)::integer as taken from inbox'), [{ taken: 2 }]);
  });

  it('without a trace, as one might come, is taken too', async () => {
    const [first] = eventsOfAllReleases();
    assert.ok(first?.traceparent);
    const untraced = { ...first, id: uuidv7() };
    Reflect.deleteProperty(untraced, 'traceparent');
    await bring(eventOf(recordOf(untraced)));
    assert.equal(took.length, 1);
  });
});
