import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { lockDataDir, lockFile } from './platform-lock.js';
import { startedAt } from './process-facts.js';

describe('the lock on a data directory', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'motcua-spec-'));
  });

  afterEach(() => {
    rmSync(dataDir, { recursive: true });
  });

  it('is given to one platform at a time, and names the one that has it', () => {
    const lock = lockDataDir(dataDir);
    assert.throws(() => lockDataDir(dataDir), {
      code: 'alreadyRunning',
      message: new RegExp(`process ${process.pid}`),
    });
    lock.release();
    lockDataDir(dataDir).release();
    assert.deepEqual(readdirSync(dataDir), []);
  });

  it('is taken over from a process that is gone, though another has its number by now', () => {
    writeFileSync(join(dataDir, lockFile), JSON.stringify({ pid: process.pid, startedAt: 'before the last restart' }));
    lockDataDir(dataDir).release();
    assert.deepEqual(readdirSync(dataDir), []);
  });

  it('is taken over when it is damaged', () => {
    writeFileSync(join(dataDir, lockFile), '');
    lockDataDir(dataDir).release();
  });

  it('is not released by one who no longer has it', () => {
    const lock = lockDataDir(dataDir);
    writeFileSync(join(dataDir, lockFile), JSON.stringify({ pid: process.ppid, startedAt: startedAt(process.ppid) }));
    lock.release();
    assert.equal(existsSync(join(dataDir, lockFile)), true);
  });
});
