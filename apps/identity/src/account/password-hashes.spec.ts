import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PasswordHashes } from './password-hashes.js';

describe('the hash of a password', () => {
  const passwords = new PasswordHashes({ passwordMemoryKib: 19_456, passwordPasses: 2 });

  it('is argon2id at the cost that was set, with a salt of its own', async () => {
    const [one, other] = await Promise.all([passwords.make('mot-cua-2026'), passwords.make('mot-cua-2026')]);
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.notEqual(one, other);
  });

  it('matches its password and no other', async () => {
    const hash = await passwords.make('mot-cua-2026');
    assert.equal(await passwords.matches('mot-cua-2026', hash), true);
    assert.equal(await passwords.matches('mot-cua-2027', hash), false);
    assert.equal(await passwords.matches('mot-cua-2026', undefined), false);
  });
});
