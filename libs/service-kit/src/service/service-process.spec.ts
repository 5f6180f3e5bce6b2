import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import { tallyDatabase } from '../fixture/tally.js';
import { until } from '../fixture/until.js';
import { platformKeys } from './platform-keys.js';

const main = fileURLToPath(new URL('../fixture/letter-service/main.js', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe('a service in a process of its own, on a database that this release has not migrated', () => {
  const directory = mkdtempSync(join(tmpdir(), 'motcua-process-'));
  let database: TestDatabase;
  let environment: Record<string, string>;
  let url: string;
  const running: ChildProcess[] = [];

  before(async () => {
    database = await databaseForTest({ ...tallyDatabase, service: 'letter', migrate: () => Promise.resolve() });
    platformKeys(directory, { isNew: true });
    const httpPort = await freePort();
    url = `http://127.0.0.1:${httpPort}`;
    environment = {
      PATH: '',
      MOTCUA_MODE: 'trial',
      MOTCUA_HTTP_PORT: String(httpPort),
      MOTCUA_GRPC_PORT: String(await freePort()),
      MOTCUA_PEERS: 'identity=127.0.0.1:1',
      MOTCUA_KEYS_FILE: join(directory, 'keys.json'),
      MOTCUA_DATABASE_HOST: database.host,
      MOTCUA_DATABASE_PORT: String(database.port),
      MOTCUA_DATABASE_NAME: database.database,
      MOTCUA_DATABASE_USER: database.runtime.user,
      MOTCUA_DATABASE_PASSWORD: database.runtime.password,
      MOTCUA_DATABASE_OWNER_USER: database.owner.user,
      MOTCUA_DATABASE_OWNER_PASSWORD: database.owner.password,
      MOTCUA_KAFKA_BROKERS: '127.0.0.1:1',
      MOTCUA_DRAIN_SECONDS: '0',
    };
  });

  after(async () => {
    for (const child of running) child.kill('SIGKILL');
    await database.drop();
    rmSync(directory, { recursive: true });
  });

  function run(command: string): { log: () => string; ended: Promise<unknown[]>; child: ChildProcess } {
    const child = spawn(process.execPath, [main, command], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    running.push(child);
    let log = '';
    child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
    return { log: () => log, ended: once(child, 'exit'), child };
  }

  const status = (path: string) =>
    fetch(`${url}${path}`).then(
      (response) => response.status,
      () => 'closed',
    );

  it('lives and is not ready, answers 503 and says what it waits for', async () => {
    const serving = run('serve');
    await until(async () => (await status('/healthz')) === 200);
    await until(() => serving.log().includes('database.awaits-migration'));
    assert.match(serving.log(), /"missing":\["foundation1783468800000",.*"tally1783468900000"/);
    assert.deepEqual([await status('/readyz'), await status('/api/letter/v1/public')], [503, 503]);

    const [code] = await run('migrate').ended;
    assert.equal(code, 0);
    await until(async () => (await status('/readyz')) === 200);
    assert.equal(await status('/api/letter/v1/public'), 200);
    serving.child.kill('SIGTERM');
    assert.deepEqual(await serving.ended, [0, null]);
  });

  it('ends in peace when it is told to while it waits', async () => {
    environment.MOTCUA_DATABASE_HOST = '/nowhere';
    const serving = run('serve');
    await until(() => serving.log().includes('database.awaited'));
    serving.child.kill('SIGTERM');
    assert.deepEqual(await serving.ended, [0, null]);
  });

  it('in production tells every fault of its set-up, in a sentence each and without a stack, and ends', async () => {
    const given = { ...environment, MOTCUA_MODE: 'production', MOTCUA_DATABASE_HOST: '127.0.0.1' };
    const child = spawn(process.execPath, [main, 'serve'], { env: given, stdio: ['ignore', 'ignore', 'pipe'] });
    running.push(child);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    assert.deepEqual(await once(child, 'close'), [1, null]);
    const [title, ...faults] = said.trim().split('\n');
    assert.equal(title, 'This is not fit for production:');
    assert.match(faults.pop() ?? '', /MOTCUA_MODE=trial/);
    assert.deepEqual(faults.map((fault) => fault.trim().split(/[:,]/)[0]).sort(), [
      'MOTCUA_DATABASE_CA_FILE',
      'MOTCUA_GRPC_CERT_FILE',
      'MOTCUA_KAFKA_CA_FILE',
      'MOTCUA_KAFKA_USERNAME',
      'MOTCUA_TRUSTED_PROXIES',
    ]);
  });
});
