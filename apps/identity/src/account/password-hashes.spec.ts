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

  it('takes as long to judge when there is no account', async () => {
    const hash = await passwords.make('mot-cua-2026');
    await passwords.matches('warm up', undefined);
    const wrong = await fastest(() => passwords.matches('wrong', hash));
    const unknown = await fastest(() => passwords.matches('wrong', undefined));
    assert.ok(unknown > wrong / 2 && unknown < wrong * 2, `${unknown} ms beside ${wrong} ms`);
  });
});

async function fastest(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 8; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}
