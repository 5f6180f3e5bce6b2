import { createKafka } from '@motcua/service-kit/events';
import { createLogger } from '@motcua/service-kit/logs';
import { until } from './cluster.fixture.js';

/** Every record of every topic that the platform has under a prefix, headers, keys and values, as text. */
export async function allRecords(brokers: readonly string[], prefix: string): Promise<string[]> {
  const kafka = createKafka({ brokers }, 'motcua-spec', createLogger({ service: 'spec', level: 'fatal' }));
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
  let expected = 0;
  for (const topic of topics) {
    for (const { low, high } of await admin.fetchTopicOffsets(topic)) expected += Number(high) - Number(low);
  }
  await admin.disconnect();
  const records: string[] = [];
  const consumer = kafka.consumer({ groupId: `${prefix}spec`, maxWaitTimeInMs: 200 });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message: { key, value, headers = {} } }) => {
      const head = Object.entries(headers).map(([name, content]) => `${name}: ${String(content)}`);
      records.push([...head, key?.toString(), value?.toString()].join('\n'));
      return Promise.resolve();
    },
  });
  await until(() => records.length >= expected, 20_000, 'reading all records');
  await consumer.disconnect();
  return records;
}
