import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { readPayload } from '@motcua/contracts/events';
import { asRecord, Browser, startIdentity, until, type IdentityForSpec } from '../identity.fixture.js';
import { demoPassword, smallProvince } from '../pack/small-province.fixture.js';

interface Pair {
  readonly publicJwk: JWK;
  readonly privateKey: CryptoKey;
}

const lastDay = '2037-05-31';

describe('the systems of agencies', () => {
  let identity: IdentityForSpec;
  let administrator: Browser;
  let ids = 0;

  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(smallProvince());
    administrator = new Browser(identity.url);
    assert.equal((await administrator.signIn('quantri', demoPassword)).status, 200);
  });
  after(() => identity.stop());

  const typeOf = (answer: unknown) => String(asRecord(answer).type).replace('urn:motcua:problem:', '');
  const faultsOf = (answer: unknown) =>
    (asRecord(answer).errors as { pointer: string }[] | undefined)?.map(({ pointer }) => pointer) ?? [];

  async function makePair(): Promise<Pair> {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    return { publicJwk: await exportJWK(publicKey), privateKey };
  }
  const registration = (key: JWK, more: object = {}) => ({
    clientId: `phan-mem-${++ids}`,
    agencyCode: 'xa-a',
    name: { vi: 'Phần mềm hộ tịch', en: 'Civil status software' },
    scopes: ['dossier.read'],
    requestsPerMinute: 120,
    firstKey: { key, lastDay },
    ...more,
  });
  async function register(more: object = {}) {
    const pair = await makePair();
    const body = registration(pair.publicJwk, more);
    const { status, answer } = await administrator.send('POST', '/api-clients', body);
    assert.equal(status, 201, JSON.stringify(answer));
    return { id: String(asRecord(answer).id), clientId: body.clientId, pair };
  }

  async function askForToken(clientId: string, { privateKey }: Pair) {
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(`${identity.url}/api/identity/v1/openid`)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey);
    const response = await fetch(`${identity.url}/api/identity/v1/openid/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'dossier.read',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      }),
    });
    const answer = asRecord(await response.json());
    return { status: response.status, token: String(answer.access_token), error: answer.error };
  }
  const shown = async (clientId: string) => {
    const { answer } = await administrator.send('GET', '/api-clients?limit=100');
    const found = (answer as { items: { clientId: string }[] }).items.find((item) => item.clientId === clientId);
    return asRecord(found);
  };

  it('get tokens in the name of their agency from the moment on at which they are registered, with their quota', async () => {
    const { clientId, pair } = await register();
    const { status, token, error } = await askForToken(clientId, pair);
    assert.equal(status, 200, String(error));
    const caller = await identity.accessTokens.resolve(token);
    assert.deepEqual(
      [caller?.kind, caller?.subjectId, caller?.agencyCodes, caller?.scopes, caller?.requestsPerMinute],
      ['client', clientId, ['xa-a'], ['dossier.read'], 120],
    );
    const { lastUsedAt, agencyName, suspended } = await shown(clientId);
    assert.deepEqual([lastUsedAt, suspended], ['2036-11-24T02:00:00.000Z', false]);
    assert.deepEqual(agencyName, { vi: 'Cơ quan xa-a', en: 'Agency xa-a' });
  });

  it('change their key without a gap: both hold until the old one is revoked', async () => {
    const { id, clientId, pair } = await register();
    const next = await makePair();
    const added = await administrator.send('POST', `/api-clients/${id}/keys`, { key: next.publicJwk, lastDay });
    assert.equal(added.status, 204);
    assert.equal((await askForToken(clientId, pair)).status, 200);
    assert.equal((await askForToken(clientId, next)).status, 200);
    const keys = (await shown(clientId)).keys as { kid: string; state: string }[];
    assert.deepEqual(
      keys.map(({ state }) => state),
      ['valid', 'valid'],
    );
    const rows = await identity.rows.query<{ kid: string }[]>(
      `select kid from api_client_key where public_jwk ->> 'x' = $1`,
      [pair.publicJwk.x],
    );
    assert.equal((await administrator.send('DELETE', `/api-clients/${id}/keys/${rows[0]?.kid}`)).status, 204);
    assert.equal((await administrator.send('DELETE', `/api-clients/${id}/keys/${rows[0]?.kid}`)).status, 404);
    assert.equal((await askForToken(clientId, pair)).status, 401);
    assert.equal((await askForToken(clientId, next)).status, 200);
    const again = await administrator.send('POST', `/api-clients/${id}/keys`, { key: pair.publicJwk, lastDay });
    assert.equal(typeOf(again.answer), 'key-known', 'a key that was revoked does not come back');
  });

  it('lose what they hold when they are suspended, and get tokens again when they are resumed', async () => {
    const { id, clientId, pair } = await register();
    const { token } = await askForToken(clientId, pair);
    assert.ok(await identity.accessTokens.resolve(token));
    assert.equal((await administrator.send('POST', `/api-clients/${id}/suspend`)).status, 204);
    await until(async () => (await identity.accessTokens.resolve(token)) === undefined);
    assert.equal((await askForToken(clientId, pair)).status, 401);
    assert.equal((await administrator.send('POST', `/api-clients/${id}/resume`)).status, 204);
    assert.equal((await askForToken(clientId, pair)).status, 200);
  });

  it('get no token by a key that ran out', async () => {
    const { clientId, pair } = await register({});
    identity.clock.moveTo('2037-06-01T02:00:00+07:00');
    assert.equal((await askForToken(clientId, pair)).status, 401);
    identity.clock.moveTo('2036-11-24T02:00:00Z');
  });

  it('keep to what is given them: another scope, name and quota count with the next token', async () => {
    const { id, clientId, pair } = await register();
    const change = { name: { vi: 'Tên mới', en: 'New name' }, scopes: ['dossier.read'], requestsPerMinute: 5 };
    assert.equal((await administrator.send('PUT', `/api-clients/${id}`, change)).status, 204);
    const caller = await identity.accessTokens.resolve((await askForToken(clientId, pair)).token);
    assert.equal(caller?.requestsPerMinute, 5);
  });

  it('are registered with a public key of today’s strength and nothing else', async () => {
    const { publicJwk, privateKey } = await makePair();
    const { publicKey: weak } = await generateKeyPair('RS256', { extractable: true, modulusLength: 2048 });
    const strong = await exportJWK(weak);
    const padded = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ format: 'jwk' });
    const zeros = Buffer.concat([Buffer.alloc(128), Buffer.from(String(padded.n), 'base64url')]).toString('base64url');
    for (const [change, pointer] of [
      [{ firstKey: { key: await exportJWK(privateKey), lastDay } }, '/firstKey/key/d'],
      [{ firstKey: { key: { ...padded, n: zeros }, lastDay } }, '/firstKey/key/n'],
      [{ firstKey: { key: { ...strong, e: 'AQ' }, lastDay } }, '/firstKey/key/e'],
      [{ firstKey: { key: { ...publicJwk, y: publicJwk.x }, lastDay } }, '/firstKey/key'],
      [{ firstKey: { key: { kty: 'oct', k: 'AAAA' }, lastDay } }, '/firstKey/key/kty'],
      [{ firstKey: { key: publicJwk, lastDay: '2036-11-23' } }, '/firstKey/lastDay'],
      [{ firstKey: { key: publicJwk, lastDay: '2039-11-24' } }, '/firstKey/lastDay'],
      [{ agencyCode: 'so-cu' }, '/agencyCode'],
      [{ clientId: 'Phần mềm' }, '/clientId'],
      [{ scopes: ['everything'] }, '/scopes/0'],
      [{ requestsPerMinute: 0 }, '/requestsPerMinute'],
    ] as const) {
      const { status, answer } = await administrator.send('POST', '/api-clients', registration(publicJwk, change));
      assert.deepEqual([status, faultsOf(answer)], [422, [pointer]], JSON.stringify(answer));
    }
    const { clientId } = await register({
      firstKey: { key: { ...strong, use: 'sig', alg: 'RS256', key_ops: ['verify'], ext: true }, lastDay },
    });
    const taken = await administrator.send('POST', '/api-clients', registration(publicJwk, { clientId }));
    assert.equal(typeOf(taken.answer), 'client-id-taken');
    const left = await identity.rows.query('select from api_client where agency_code = $1', ['so-cu']);
    assert.deepEqual(left, []);
  });

  it('are announced 30 and 7 days before their last key runs out, once each, and not when another follows', async () => {
    const { clientId } = await register();
    const followed = await register();
    const later = { key: (await makePair()).publicJwk, lastDay: '2038-05-31' };
    assert.equal((await administrator.send('POST', `/api-clients/${followed.id}/keys`, later)).status, 204);
    const said = () =>
      identity.published
        .filter(({ type }) => type === 'apiclient.expiring')
        .map(({ data }) => readPayload('apiclient.expiring', data))
        .filter((payload) => [clientId, followed.clientId].includes(payload.clientId))
        .map((payload) => [payload.clientId, payload.days, payload.administratorIds.length]);
    const { announceExpiry } = identity.service;
    await announceExpiry.execute();
    assert.deepEqual(said(), []);
    identity.clock.moveTo('2037-05-05T02:00:00Z');
    await announceExpiry.execute();
    await announceExpiry.execute();
    await until(() => said().length > 0);
    assert.deepEqual(said(), [[clientId, 30, 1]]);
    identity.clock.moveTo('2037-05-27T02:00:00Z');
    await announceExpiry.execute();
    await announceExpiry.execute();
    await until(() => said().length > 1);
    assert.deepEqual(said(), [
      [clientId, 30, 1],
      [clientId, 7, 1],
    ]);
    identity.clock.moveTo('2036-11-24T02:00:00Z');
  });

  it('are seen and changed by administrators alone', async () => {
    const { id } = await register();
    const chairman = new Browser(identity.url);
    await chairman.signIn('chutich.tinh', demoPassword);
    const { publicJwk } = await makePair();
    for (const [method, path, body] of [
      ['GET', '/api-clients', undefined],
      ['POST', '/api-clients', registration(publicJwk)],
      ['POST', `/api-clients/${id}/keys`, { key: publicJwk, lastDay }],
      ['POST', `/api-clients/${id}/suspend`, undefined],
    ] as const) {
      assert.equal((await chairman.send(method, path, body)).status, 403, path);
    }
  });
});
