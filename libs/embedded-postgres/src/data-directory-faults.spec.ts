import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { startPostgres } from './start-postgres.js';

describe('a data directory that cannot be used', () => {
  const place = mkdtempSync(join(tmpdir(), 'motcua-spec-'));
  // Root's PostgreSQL has another account, which has to come through here.
  chmodSync(place, 0o755);
  const start = (dataDir: string, reset = false) =>
    startPostgres({ dataDir, reset, durable: false, log: () => undefined });

  function directoryWith(name: string, files: Record<string, string>): string {
    const directory = join(place, name);
    mkdirSync(directory);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
    return directory;
  }

  after(() => {
    rmSync(place, { recursive: true });
  });

  it('is not filled when it holds other files, and a reset does not empty it', async () => {
    const dataDir = directoryWith('letters', { 'thư.txt': 'Kính gửi' });
    await assert.rejects(start(dataDir), { code: 'foreignDirectory' });
    await assert.rejects(start(dataDir, true), { code: 'foreignDirectory' });
    assert.deepEqual(readdirSync(dataDir), ['thư.txt']);
  });

  it('is refused when a newer motcua made it', async () => {
    const format = { formatVersion: 999, postgresMajor: 18, createdBy: '9.0.0' };
    const dataDir = directoryWith('newer', { 'motcua.json': JSON.stringify(format) });
    await assert.rejects(start(dataDir), { name: 'StartFault', code: 'newerData' });
    assert.deepEqual(readdirSync(dataDir), ['motcua.json']);
  });

  it('is refused when it belongs to another PostgreSQL', async () => {
    const format = { formatVersion: 1, postgresMajor: 12, createdBy: '0.0.1' };
    const dataDir = directoryWith('older-postgres', { 'motcua.json': JSON.stringify(format) });
    await assert.rejects(start(dataDir), { code: 'otherPostgresMajor' });
  });

  it('is refused when its mark cannot be read', async () => {
    await assert.rejects(start(directoryWith('torn', { 'motcua.json': '{"formatVer' })), { code: 'dataDamaged' });
  });

  it('is refused when a file is in its place', async () => {
    const file = join(directoryWith('occupied', { data: '' }), 'data');
    await assert.rejects(start(file), { code: 'notWritable' });
    await assert.rejects(start(join(file, 'deeper')), { code: 'notWritable' });
  });

  it('is refused when this user may not write there', async (t) => {
    const dataDir = directoryWith('read-only', {});
    if (!mountTmpfs(dataDir, 'ro')) {
      t.skip('mounting needs root');
      return;
    }
    t.after(() => execFileSync('umount', [dataDir]));
    await assert.rejects(start(dataDir), { code: 'notWritable' });
  });

  it('is refused on a full disk, before the cluster is made and after', async (t) => {
    const dataDir = directoryWith('full', {});
    if (!mountTmpfs(dataDir, 'size=8m')) {
      t.skip('mounting needs root');
      return;
    }
    t.after(() => execFileSync('umount', [dataDir]));
    await assert.rejects(start(dataDir), { code: 'diskFull' });
    assert.equal(existsSync(join(dataDir, 'cluster', 'pgdata')), false, 'no half-made cluster stays');
    execFileSync('mount', ['-o', 'remount,size=256m', dataDir]);
    await (await start(dataDir)).stop();
    assert.throws(() => execFileSync('dd', ['if=/dev/zero', `of=${join(dataDir, 'filler')}`], { stdio: 'ignore' }));
    await assert.rejects(start(dataDir), { code: 'diskFull' });
  });
});

function mountTmpfs(directory: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
