import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { prepareDatabase, startPostgres } from '@motcua/embedded-postgres';
import { startKafka } from '@motcua/local-kafka';
import { migrate } from '@motcua/service-kit/database';
import { createKafka, KafkaBus, Relay } from '@motcua/service-kit/events';
import { createLogger } from '@motcua/service-kit/logs';
import { inCheckout } from '../checkout.js';
import { bringTopics } from '../motcua/topics.js';
import { drained } from './effects.js';
import { median } from './load.js';
import { target, type BenchOptions, type Measurement } from './measurement.js';

const events = 50_000;
const rounds = 5;
const topic = 'motcua.dossier.v1';
const messagesAtOnce = 500;

/**
 * How fast the relay publishes what has piled up while the broker was away: 50,000 rows of the outbox to a real broker, each with its
 * position and its link of the chain, nothing else running. The baseline is the producer alone: records of the same size to the same
 * topic, 500 at once, one batch behind another. The first round warms both up and does not count.
 */
export async function benchRelay({ say }: BenchOptions): Promise<Measurement> {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-bench-'));
  const ends: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const log = createLogger({ service: 'bench', level: 'warn', destination: 'stderr' });
  try {
    const postgres = await startPostgres({ dataDir, log: say });
    ends.push(() => postgres.stop());
    const { host, port, database, owner, runtime } = await prepareDatabase(postgres, 'dossier');
    const login = { host, port, database, ...runtime };
    await migrate('dossier', { ...login, ...owner }, runtime.user, inCheckout('apps/dossier/migrations'));
    const kafka = await startKafka({
      dataDir: join(dataDir, 'kafka'),
      jarsDir: inCheckout('node_modules/.cache/motcua'),
      log: say,
    });
    ends.push(() => kafka.stop());
    const { brokers } = kafka;
    await bringTopics(inCheckout('deploy/kafka/topics.yaml'), { brokers }, { replicationFactor: 1 });
    const pool = new Pool({ ...login, max: 2 });
    ends.push(() => pool.end());
    const bus = new KafkaBus({ brokers, service: 'dossier', log });
    ends.push(() => bus.close());
    const [relayed, alone]: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round++) {
      const payloads = await pileUp(pool);
      const byProducer = await produce(brokers, payloads, log);
      const relay = new Relay({ service: 'dossier', topic, login, bus, log });
      const startedAt = performance.now();
      relay.start();
      await drained(pool);
      const byRelay = events / ((performance.now() - startedAt) / 1_000);
      await relay.stop();
      say(
        `round ${round}: ${byRelay.toFixed(0)} events/s, the producer alone ${byProducer.toFixed(0)} records/s${round === 0 ? ' (warm-up)' : ''}`,
      );
      if (round === 0) continue;
      relayed.push(byRelay);
      alone.push(byProducer);
    }
    return {
      name: 'relay',
      opsPerSecond: median(relayed),
      baselinePerSecond: median(alone),
      ratio: median(relayed.map((value, index) => value / (alone[index] ?? Number.NaN))),
      p50Ms: null,
      p99Ms: null,
      targets: [target(`draining ${events} events to the broker`, 'events/s', relayed, { atLeast: 5_000 })],
      further: { events },
    };
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** Three events of each dossier, as an intake at a counter says them. */
async function pileUp(pool: Pool): Promise<string[]> {
  await pool.query(
    `with dossiers as (select gen_random_uuid() as id, number from generate_series(0, $1::integer - 1) as number where number % 3 = 0),
     said as (
       select d.id, s.sequence, s.type,
              replace(s.data, '{{id}}', d.id::text) as data
         from dossiers d, (values
           (1, 'dossier.submitted', '{"dossierId":"{{id}}","trackingNumber":"K7M2-9QXA","procedureCode":"2.000815","packHash":"0b6f0d1c7c1e4a8f9d3b5a2e6c4f8091a2b3c4d5e6f708192a3b4c5d6e7f8091","intakeAgencyCode":"H12.16","competentAgencyCode":"H12.16","channel":"CHANNEL_COUNTER","fileIds":[],"submittedAt":"2026-11-24T03:00:00.000Z"}'),
           (2, 'dossier.accepted', '{"dossierId":"{{id}}","code":"H12.16-261124-0001","procedureCode":"2.000815","fieldCode":"chung-thuc","competentAgencyCode":"H12.16","intakeAgencyCode":"H12.16","channel":"CHANNEL_COUNTER","trackingNumber":"K7M2-9QXA","acceptedAt":"2026-11-24T03:00:00.000Z","dueAt":"2026-11-25T03:00:00.000Z"}'),
           (3, 'step.completed', '{"dossierId":"{{id}}","taskId":"{{id}}","elementId":"receive","agencyCode":"H12.16","fileIds":[]}')
         ) as s (sequence, type, data)
        where d.number + s.sequence <= $1),
     logged as (
       insert into event_log (aggregate_id, sequence, id, type, occurred_at, actor_id, actor_kind, agency_code, position_code, data, trace_parent)
       select id, sequence, gen_random_uuid(), type, now(), 'officer', 'officer', 'H12.16', 'clerk', data,
              '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
         from said)
     insert into outbox (aggregate_id, sequence) select id, sequence from said`,
    [events],
  );
  const { rows } = await pool.query<{ data: string }>(
    'select data from outbox join event_log using (aggregate_id, sequence)',
  );
  return rows.map(({ data }) => data);
}

async function produce(
  brokers: readonly string[],
  payloads: readonly string[],
  log: ReturnType<typeof createLogger>,
): Promise<number> {
  const producer = createKafka({ brokers }, 'motcua-bench', log).producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const startedAt = performance.now();
  for (let from = 0; from < payloads.length; from += messagesAtOnce) {
    const messages = payloads
      .slice(from, from + messagesAtOnce)
      .map((value, index) => ({ key: `${from + index}`, value }));
    await producer.send({ topic, acks: -1, messages });
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await producer.disconnect();
  return payloads.length / seconds;
}
