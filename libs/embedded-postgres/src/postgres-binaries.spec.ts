import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readableBinaries } from './postgres-binaries.js';

describe("PostgreSQL's programs for the account that runs them", () => {
  const place = mkdtempSync(join(tmpdir(), 'motcua-spec-'));
  const directory = join(place, 'native');
  const installed = { directory, version: '18.4.0-beta.17', major: 18 };
  const nobody = { name: 'nobody', uid: 65534, gid: 65534 };

  before(() => {
    mkdirSync(join(directory, 'bin'), { recursive: true });
    writeFileSync(join(directory, 'bin', 'postgres'), 'a program');
    chmodSync(join(directory, 'bin', 'postgres'), 0o700);
    chmodSync(place, 0o755);
  });

  after(() => {
    rmSync(place, { recursive: true });
  });

  it('are copied once beside the data when the account may not read them, and may be read there', () => {
    const said: string[] = [];
    const copied = readableBinaries(installed, nobody, place, (line) => said.push(line));
    assert.equal(copied.directory, join(place, 'binaries-18.4.0-beta.17'));
    assert.equal(statSync(join(copied.directory, 'bin', 'postgres')).mode & 0o777, 0o755);
    assert.deepEqual(
      readableBinaries(installed, nobody, place, (line) => said.push(line)),
      copied,
    );
    assert.equal(said.length, 1);
  });

  it('stay where they are when the account may read them', () => {
    assert.equal(readableBinaries(installed, undefined, place, assert.fail), installed);
    chmodSync(join(directory, 'bin', 'postgres'), 0o755);
    assert.equal(readableBinaries(installed, nobody, place, assert.fail), installed);
  });
});
