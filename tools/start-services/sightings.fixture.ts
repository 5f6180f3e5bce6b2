import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterForSpec } from './cluster.fixture.js';
import { allRecords } from './kafka-records.fixture.js';
import { readMetrics } from './metrics.fixture.js';
import type { Person } from './person.fixture.js';
import { serviceNames } from './service-cluster.js';

/** Tables whose rows hold nothing personal, though they are not sealed. */
const openTables = ['event_log', 'event_position', 'outbox', 'inbox', 'parked_event', 'idempotency_key'];

/** All that can be seen of a platform without its keys, by place. */
export async function sightings(
  test: ClusterForSpec,
  brokers: readonly string[],
  people: readonly Person[],
): Promise<Map<string, string>> {
  const { cluster, dataDir, receiver, kafkaPrefix } = test;
  const logs = readdirSync(join(dataDir, 'log')).map((file) => readFileSync(join(dataDir, 'log', file), 'utf8'));
  const replicas = serviceNames.flatMap((service) => cluster.of(service));
  const urls = people.flatMap((person) => person.urls);
  const places = new Map([
    ['logs', logs.join('\n')],
    ['traces', receiver.bodies.join('\n')],
    ['measures', (await Promise.all(replicas.map(readMetrics))).join('\n')],
    ['Kafka', (await allRecords(brokers, kafkaPrefix)).join('\n')],
    ['addresses', [...urls, ...urls.flatMap(decoded)].join('\n')],
  ]);
  for (const service of serviceNames) {
    const rows = await Promise.all(
      openTables.map((table) => test.select<{ row: string }>(service, `select t::text as row from ${table} t`)),
    );
    places.set(
      `tables of ${service}`,
      rows
        .flat()
        .map(({ row }) => row)
        .join('\n'),
    );
  }
  return places;
}

/** What the values of an address say when they are no words themselves. */
function decoded(url: string): string[] {
  return [...new URL(url, 'http://localhost').searchParams.values()].map((value) =>
    Buffer.from(value, 'base64url').toString(),
  );
}
