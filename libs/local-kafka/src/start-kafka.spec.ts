import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import kafkajs from 'kafkajs';
import { javaIsThere, mavenIsThere, fetchKafkaJars } from './kafka-jars.js';
import { startKafkaFromJars } from './kafka-process.js';
import { startKafka } from './start-kafka.js';

const canRun = (await javaIsThere()) && (await mavenIsThere());
const skip = canRun ? false : 'Java and Maven are not installed';
// Kept for the next run, beside what the test run itself keeps.
const jarsDir = join(import.meta.dirname, '../../../node_modules/.cache/motcua');

describe('a broker of this machine', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'motcua-kafka-'));
  after(() => rmSync(dataDir, { recursive: true, force: true }));

  it('is the one that is given, where one is', async () => {
    const kafka = await startKafka({ dataDir, jarsDir, given: 'one:9092, other:9092', log: () => undefined });
    assert.deepEqual([kafka.from, kafka.brokers], ['environment', ['one:9092', 'other:9092']]);
  });

  it('keeps what it took when it is killed, and goes on at the same address', { skip }, async () => {
    const jars = await fetchKafkaJars(jarsDir, { maven: true, log: () => undefined });
    const first = await startKafkaFromJars({ jars, dataDir, log: () => undefined });
    const port = Number(first.brokers[0]?.split(':')[1]);
    const client = new kafkajs.Kafka({ brokers: [...first.brokers], logLevel: kafkajs.logLevel.NOTHING });
    const admin = client.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'kept', numPartitions: 1 }], waitForLeaders: true });
    await admin.disconnect();
    const producer = client.producer();
    await producer.connect();
    await producer.send({ topic: 'kept', acks: -1, messages: [{ value: 'một' }] });
    await producer.disconnect();
    process.kill(first.pid ?? 0, 'SIGKILL');
    await first.stop();

    const second = await startKafkaFromJars({ jars, dataDir, port, log: () => undefined });
    const consumer = client.consumer({ groupId: 'readers' });
    await consumer.connect();
    await consumer.subscribe({ topic: 'kept', fromBeginning: true });
    const value = await new Promise((resolve) => {
      void consumer.run({ eachMessage: async ({ message }) => resolve(message.value?.toString()) });
    });
    assert.equal(value, 'một');
    await consumer.disconnect();
    await second.stop();
  });
});
