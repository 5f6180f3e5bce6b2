import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePortFree, StartFault } from '@motcua/embedded-postgres';
import { KafkaUnavailable } from '@motcua/local-kafka';
import { inCheckout } from '../checkout.js';
import { UsageFault } from '../command-line.js';
import { ServiceCluster, serviceNames } from './service-cluster.js';

const usage = `npm run start:services [-- --port N --data DIR --province DIR --replicas N --reset]

  --port N        the port of the web address (8080)
  --data DIR      where PostgreSQL, Kafka, files and logs lie (.data/services in the checkout)
  --province DIR  the province that is brought into force (deploy/provinces/bac-lieu-ca-mau)
  --replicas N    processes of each service (1)
  --reset         removes all data first

Kafka is the one at MOTCUA_KAFKA_BROKERS, else one in Docker, else Apache Kafka's jars through Maven and Java.`;

/** Starts every service in a process of its own, as a data centre runs them, and keeps them until Ctrl-C. */
export async function main(args: string[]): Promise<void> {
  try {
    const options = readOptions(args);
    if (!options) return console.log(usage);
    await run(options);
  } catch (error) {
    if (error instanceof UsageFault) console.error(`${error.message}\n\n${usage}`);
    else if (error instanceof StartFault || error instanceof KafkaUnavailable) console.error(error.message);
    else console.error(error);
    process.exit(error instanceof UsageFault ? 2 : 1);
  }
}

interface Options {
  readonly port: number;
  readonly dataDir: string;
  readonly provinceDir: string;
  readonly replicas: number;
  readonly reset: boolean;
}

async function run({ port, dataDir, provinceDir, replicas, reset }: Options): Promise<void> {
  const startedAt = performance.now();
  await ensurePortFree(port);
  const cluster = await ServiceCluster.start({
    port,
    dataDir,
    reset,
    replicas: Object.fromEntries(serviceNames.map((service) => [service, replicas])),
    kafkaBrokers: process.env.MOTCUA_KAFKA_BROKERS,
    kafkaPrefix: process.env.MOTCUA_KAFKA_PREFIX,
    log: say,
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    say('Stopping: finishing what is under way');
    await cluster.stop();
    say('Stopped; nothing is lost.');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  say('Applying the province');
  await cluster.applyProvince(provinceDir);
  say(`
motcua serves at ${cluster.url}   (ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s)
`);
  for (const [service, list] of cluster.replicas) {
    for (const { pid, options } of list) {
      say(
        `  ${service.padEnd(12)}  pid ${pid}  HTTP ${options.httpPort}  gRPC ${options.grpcPort}  ${options.logFile}`,
      );
    }
  }
  say(`
Kafka     ${cluster.kafka.brokers.join(',')} (${cluster.kafka.from})
Data      ${dataDir}
Stop      Ctrl-C; nothing is lost
`);
}

function readOptions(args: string[]): Options | undefined {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parse(() =>
    parseArgs({ args, options: { port: text, data: text, province: text, replicas: text, reset: flag, help: flag } }),
  );
  if (values.help) return undefined;
  const from = process.env.INIT_CWD ?? process.cwd();
  return {
    port: numberOf('--port', values.port ?? '8080', 65_535),
    dataDir: values.data ? resolve(from, values.data) : inCheckout('.data/services'),
    provinceDir: values.province ? resolve(from, values.province) : inCheckout('deploy/provinces/bac-lieu-ca-mau'),
    replicas: numberOf('--replicas', values.replicas ?? '1', 9),
    reset: values.reset,
  };
}

function parse<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UsageFault(error instanceof Error ? error.message : 'The arguments make no sense.');
  }
}

function numberOf(name: string, given: string, most: number): number {
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= 1 && value <= most) return value;
  throw new UsageFault(`${name} takes a number from 1 to ${most}, not "${given}".`);
}

function say(line: string): void {
  console.log(line);
}
