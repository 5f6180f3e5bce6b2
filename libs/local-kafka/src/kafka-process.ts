import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { KafkaUnavailable } from './kafka-unavailable.js';
import type { RunningKafka } from './start-kafka.js';

interface JarsOptions {
  readonly jars: string;
  readonly dataDir: string;
  readonly port?: number;
  readonly advertisedPort?: number;
  readonly log: (line: string) => void;
}

const startWithinMs = 90_000;
const stopWithinMs = 30_000;
const heap = ['-Xms128m', '-Xmx384m', '-XX:+UseSerialGC'];

/**
 * Runs one broker, which is its own controller (KRaft), over a directory and waits until it takes connections. It listens on loopback
 * alone. Started again over the same directory and port it goes on where it was, however it ended.
 * @throws KafkaUnavailable
 */
export async function startKafkaFromJars(options: JarsOptions): Promise<RunningKafka> {
  const { dataDir, log } = options;
  mkdirSync(dataDir, { recursive: true });
  const port = options.port ?? (await freePort());
  const { advertisedPort = port } = options;
  const settings = join(dataDir, 'server.properties');
  writeFileSync(settings, properties(dataDir, { port, advertisedPort, controllerPort: await freePort() }));
  writeFileSync(join(dataDir, 'log4j2.properties'), logSettings);
  const logFile = join(dataDir, 'broker.log');
  if (!existsSync(join(dataDir, 'log', 'meta.properties'))) await format(options, settings, logFile);
  log('Starting the Kafka broker');
  const child = java(options, logFile, ['kafka.Kafka', settings]);
  // No handle keeps Node alive for the broker, and a process that ends without stop() takes it along.
  child.unref();
  const stopAtExit = () => void child.kill('SIGKILL');
  process.once('exit', stopAtExit);
  let running = true;
  const ended = once(child, 'exit').then(() => {
    running = false;
    process.off('exit', stopAtExit);
  });
  const deadline = Date.now() + startWithinMs;
  while (!(await connects(port))) {
    if (!running || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new KafkaUnavailable(`The Kafka broker did not start (see ${logFile}).`);
    }
    await sleep(100);
  }
  return {
    from: 'jars',
    brokers: [`127.0.0.1:${advertisedPort}`],
    ...(child.pid !== undefined && { pid: child.pid }),
    async stop() {
      child.ref();
      if (running) child.kill('SIGTERM');
      const cut = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      await ended;
      clearTimeout(cut);
    },
  };
}

async function format(options: JarsOptions, settings: string, logFile: string): Promise<void> {
  const cluster = randomBytes(16).toString('base64url');
  const child = java(options, logFile, [
    'kafka.tools.StorageTool',
    'format',
    `--cluster-id=${cluster}`,
    '-c',
    settings,
  ]);
  await once(child, 'exit');
  if (child.exitCode !== 0)
    throw new KafkaUnavailable(`The Kafka broker cannot use ${options.dataDir} (see ${logFile}).`);
}

function java({ jars, dataDir }: JarsOptions, logFile: string, args: readonly string[]): ChildProcess {
  const output = openSync(logFile, 'a');
  const configuration = `-Dlog4j2.configurationFile=${join(dataDir, 'log4j2.properties')}`;
  try {
    // Its own process group: Ctrl-C reaches Node alone, which drains before it stops the broker.
    return spawn('java', [...heap, configuration, '-cp', join(jars, '*'), ...args], {
      detached: true,
      stdio: ['ignore', output, output],
    });
  } finally {
    closeSync(output);
  }
}

interface BrokerPorts {
  readonly port: number;
  readonly advertisedPort: number;
  readonly controllerPort: number;
}

function properties(dataDir: string, { port, advertisedPort, controllerPort }: BrokerPorts): string {
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${advertisedPort}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=${join(dataDir, 'log')}
auto.create.topics.enable=false
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
num.network.threads=2
num.io.threads=4
`;
}

const logSettings = `status=error
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d %p %m (%c)%n
rootLogger.level=warn
rootLogger.appenderRef.out.ref=out
`;

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
