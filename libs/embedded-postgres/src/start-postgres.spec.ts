import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { findPgdata } from './cluster-dir.js';
import { emptyDataDir } from './data-dir.js';
import { asSuperuser } from './postgres-access.js';
import { readPostmaster } from './postmaster.js';
import { startedAt } from './process-facts.js';
import { findRunningPostgres, type PostgresOptions, type RunningPostgres, startPostgres } from './start-postgres.js';

describe('PostgreSQL over a data directory', () => {
  const place = mkdtempSync(join(tmpdir(), 'motcua-spec-'));
  // Root's PostgreSQL has another account, which has to come through here.
  chmodSync(place, 0o755);
  const running: RunningPostgres[] = [];
  const platforms: ChildProcess[] = [];

  async function start(dataDir: string, options: Partial<PostgresOptions> = {}): Promise<RunningPostgres> {
    const postgres = await startPostgres({ dataDir, durable: false, log: () => undefined, ...options });
    running.push(postgres);
    return postgres;
  }

  async function startPlatform(dataDir: string): Promise<ChildProcess> {
    const script = fileURLToPath(new URL('./platform.fixture.js', import.meta.url));
    const platform = spawn(process.execPath, [script, dataDir], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    platforms.push(platform);
    assert.ok(platform.stdout);
    await once(platform.stdout, 'data');
    return platform;
  }

  afterEach(async () => {
    for (const platform of platforms.splice(0)) platform.kill('SIGKILL');
    for (const postgres of running.splice(0)) await postgres.stop();
  });

  after(() => {
    rmSync(place, { recursive: true });
  });

  it('keeps what was committed from one start to the next', async () => {
    const dataDir = join(place, 'kept');
    const first = await start(dataDir);
    await asSuperuser(first, 'postgres', (client) => client.query('CREATE TABLE dossier AS SELECT 1 AS id'));
    await first.stop();
    const second = await start(dataDir);
    const found = await asSuperuser(second, 'postgres', (client) => client.query('SELECT id FROM dossier'));
    assert.equal(found.rowCount, 1);
  });

  it('opens no network port, and asks for a password on its socket', async () => {
    const postgres = await start(join(place, 'closed'));
    const listening = await asSuperuser(postgres, 'postgres', (client) => client.query('SHOW listen_addresses'));
    assert.deepEqual(listening.rows, [{ listen_addresses: '' }]);
    const { host, port, superuser } = postgres;
    const stranger = new Client({ host, port, database: 'postgres', user: superuser.user, password: 'guessed' });
    await assert.rejects(stranger.connect(), { code: '28P01' });
  });

  it('lets no other user of the machine read its files', async () => {
    const { dataDir, host } = await start(join(place, 'private'));
    const asRoot = process.getuid?.() === 0;
    assert.equal(statSync(dataDir).mode & 0o777, asRoot ? 0o711 : 0o700);
    assert.equal(statSync(host).mode & 0o777, 0o700);
    const pgdata = statSync(join(dataDir, 'cluster', 'pgdata'));
    assert.equal(pgdata.mode & 0o777, 0o700);
    assert.equal(pgdata.uid === 0, false, 'PostgreSQL never runs as root');
    for (const file of ['secrets.json', 'postgres.log', 'platform.lock', 'motcua.json']) {
      assert.equal(statSync(join(dataDir, file)).mode & 0o777, 0o600, file);
    }
  });

  it('refuses a second platform on the same data while the first lives', async () => {
    const dataDir = join(place, 'shared');
    const first = await start(dataDir);
    await assert.rejects(start(dataDir), { code: 'alreadyRunning' });
    await first.stop();
    await start(dataDir);
  });

  it('stops the PostgreSQL of a killed platform, then starts over the same data', async () => {
    const dataDir = join(place, 'killed');
    const platform = await startPlatform(dataDir);
    const left = readPostmaster(findPgdata(dataDir) ?? '');
    assert.ok(left);
    platform.kill('SIGKILL');
    await once(platform, 'exit');
    assert.notEqual(startedAt(left.pid), undefined, 'the server outlives the platform');
    const said: string[] = [];
    await start(dataDir, { log: (line) => said.push(line) });
    assert.equal(startedAt(left.pid), undefined);
    assert.deepEqual(said, [`Stopping the PostgreSQL (process ${left.pid}) that an earlier platform left running`]);
  });

  it('leaves alone a stranger that got the process number of an old server', async () => {
    const dataDir = join(place, 'number');
    const first = await start(dataDir);
    const pgdata = findPgdata(dataDir) ?? '';
    const postmaster = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8');
    await first.stop();
    const stranger = spawn('sleep', ['60']);
    writeFileSync(join(pgdata, 'postmaster.pid'), postmaster.replace(/^\d+/, String(stranger.pid)));
    await start(dataDir);
    assert.equal(stranger.exitCode, null);
    stranger.kill();
  });

  it('goes on when Ctrl-C reaches the platform, which has to drain first', async () => {
    const dataDir = join(place, 'interrupted');
    const platform = await startPlatform(dataDir);
    assert.ok(platform.pid !== undefined && platform.stdout);
    process.kill(-platform.pid, 'SIGINT');
    await once(platform.stdout, 'data');
    const access = findRunningPostgres(dataDir);
    assert.ok(access);
    await asSuperuser(access, 'postgres', (client) => client.query('SELECT 1'));
    platform.kill('SIGKILL');
    await once(platform, 'exit');
    await start(dataDir);
  });

  it('is found by another process through its data directory, and only while it runs', async () => {
    const postgres = await start(join(place, 'found'));
    assert.deepEqual(findRunningPostgres(postgres.dataDir), {
      dataDir: postgres.dataDir,
      host: postgres.host,
      port: postgres.port,
      superuser: postgres.superuser,
    });
    await postgres.stop();
    assert.equal(findRunningPostgres(postgres.dataDir), undefined);
  });

  it('says when the server has died', async () => {
    const postgres = await start(join(place, 'died'));
    const server = readPostmaster(findPgdata(postgres.dataDir) ?? '');
    assert.ok(server);
    process.kill(server.pid, 'SIGQUIT');
    const keepWaiting = setInterval(() => undefined, 1000);
    await postgres.ended;
    clearInterval(keepWaiting);
  });

  it('uses a short directory for the socket when the path of the data is too long for one', async () => {
    const postgres = await start(join(place, 'x'.repeat(100)));
    assert.match(postgres.host, /^\/tmp\/motcua-/);
    await asSuperuser(postgres, 'postgres', (client) => client.query('SELECT 1'));
    await postgres.stop();
    assert.equal(existsSync(postgres.host), false);
  });

  it("keeps root's database where its account can come, when that is not the data directory", async (t) => {
    if (process.getuid?.() !== 0) return t.skip('an ordinary user needs no other account');
    const hidden = join(place, 'hidden');
    mkdirSync(hidden, { mode: 0o700 });
    const dataDir = join(hidden, 'data');
    const said: string[] = [];
    const postgres = await start(dataDir, { log: (line) => said.push(line) });
    const pgdata = findPgdata(dataDir) ?? '';
    assert.match(pgdata, /^\/var\/lib\/motcua\//);
    assert.match(said.join(), /Keeping the database in \/var\/lib\/motcua\//);
    await postgres.stop();
    const path = realpathSync(dataDir);
    emptyDataDir(path);
    assert.deepEqual([existsSync(pgdata), readdirSync(path)], [false, []]);
  });

  it('removes all data on a reset', async () => {
    const dataDir = join(place, 'reset');
    const first = await start(dataDir);
    await asSuperuser(first, 'postgres', (client) => client.query('CREATE TABLE dossier AS SELECT 1 AS id'));
    writeFileSync(join(dataDir, 'upload'), 'a file');
    await first.stop();
    const second = await start(dataDir, { reset: true });
    assert.equal(existsSync(join(dataDir, 'upload')), false);
    assert.notEqual(second.superuser.password, first.superuser.password);
    await assert.rejects(
      asSuperuser(second, 'postgres', (client) => client.query('SELECT id FROM dossier')),
      { code: '42P01' },
    );
  });

  it('explains lost passwords in a sentence', async () => {
    const dataDir = join(place, 'lost');
    await (await start(dataDir)).stop();
    rmSync(join(dataDir, 'secrets.json'));
    await assert.rejects(start(dataDir), { code: 'dataDamaged' });
    assert.equal(findRunningPostgres(dataDir), undefined);
  });
});
