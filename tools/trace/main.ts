import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inCheckout } from '../checkout.js';
import { runTool, UsageFault } from '../command-line.js';
import { freePorts } from '../start-services/free-ports.js';
import { ServiceCluster } from '../start-services/service-cluster.js';
import { handInBirths } from './hand-in-births.js';
import { OtlpReceiver, type Span } from './otlp-receiver.js';
import { orphans, spanTree } from './span-tree.js';
import { waterfall, type DrawnTrace } from './waterfall.js';

const usage = `npm run trace -- --out FILE.svg

Starts every service in a process of its own over data of its own, hands one dossier in at a counter and one online, and draws what each
caused: HTTP, calls between services, commands, events and those who take them in.

  --out FILE.svg  where the picture goes
  --data DIR      keeps PostgreSQL, files and logs there; without it they are removed

Kafka is the one at MOTCUA_KAFKA_BROKERS, else one in Docker, else Apache Kafka's jars through Maven and Java.`;

export async function main(args: string[]): Promise<void> {
  await runTool(usage, async () => {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args, options: { out: text, data: text, help: { type: 'boolean' } } });
    if (values.help) {
      console.log(usage);
      return true;
    }
    if (!values.out) throw new UsageFault('--out says where the picture goes.');
    const from = process.env.INIT_CWD ?? process.cwd();
    const traces = await inDirectory(values.data && resolve(from, values.data), record);
    await writeFile(resolve(from, values.out), waterfall(traces));
    for (const { title, spans } of traces) print(title, spans);
    return traces.every(({ spans }) => orphans(spans).length === 0);
  });
}

async function inDirectory<T>(given: string | undefined, work: (directory: string) => Promise<T>): Promise<T> {
  if (given) return work(given);
  const directory = await mkdtemp(join(tmpdir(), 'motcua-trace-'));
  await chmod(directory, 0o755); // PostgreSQL's own user comes through here where this is root's
  try {
    return await work(join(directory, 'data'));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function record(dataDir: string): Promise<DrawnTrace[]> {
  const receiver = await OtlpReceiver.listen();
  const [port = 0] = await freePorts(1);
  const cluster = await ServiceCluster.start({
    port,
    dataDir,
    environment: receiver.environment,
    kafkaBrokers: process.env.MOTCUA_KAFKA_BROKERS,
    kafkaPrefix: process.env.MOTCUA_KAFKA_PREFIX ?? `trace-${randomUUID()}.`,
    log: (line) => console.log(line),
  });
  try {
    console.log('Applying the province');
    await cluster.applyProvince(inCheckout('deploy/provinces/bac-lieu-ca-mau'));
    return await handInBirths(cluster.url, receiver);
  } finally {
    await cluster.stop();
    await receiver.close();
  }
}

function print(title: string, spans: readonly Span[]): void {
  console.log(`\n${title} (trace ${spans[0]?.traceId})`);
  for (const { span, depth } of spanTree(spans)) {
    const ms = (span.endMs - span.startMs).toFixed(1).padStart(8);
    console.log(`${ms} ms  ${span.service.padEnd(20)}  ${'  '.repeat(depth)}${span.name} (${span.kind})`);
  }
}
