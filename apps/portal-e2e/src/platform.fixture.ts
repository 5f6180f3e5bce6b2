import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { testKafka } from '@motcua/testing';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));

export interface RunningPlatform {
  readonly url: string;
  /** Runs a statement in a service's database, as nobody but a spec may. */
  runSql(service: string, sql: string): Promise<void>;
  /** Ctrl-C; gives the exit code. */
  stop(): Promise<number | null>;
}

/**
 * The whole platform as `npm start` runs it, in a process and a data directory of its own.
 * @param environment settings of its services, by variable
 */
export async function startPlatform(environment: Readonly<Record<string, string>> = {}): Promise<RunningPlatform> {
  const provinceDir = join(checkout, 'deploy/provinces/bac-lieu-ca-mau');
  return run(
    'apps/platform/dist/main.js',
    (port, dataDir) => ({ port, dataDir, provinceDir, reset: false }),
    environment,
  );
}

/** Every service in a process of its own as `npm run start:services` runs them, over the broker of the test run. */
export async function startServices(): Promise<RunningPlatform> {
  const { brokers } = await testKafka();
  const environment = { MOTCUA_KAFKA_BROKERS: brokers.join(','), MOTCUA_KAFKA_PREFIX: `journey-${randomUUID()}.` };
  const args = (port: number, dataDir: string) => ['--port', String(port), '--data', dataDir];
  return run('tools/dist/start-services/main.js', args, environment);
}

/** Runs what a module's `main` does with its argument, in a process and a data directory of its own. */
async function run(
  module: string,
  argument: (port: number, dataDir: string) => unknown,
  environment: Readonly<Record<string, string>>,
): Promise<RunningPlatform> {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-journey-'));
  const port = await freePort();
  const main = new URL(module, `file://${checkout}`).href;
  const code = `const { main } = await import(${JSON.stringify(main)}); await main(${JSON.stringify(argument(port, dataDir))});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        if (line.includes('Ctrl-C; nothing is lost')) resolve();
      });
    }
    child.once('exit', () => reject(new Error(`the platform did not start:\n${said.join('\n')}`)));
  });
  return {
    url: `http://localhost:${port}`,
    runSql: (service, sql) => runSql(dataDir, service, sql),
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      await exited;
      await rm(dataDir, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

/** In a process of its own, as is the platform: a spec of the portal imports no library of the services. */
async function runSql(dataDir: string, service: string, sql: string): Promise<void> {
  const library = new URL('libs/embedded-postgres/dist/index.js', `file://${checkout}`).href;
  const code = `
    const { findRunningPostgres, asSuperuser } = await import(${JSON.stringify(library)});
    const postgres = await findRunningPostgres(${JSON.stringify(dataDir)});
    await asSuperuser(postgres, ${JSON.stringify(`motcua_${service}`)}, (client) => client.query(${JSON.stringify(sql)}));`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}
