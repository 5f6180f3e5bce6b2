import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { KeysUnusable, platformKeys } from './platform-keys.js';

const directory = mkdtempSync(join(tmpdir(), 'motcua-keys-'));
const file = join(directory, 'keys.json');
after(() => rmSync(directory, { recursive: true }));

describe('the keys of a data directory', () => {
  it('are made once, for their owner’s eyes alone, and are the same from then on', () => {
    const made = platformKeys(directory, { isNew: true });
    assert.equal(made.meshKey.length, 32);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(directory), ['keys.json']);
    assert.deepEqual(platformKeys(directory, { isNew: true }), made);
    assert.deepEqual(platformKeys(directory, { isNew: false }), made);
  });

  it('are never made for data that other keys have sealed', () => {
    rmSync(file);
    assert.throws(() => platformKeys(directory, { isNew: false }), KeysUnusable);
    assert.deepEqual(readdirSync(directory), []);
  });

  it('are refused when they are damaged, whatever is wrong with them', () => {
    const key = Buffer.alloc(32).toString('base64');
    const whole = { mesh: key, current: 'k1', sealing: { k1: key }, index: key };
    const damaged = [
      '',
      '{"mesh":',
      'null',
      JSON.stringify({ ...whole, mesh: 'AAAA' }),
      JSON.stringify({ ...whole, index: undefined }),
      JSON.stringify({ ...whole, sealing: { k1: key, k0: 'AAAA' } }),
      JSON.stringify({ ...whole, current: 'k2' }),
    ];
    for (const text of damaged) {
      writeFileSync(file, text);
      assert.throws(() => platformKeys(directory, { isNew: true }), KeysUnusable, text);
    }
    writeFileSync(file, JSON.stringify(whole));
    assert.equal(platformKeys(directory, { isNew: false }).sealingKeys.current, 'k1');
  });
});
