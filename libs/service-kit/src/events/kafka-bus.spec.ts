import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import kafkajs, { type Admin } from 'kafkajs';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import { topics, writePayload } from '@motcua/contracts/events';
import { databaseForTest, testKafka, type TestDatabase } from '@motcua/testing';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Commands } from '../database/index.js';
import { addOne, connect, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { until } from '../fixture/until.js';
import { TemporarilyUnavailable } from '../errors/index.js';
import { createLogger } from '../logs/index.js';
import type { Deliver } from './bus.js';
import { Consumer } from './consumer.js';
import { KafkaBus } from './kafka-bus.js';
import { applyTopics, type KafkaDeclaration } from './kafka-topics.js';
import { Relay } from './relay.js';

const { brokers, skip } = await testKafka();
const log = createLogger({ service: 'tally', level: 'silent' });
const topic = topics.dossier;
const declaration: KafkaDeclaration = {
  replicationFactor: 1,
  minInSyncReplicas: 1,
  listeners: {},
  topics: { [topic]: { owner: 'dossier', consumers: ['tally'], partitions: 3, retentionDays: 7 } },
};

function fact(subject: string, sequence: number, over: Partial<CloudEvent> = {}): CloudEvent {
  return {
    specversion: '1.0',
    id: uuidv7(),
    source: '/motcua/dossier',
    type: 'task.claimed',
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    data: writePayload('task.claimed', { dossierId: subject, taskId: subject, elementId: 'receive' }),
    sequence,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    ...over,
  };
}

describe('the bus over Kafka', { skip }, () => {
  const prefix = `spec-${randomUUID()}.`;
  const kafka = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING });
  let admin: Admin;
  const buses: KafkaBus[] = [];

  before(async () => {
    admin = kafka.admin();
    await admin.connect();
    await applyTopics(admin, declaration, { prefix });
  });
  after(() => admin.disconnect());
  afterEach(async () => {
    await Promise.all(buses.splice(0).map((bus) => bus.close()));
  });

  function newBus(): KafkaBus {
    const bus = new KafkaBus({ brokers, prefix, service: 'tally', log });
    buses.push(bus);
    return bus;
  }

  /** A replica of a group that notes what it gets. */
  function replica(group: string, deliver: Deliver = () => Promise.resolve()) {
    const got: CloudEvent[] = [];
    const bus = newBus();
    bus.subscribe(group, topic, async (events) => {
      await deliver(events);
      got.push(...events);
    });
    bus.start();
    return { bus, got };
  }

  it('brings an event as it was said, to every group', async () => {
    const [one, other] = [replica('one'), replica('other')];
    const event = fact(uuidv7(), 1);
    await newBus().publish(topic, [event]);
    await until(() => one.got.length > 0 && other.got.length > 0);
    assert.deepEqual(one.got, [event]);
    assert.deepEqual(other.got, [event]);
  });

  it('speaks CloudEvents in binary mode, with the aggregate as the key', async () => {
    const event = fact(uuidv7(), 7);
    const consumer = kafka.consumer({ groupId: randomUUID() });
    await consumer.connect();
    await consumer.subscribe({ topic: prefix + topic, fromBeginning: true });
    const record = new Promise<Record<string, unknown>>((resolve) => {
      void consumer.run({
        eachMessage: async ({ message }) => {
          if (message.key?.toString() !== event.subject) return;
          const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]);
          resolve({ ...Object.fromEntries(headers), value: message.value?.toString() });
        },
      });
    });
    await newBus().publish(topic, [event]);
    assert.deepEqual(await record, {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_source: '/motcua/dossier',
      ce_type: 'task.claimed',
      ce_subject: event.subject,
      ce_time: event.time,
      ce_sequence: '7',
      ce_traceparent: event.traceparent,
      value: event.data,
    });
    await consumer.disconnect();
  });

  it('keeps the order of each aggregate over many batches and two replicas that share the work', async () => {
    const group = randomUUID();
    const places = new Map<string, number[]>();
    const note: Deliver = (events) => {
      for (const { subject, sequence } of events) places.set(subject, [...(places.get(subject) ?? []), sequence]);
      return Promise.resolve();
    };
    const first = replica(group, note);
    const second = replica(group, note);
    const ids = Array.from({ length: 20 }, () => uuidv7());
    const publisher = newBus();
    for (let sequence = 1; sequence <= 30; sequence++) {
      await publisher.publish(
        topic,
        ids.map((id) => fact(id, sequence)),
      );
    }
    await until(() => ids.every((id) => places.get(id)?.at(-1) === 30));
    for (const id of ids) {
      // A record may come again when the group shares anew, never one before it for the first time.
      const firsts = [...new Set(places.get(id))];
      assert.deepEqual(
        firsts,
        Array.from({ length: 30 }, (_, index) => index + 1),
      );
    }
    await until(() => first.got.length > 0 || second.got.length > 0);
  });

  it('brings a batch again that could not be delivered, from the same event on, while other partitions go on', async () => {
    let away = true;
    const sick = uuidv7();
    const { got } = replica(randomUUID(), (events) =>
      away && events.some(({ subject }) => subject === sick)
        ? Promise.reject(new Error('the database is away'))
        : Promise.resolve(),
    );
    const publisher = newBus();
    await publisher.publish(topic, [fact(sick, 1), fact(sick, 2)]);
    const others = Array.from({ length: 40 }, () => uuidv7());
    await publisher.publish(
      topic,
      others.map((id) => fact(id, 1)),
    );
    await until(() => got.some(({ subject }) => others.includes(subject)));
    assert.ok(!got.some(({ subject }) => subject === sick));
    away = false;
    await until(() => others.every((id) => got.some(({ subject }) => subject === id)));
    assert.deepEqual(
      got.filter(({ subject }) => subject === sick).map(({ sequence }) => sequence),
      [1, 2],
    );
  });

  it('goes on behind what a replica had taken, when another takes over', async () => {
    const group = randomUUID();
    const id = uuidv7();
    const first = replica(group);
    const publisher = newBus();
    await publisher.publish(topic, [fact(id, 1)]);
    await until(() => first.got.some(({ subject }) => subject === id));
    await first.bus.stopConsuming();
    await publisher.publish(topic, [fact(id, 2)]);
    const second = replica(group);
    await until(() => second.got.some(({ subject }) => subject === id));
    assert.deepEqual(
      second.got.filter(({ subject }) => subject === id).map(({ sequence }) => sequence),
      [2],
    );
  });

  it('tells every process that listens, of what happens from then on', async () => {
    const publisher = newBus();
    const old = uuidv7();
    await publisher.publish(topic, [fact(old, 1)]);
    const heard: CloudEvent[][] = [[], []];
    for (const list of heard) {
      const bus = newBus();
      bus.listen(topic, (events) => Promise.resolve(void list.push(...events)));
      bus.start();
    }
    await until(async () => {
      await publisher.publish(topic, [fact(uuidv7(), 1)]);
      return heard.every((list) => list.length > 0);
    });
    assert.ok(heard.flat().every(({ subject }) => subject !== old));
  });

  it('tells all of what happens to each of two who listen in one process', async () => {
    const bus = newBus();
    const got: string[][] = [[], []];
    const heard = got.map((list) =>
      bus.listen(topic, (events) => Promise.resolve(void list.push(...events.map(({ subject }) => subject)))),
    );
    bus.start();
    await until(() => heard.every((since) => since() !== undefined));
    const subjects = Array.from({ length: 12 }, () => uuidv7());
    await newBus().publish(
      topic,
      subjects.map((subject) => fact(subject, 1)),
    );
    await until(() => got.every((list) => subjects.every((subject) => list.includes(subject))));
    await bus.close();
  });

  it('tells a listener from when on it misses nothing', async () => {
    const bus = newBus();
    const got: string[] = [];
    const heard = bus.listen(topic, (events) =>
      Promise.resolve(void got.push(...events.map(({ subject }) => subject))),
    );
    assert.equal(heard(), undefined);
    bus.start();
    await until(() => heard() !== undefined);
    const subjects = Array.from({ length: 6 }, () => uuidv7());
    await newBus().publish(
      topic,
      subjects.map((subject) => fact(subject, 1)),
    );
    await until(() => subjects.every((subject) => got.includes(subject)));
    await bus.close();
    assert.equal(heard(), undefined);
  });

  it('passes over a record that is no event of the platform', async () => {
    const { got } = replica(randomUUID());
    const producer = kafka.producer();
    await producer.connect();
    const id = uuidv7();
    await producer.send({ topic: prefix + topic, messages: [{ key: id, value: 'xin chào' }] });
    await producer.disconnect();
    await newBus().publish(topic, [fact(id, 1)]);
    await until(() => got.some(({ subject }) => subject === id));
  });

  it('does not say that a batch is published while no broker can be reached', async () => {
    const bus = new KafkaBus({ brokers: ['127.0.0.1:1'], prefix, service: 'tally', log });
    await assert.rejects(bus.publish(topic, [fact(uuidv7(), 1)]), TemporarilyUnavailable);
    await bus.close();
  });

  describe('between the outbox of one service and the rows of another', () => {
    let database: TestDatabase;
    let dataSource: DataSource;

    before(async () => {
      database = await databaseForTest(tallyDatabase);
      dataSource = await connect(runtimeOf(database), 8);
    });
    after(async () => {
      await dataSource.destroy();
      await database.drop();
    });

    it('gives every event its effect once, in order, while the relay’s connection and a consumer are cut', async () => {
      const group = randomUUID();
      const consumerOn = (bus: KafkaBus) => {
        const consumer = new Consumer({ group, dataSource, bus, log });
        consumer.on(topic, {
          'task.claimed': async (tx, _, event) => {
            await tx.query('insert into effect (aggregate_id, sequence) values ($1, $2)', [
              event.subject,
              event.sequence,
            ]);
          },
        });
        bus.start();
        return bus;
      };
      const first = consumerOn(newBus());
      consumerOn(newBus());
      const relay = new Relay({ service: 'dossier', topic, login: runtimeOf(database), bus: newBus(), log });
      relay.start();
      const commands = new Commands(dataSource, () => relay.notify());
      const ids = Array.from({ length: 10 }, () => uuidv7());
      for (let round = 0; round < 10; round++) {
        await Promise.all(ids.map((id) => addOne(commands, id)));
        if (round === 3) await first.stopConsuming();
        if (round === 6) {
          await dataSource.query(
            `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and application_name like '%-relay'`,
          );
        }
      }
      const effects = async () =>
        dataSource.query<{ aggregate_id: string; sequence: number }[]>(
          'select aggregate_id, sequence from effect where aggregate_id = any ($1) order by place',
          [ids],
        );
      await until(async () => (await effects()).length >= 100);
      await relay.stop();
      const rows = await effects();
      for (const id of ids) {
        assert.deepEqual(
          rows.filter((row) => row.aggregate_id === id).map(({ sequence }) => sequence),
          Array.from({ length: 10 }, (_, index) => index + 1),
        );
      }
    });
  });
});

describe('the topics of a cluster', { skip }, () => {
  it('are made as declared, once, and changed where only their keeping differs', async () => {
    const prefix = `spec-${randomUUID()}.`;
    const admin = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      assert.deepEqual(await applyTopics(admin, declaration, { prefix }), [
        `created ${prefix}${topic} with 3 partitions`,
      ]);
      assert.deepEqual(await applyTopics(admin, declaration, { prefix }), []);
      const changed = (change: Partial<KafkaDeclaration['topics'][string]>): KafkaDeclaration => ({
        ...declaration,
        topics: { [topic]: { owner: 'dossier', consumers: [], partitions: 3, retentionDays: 7, ...change } },
      });
      assert.deepEqual(await applyTopics(admin, changed({ retentionDays: 1 }), { prefix }), [
        `set retention.ms=86400000 of ${prefix}${topic}`,
      ]);
      await assert.rejects(applyTopics(admin, changed({ partitions: 4 }), { prefix }), /has 3 partitions, and 4/);
    } finally {
      await admin.disconnect();
    }
  });
});
