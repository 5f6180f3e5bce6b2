import assert from 'node:assert/strict';
import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { deriveKeys, SealBroken, Sealer, type Sealed, type SealingKeys } from './index.js';

const [k1, k2, indexKey] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const first: SealingKeys = { current: 'k1', keys: { k1 }, indexKey };
const rotated: SealingKeys = { current: 'k2', keys: { k1, k2 }, indexKey };
const sealer = new Sealer(first);
const place = 'dossier.answers:0197c0de';

/** A cell as somebody with write access to the database may leave it. */
function cell(text: string): Sealed {
  return text as Sealed;
}

describe('a sealed cell', () => {
  it('opens to what was sealed, at its own place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, at) => {
        const sealed = sealer.seal(plain, at);
        assert.match(sealed, /^s1\.k1\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22,}$/);
        assert.equal(sealer.open(sealed, at), plain);
      }),
      { numRuns: 100 },
    );
  });

  it('looks different each time, so that equal values cannot be told', () => {
    assert.notEqual(sealer.seal('Nguyễn Văn A', place), sealer.seal('Nguyễn Văn A', place));
  });

  it('does not open when any byte of it was altered', () => {
    const sealed = sealer.seal('095190000017', place);
    const [version, key, nonce = '', body = ''] = sealed.split('.');
    for (const part of [nonce, body]) {
      const bytes = Buffer.from(part, 'base64url');
      for (let index = 0; index < bytes.length; index++) {
        const altered = Buffer.from(bytes);
        altered[index] = (altered[index] ?? 0) ^ 1;
        const text = altered.toString('base64url');
        const forged = part === nonce ? [version, key, text, body] : [version, key, nonce, text];
        assert.throws(() => sealer.open(cell(forged.join('.')), place), SealBroken);
      }
    }
  });

  it('does not open in another row or column', () => {
    const sealed = sealer.seal('095190000017', place);
    assert.throws(() => sealer.open(sealed, 'dossier.answers:0197c0df'), SealBroken);
    assert.throws(() => sealer.open(sealed, 'dossier.note:0197c0de'), SealBroken);
  });

  it('does not open with a shortened tag, which could be guessed', () => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', k1, nonce, { authTagLength: 4 });
    cipher.setAAD(Buffer.from(place));
    cipher.final();
    const forged = `s1.k1.${nonce.toString('base64url')}.${cipher.getAuthTag().toString('base64url')}`;
    assert.throws(() => sealer.open(cell(forged), place), SealBroken);
  });

  it('that is none, or names a key that is not there, is refused as broken', () => {
    const nonce = randomBytes(12).toString('base64url');
    for (const text of [
      '',
      'Nguyễn Văn A',
      's1',
      's2.k1.a.b',
      `s1.k9.${nonce}.${nonce}`,
      `s1.constructor.${nonce}.${nonce}`,
    ]) {
      assert.throws(() => sealer.open(cell(text), place), SealBroken, text);
    }
    assert.throws(() => new Sealer({ ...first, current: 'k9' }), SealBroken);
  });

  it('opens under the old key after a rotation, and new ones are sealed under the new key', () => {
    const old = sealer.seal('cũ', place);
    const after = new Sealer(rotated);
    assert.equal(after.open(old, place), 'cũ');
    assert.match(after.seal('mới', place), /^s1\.k2\./);
    assert.throws(() => sealer.open(after.seal('mới', place), place), SealBroken);
  });

  it('of one service is closed to another, and found by no index of it', () => {
    const [dossier, identity] = ['dossier', 'identity'].map((name) => new Sealer(deriveKeys(first, name)));
    assert.ok(dossier && identity);
    assert.equal(dossier.open(dossier.seal('x', place), place), 'x');
    assert.throws(() => identity.open(dossier.seal('x', place), place), SealBroken);
    assert.notDeepEqual(identity.blindIndex('095190000017', 'number'), dossier.blindIndex('095190000017', 'number'));
  });
});

describe('a blind index', () => {
  it('is the same for the same value and purpose, also after a rotation of the sealing keys, and else another', () => {
    const index = sealer.blindIndex('095190000017', 'number');
    assert.deepEqual(new Sealer(rotated).blindIndex('095190000017', 'number'), index);
    assert.notDeepEqual(sealer.blindIndex('095190000018', 'number'), index);
    assert.notDeepEqual(sealer.blindIndex('095190000017', 'phone'), index);
    assert.notDeepEqual(new Sealer({ ...first, indexKey: k1 }).blindIndex('095190000017', 'number'), index);
  });
});
