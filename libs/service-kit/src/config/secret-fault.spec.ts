import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { secretFault } from './secret-fault.js';

describe('a secret', () => {
  it('may stay when it is long and of no pattern, alone or as the password in an address', () => {
    for (let times = 0; times < 200; times += 1) {
      const random = randomBytes(24);
      assert.equal(secretFault(random.toString('base64')), undefined);
      assert.equal(secretFault(`smtps://post:${random.toString('base64url')}@mail.example.vn`), undefined);
    }
    assert.equal(secretFault('smtp://mail.example.vn:25'), undefined, 'an address without a password hides nothing');
    assert.equal(secretFault('smtp://post@mail.example.vn:25'), undefined);
  });

  it('may not when it is short, a well-known word however it is stretched, or one character again and again', () => {
    const wrong: readonly (readonly [secret: string, fault: RegExp])[] = [
      ['', /too short/],
      ['Xq7-kP2m_vT9', /too short/],
      ['postgrespostgrespostgres', /everybody knows/],
      ['motcua-password-2026', /everybody knows/],
      ['change-me-change-me', /everybody knows/],
      ['smtp://post:Passwd-123456-admin@mail.example.vn', /everybody knows/],
      ['aaaaaaaaaaaaaaaaaaaaaaaa', /few characters/],
      ['abababababababababababab', /few characters/],
    ];
    for (const [secret, fault] of wrong) assert.match(secretFault(secret) ?? '', fault, secret);
  });
});
