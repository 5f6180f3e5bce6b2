import { KafkaUnavailable, startKafka, type RunningKafka } from '@motcua/local-kafka';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The environment variable through which a test run hands its one broker to every spec: `host:port`, or why there is none. */
const variable = 'MOTCUA_TEST_KAFKA';
const missing = 'missing: ';

export type TestKafka =
  | { readonly brokers: readonly string[]; readonly skip: false }
  /** What a spec shows in place of running. */
  | { readonly brokers: readonly []; readonly skip: string };

let kafka: Promise<TestKafka> | undefined;

/** The broker of this test run; a spec that runs alone has its own, which goes when the spec's process ends. */
export function testKafka(): Promise<TestKafka> {
  kafka ??= givenKafka() ?? ownKafka();
  return kafka;
}

/**
 * Starts the one broker of a test run, for this process and those that it starts. Without one, the specs of the broker say why they do
 * not run; in CI that is a failure.
 * @param jarsDir where Apache Kafka's jars are kept for the next run
 * @throws KafkaUnavailable in CI
 */
export async function startTestKafka(jarsDir: string): Promise<{ stop(): Promise<void> }> {
  try {
    const server = await startTemporary(jarsDir);
    process.env[variable] = server.brokers.join(',');
    return server;
  } catch (error) {
    if (!(error instanceof KafkaUnavailable) || process.env.CI === 'true') throw error;
    process.env[variable] = missing + error.message;
    console.log(`The specs of the broker are left out: ${error.message}`);
    return { stop: () => Promise.resolve() };
  }
}

function givenKafka(): Promise<TestKafka> | undefined {
  const given = process.env[variable];
  if (given === undefined) return undefined;
  if (given.startsWith(missing)) return Promise.resolve({ brokers: [], skip: given.slice(missing.length) });
  return Promise.resolve({ brokers: given.split(','), skip: false });
}

async function ownKafka(): Promise<TestKafka> {
  const server = await startTemporary(join(tmpdir(), 'motcua-kafka-jars'));
  process.once('beforeExit', () => void server.stop());
  return { brokers: server.brokers, skip: false };
}

async function startTemporary(jarsDir: string): Promise<RunningKafka> {
  const dataDir = mkdtempSync(join(tmpdir(), 'motcua-test-kafka-'));
  const server = await startKafka({ dataDir, jarsDir, given: process.env.MOTCUA_KAFKA_BROKERS, log: console.log });
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
