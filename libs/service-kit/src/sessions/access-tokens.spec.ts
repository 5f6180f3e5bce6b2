import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { topics, writePayload } from '@motcua/contracts/events';
import { InProcessBus } from '../events/index.js';
import { AccessTokens } from './access-tokens.js';

const issuer = 'https://motcua.example.vn/api/identity/v1/openid';
const audience = 'https://motcua.example.vn/api';
const inAnHour = Math.floor(Date.now() / 1_000) + 3_600;
const good = {
  iss: issuer,
  aud: audience,
  sub: 'land-system',
  client_id: 'land-system',
  kind: 'client',
  agency: 'xa-a',
  scope: 'dossier.read',
  exp: inAnHour,
} satisfies JWTPayload;

describe('access tokens', () => {
  let key: CryptoKey;
  let otherKey: CryptoKey;
  let jwks: string;
  let suspendedClients: string[] = [];
  let asked = 0;
  let away = false;
  let now = 0;
  const identity = {
    getTokenKeys: () => {
      asked += 1;
      return away ? Promise.reject(new Error('away')) : Promise.resolve({ issuer, audience, jwks, suspendedClients });
    },
  };
  const bus = new InProcessBus();
  const tokens = () => new AccessTokens(identity, bus, () => now);

  const say = () =>
    bus.publish(topics.identity, [
      {
        specversion: '1.0',
        id: '0197c0de-0000-7000-8000-000000000001',
        source: '/motcua/identity',
        type: 'apiclient.suspended',
        subject: '0197c0de-0000-7000-8000-000000000002',
        time: '2026-12-01T00:00:00.000Z',
        datacontenttype: 'application/json',
        sequence: 1,
        data: writePayload('apiclient.suspended', { clientId: good.client_id }),
      },
    ]);

  before(async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    key = pair.privateKey;
    otherKey = (await generateKeyPair('ES256')).privateKey;
    jwks = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] });
  });

  const sign = (payload: JWTPayload, header: { typ?: string; kid?: string } = {}, by = key) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1', ...header }).sign(by);
  const without = (claim: keyof typeof good): JWTPayload => ({ ...good, [claim]: undefined });

  it('become the system of an agency, with the agency for its row scope', async () => {
    const { expiresAt, ...caller } = (await tokens().resolve(await sign(good))) ?? {};
    assert.deepEqual(expiresAt, new Date(inAnHour * 1_000));
    assert.deepEqual(caller, {
      subjectId: 'land-system',
      kind: 'client',
      positions: [],
      agencyCodes: ['xa-a'],
      language: 'vi',
      scopes: ['dossier.read'],
    });
  });

  const refused: readonly [string, () => Promise<string> | string][] = [
    ['no token at all', () => 'x.y.z'],
    ['alg none', () => new UnsecuredJWT(good).encode()],
    [
      'alg none under a header that names our key',
      async () => {
        const header = Buffer.from('{"alg":"none","typ":"at+jwt","kid":"k1"}').toString('base64url');
        return `${header}.${(await sign(good)).split('.')[1]}.`;
      },
    ],
    [
      'HMAC with our public key for its secret',
      () =>
        new SignJWT(good)
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })
          .sign(new TextEncoder().encode(jwks)),
    ],
    ['another key under the name of ours', () => sign(good, {}, otherKey)],
    ['an unknown key', () => sign(good, { kid: 'k2' }, otherKey)],
    ['another issuer', () => sign({ ...good, iss: 'https://elsewhere.example' })],
    ['another audience', () => sign({ ...good, aud: 'https://elsewhere.example' })],
    ['no audience', () => sign(without('aud'))],
    ['expired', () => sign({ ...good, exp: Math.floor(Date.now() / 1_000) - 60 })],
    ['no end', () => sign(without('exp'))],
    ['not valid yet', () => sign({ ...good, nbf: inAnHour })],
    ['an ID token', () => sign(good, { typ: 'JWT' })],
    ['a logout token', () => sign(good, { typ: 'logout+jwt' })],
    ['a system of no agency', () => sign(without('agency'))],
    ['an officer, whose positions only a session knows', () => sign({ ...good, kind: 'officer' })],
    ['the platform itself', () => sign({ ...good, kind: 'system' })],
    [
      'an altered scope',
      async () => {
        const [header, , signature] = (await sign(good)).split('.');
        const payload = Buffer.from(JSON.stringify({ ...good, agency: 'xa-b' })).toString('base64url');
        return `${header}.${payload}.${signature}`;
      },
    ],
  ];
  for (const [what, make] of refused) {
    it(`are refused: ${what}`, async () => {
      assert.equal(await tokens().resolve(await make()), undefined);
    });
  }

  it('give no scope that the platform does not know', async () => {
    const caller = await tokens().resolve(await sign({ ...good, scope: 'dossier.read province.administer' }));
    assert.deepEqual(caller?.scopes, ['dossier.read']);
  });

  it('are verified by keys that are asked for every five minutes, and more often for an unknown key alone', async () => {
    const verifier = tokens();
    const token = await sign(good);
    const stranger = await sign(good, { kid: 'k2' }, otherKey);
    asked = 0;
    for (const candidate of [token, token, stranger, stranger]) await verifier.resolve(candidate);
    assert.equal(asked, 1);
    now += 10_001;
    for (const candidate of [stranger, stranger, token]) await verifier.resolve(candidate);
    assert.equal(asked, 2);
    now += 300_001;
    away = true;
    assert.ok(await verifier.resolve(token), 'while identity is away, the keys in force are those that are known');
    away = false;
    assert.equal(asked, 3);
  });

  it('of a system that was suspended are refused as soon as that is heard, and by whoever starts later', async () => {
    const known = tokens();
    const token = await sign(good);
    assert.ok(await known.resolve(token));
    suspendedClients = [good.client_id];
    assert.ok(await known.resolve(token), 'nobody has said so yet');
    await say();
    assert.equal(await known.resolve(token), undefined);
    assert.equal(await tokens().resolve(token), undefined);
    suspendedClients = [];
  });

  it('of a system that is suspended while the keys are asked for are refused by the next look at them', async () => {
    const token = await sign(good);
    let release = (): void => undefined;
    const slow = new AccessTokens(
      {
        getTokenKeys: async () => {
          const answer = { issuer, audience, jwks, suspendedClients: [...suspendedClients] };
          await new Promise<void>((resolve) => (release = resolve));
          return answer;
        },
      },
      bus,
      () => now,
    );
    const first = slow.resolve(token);
    suspendedClients = [good.client_id];
    await say();
    release();
    assert.ok(await first, 'it was asked before');
    const second = slow.resolve(token);
    await new Promise((resolve) => setImmediate(resolve));
    release();
    assert.equal(await second, undefined);
    suspendedClients = [];
  });
});
