import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '@motcua/embedded-postgres';
import { birthAtCounter, Databases, freePort, provinceDir, temporaryDirectory, Visitor } from './platform.fixture.js';
import { StartedPlatform } from './started-platform.fixture.js';

const directory = temporaryDirectory();
const dataDir = join(directory, 'data');
const platforms: StartedPlatform[] = [];

async function start(options: Parameters<typeof StartedPlatform.start>[0]): Promise<StartedPlatform> {
  const platform = await StartedPlatform.start(options);
  platforms.push(platform);
  return platform;
}

/** Starts what cannot start; gives all that it said, which is short and has no stack. */
async function refusal(options: Parameters<typeof StartedPlatform.spawn>[0]): Promise<string[]> {
  const platform = await StartedPlatform.spawn(options);
  platforms.push(platform);
  assert.equal(await platform.exitCode(), 1, platform.output);
  assert.doesNotMatch(platform.output, /^\s+at |node:|Error:/m);
  return platform.output.trim().split('\n');
}

after(async () => {
  for (const platform of platforms) await platform.dispose();
  rmSync(directory, { recursive: true });
});

describe('a platform that is stopped with Ctrl-C while dossiers come in', () => {
  const answered: { readonly id: string; readonly code: string }[] = [];
  let platform: StartedPlatform;
  let exitCode: number | null;

  before(async () => {
    platform = await start({ dataDir });
    const officer = await new Visitor(platform.url).signIn('tiepnhan.baclieu');
    let stopping = false;
    const worker = async () => {
      while (!stopping) {
        const headers = { 'Idempotency-Key': randomUUID() };
        const answer = await officer
          .send('POST', '/api/dossier/v1/counter-dossiers', { body: birthAtCounter(), headers })
          .catch(() => undefined);
        if (!answer) return; // the door is closed
        assert.equal(answer.status, 201, JSON.stringify(answer.body));
        answered.push(answer.body as { id: string; code: string });
      }
    };
    const workers = Array.from({ length: 8 }, worker);
    while (answered.length < 40) await sleep(5);
    exitCode = await platform.send('SIGINT');
    stopping = true;
    await Promise.all(workers);
  });

  it('ends well, and says that nothing is lost', () => {
    assert.equal(exitCode, 0, platform.output);
    assert.match(platform.output, /Stopping: finishing what is under way\nStopped; nothing is lost\.\n$/);
  });

  it('has every dossier that it answered for, and answered for every dossier that it has', async () => {
    const postgres = await startPostgres({ dataDir, durable: false, log: () => undefined });
    try {
      const databases = new Databases(postgres);
      const kept = await databases.select<{ id: string; code: string }>(
        'dossier',
        'select id, code from dossier order by code',
      );
      assert.deepEqual(
        kept,
        [...answered].map(({ id, code }) => ({ id, code })).sort((a, b) => (a.code < b.code ? -1 : 1)),
      );
      assert.equal((await databases.select('dossier', 'select from outbox')).length, 0, 'the others were told');
    } finally {
      await postgres.stop();
    }
  });
});

describe('a platform that runs', () => {
  let platform: StartedPlatform;

  before(async () => {
    platform = await start({ dataDir });
  });

  it('greets with its address, the accounts to try it with, and where its data lies', () => {
    assert.match(platform.output, new RegExp(`motcua serves Tỉnh Cà Mau at http://localhost:${platform.port} `));
    assert.match(platform.output, /tiepnhan\.baclieu +Nguyễn Thị Kim Thoa/);
    assert.match(platform.output, /password motcua-2026/);
    assert.ok(platform.output.includes(dataDir));
  });

  it('keeps its keys for its owner’s eyes alone, and personal data out of its log', () => {
    assert.equal(statSync(join(dataDir, 'keys.json')).mode & 0o777, 0o600);
    const log = readFileSync(join(dataDir, 'log', 'platform.jsonl'), 'utf8');
    assert.doesNotMatch(log, /Nguyễn|095190000017|Trần Phú/);
  });

  it('leaves no room for a second one on its data, nor on its port', async () => {
    const [sentence, ...rest] = (await refusal({ dataDir })).filter((line) => line !== 'Starting PostgreSQL');
    assert.match(sentence ?? '', /another|already|runs/i);
    assert.deepEqual(rest, []);
    const other = await refusal({ dataDir: join(directory, 'other'), port: platform.port });
    assert.equal(other.length, 1);
    assert.match(other[0] ?? '', new RegExp(String(platform.port)));
    assert.ok(!existsSync(join(directory, 'other')), 'nothing was made');
  });

  after(async () => {
    assert.equal(await platform.send('SIGTERM'), 0);
  });
});

describe('a platform that cannot start', () => {
  const fresh = () => join(directory, randomUUID());

  it('says in one sentence that the port is taken', async () => {
    const port = await freePort();
    const server = createServer().listen(port);
    const said = await refusal({ dataDir: fresh(), port });
    server.close();
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', new RegExp(String(port)));
  });

  it('says in one sentence that there is no such province', async () => {
    const said = await refusal({ dataDir: fresh(), provinceDir: join(directory, 'nowhere') });
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /province.*nowhere/);
  });

  it('names all that makes it unfit for production, where it is told to be for that', async () => {
    const said = await refusal({ dataDir: fresh(), environment: { MOTCUA_MODE: 'production' } });
    const faults = said.slice(said.indexOf('This is not fit for production:') + 1);
    assert.match(faults.pop() ?? '', /MOTCUA_MODE=trial/);
    assert.deepEqual(
      faults.map((fault) => fault.trim().split(':')[0]),
      ['MOTCUA_DEMO', 'MOTCUA_TRUSTED_PROXIES', 'MOTCUA_PUBLIC_URL'],
    );
  });

  it('names every fault of a province by file and line', async () => {
    const broken = join(directory, 'broken');
    cpSync(provinceDir, broken, { recursive: true });
    const positions = join(broken, 'positions.yaml');
    writeFileSync(positions, readFileSync(positions, 'utf8').replace('roles: [intake]', 'roles: [king]'));
    const [birth = ''] = readdirSync(join(broken, 'procedures')).filter((name) => name.startsWith('1.001193'));
    const procedure = join(broken, 'procedures', birth, 'procedure.yaml');
    writeFileSync(procedure, readFileSync(procedure, 'utf8').replace('unit: sameDay', 'unit: moon'));
    const said = await refusal({ dataDir: fresh(), provinceDir: broken });
    const faults = said.slice(said.findIndex((line) => line.startsWith('The province cannot be applied')) + 1);
    assert.ok(faults.length >= 2, said.join('\n'));
    for (const fault of faults) assert.match(fault, /^ {2}[\w./-]+:\d+ {2}\S/);
    assert.ok(faults.some((fault) => fault.includes('positions.yaml:')));
    assert.ok(faults.some((fault) => fault.includes('procedure.yaml:')));
    const inVietnamese = await refusal({
      dataDir: fresh(),
      provinceDir: broken,
      environment: { LANG: 'vi_VN.UTF-8' },
    });
    assert.ok(inVietnamese.includes(`Không áp dụng được cấu hình của tỉnh; ${faults.length} lỗi:`));
  });

  /** The data of the platform that ran before, with one file damaged for a while. */
  async function withDamaged(name: string, damage: (file: string) => void, look: () => Promise<void>): Promise<void> {
    const file = join(dataDir, name);
    const whole = readFileSync(file, 'utf8');
    damage(file);
    try {
      await look();
    } finally {
      writeFileSync(file, whole);
    }
  }

  it('says in one sentence that its data are of a newer release', async () => {
    const makeNewer = (file: string) =>
      writeFileSync(file, readFileSync(file, 'utf8').replace(/"formatVersion": \d+/, '"formatVersion": 9999'));
    await withDamaged('motcua.json', makeNewer, async () => {
      const said = (await refusal({ dataDir })).filter((line) => line !== 'Starting PostgreSQL');
      assert.equal(said.length, 1);
      assert.match(said[0] ?? '', /newer motcua/);
    });
  });

  it('says in one sentence that the keys to its data are gone, and makes no new ones', async () => {
    await withDamaged('keys.json', rmSync, async () => {
      const said = await refusal({ dataDir });
      assert.match(said.at(-1) ?? '', /keys to the data are missing: .*back from the backup/);
      assert.ok(!existsSync(join(dataDir, 'keys.json')));
    });
  });

  it('ends without a word of error when it is interrupted on its way', async () => {
    const platform = await StartedPlatform.spawn({ dataDir: fresh() });
    platforms.push(platform);
    await platform.untilSaid('Migrating the databases');
    assert.equal(await platform.send('SIGINT'), 0, platform.output);
    assert.doesNotMatch(platform.output, /rror/);
  });
});
