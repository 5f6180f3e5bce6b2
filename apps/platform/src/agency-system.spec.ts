import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  birthAtCounter,
  commune,
  platformForSpec,
  temporaryDirectory,
  Visitor,
  type PlatformForSpec,
} from './platform.fixture.js';

describe('a system of an agency', () => {
  let platform: PlatformForSpec;
  const systems = { commune: systemOf('commune-system', commune), other: systemOf('other-system', 'so-xay-dung') };
  before(async () => {
    const file = join(temporaryDirectory(), 'clients.json');
    writeFileSync(file, JSON.stringify({ clients: Object.values(systems).map(({ client }) => client) }));
    platform = await platformForSpec({ environment: { MOTCUA_OPENID_CLIENTS_FILE: file } });
  });
  after(() => platform.stop());

  it('reads the dossiers of its agency, and none of another, in all services by the same token', async () => {
    const officer = await new Visitor(platform.url).signIn('tiepnhan.baclieu');
    const { id } = await officer.ask<{ id: string }>('POST', '/api/dossier/v1/counter-dossiers', {
      body: birthAtCounter(),
    });
    const [own, other] = await Promise.all([tokenOf(systems.commune), tokenOf(systems.other)]);

    const list = await get(own, '/api/dossier/v1/dossiers');
    assert.equal(list.status, 200);
    assert.deepEqual(
      (list.body as { items: { id: string }[] }).items.map((item) => item.id),
      [id],
    );
    assert.equal((await get(own, `/api/dossier/v1/dossiers/${id}`)).status, 200);
    assert.equal((await get(own, `/api/dossier/v1/dossiers/${id}/timeline`)).status, 200);

    assert.deepEqual((await get(other, '/api/dossier/v1/dossiers')).body, { items: [] });
    assert.equal((await get(other, `/api/dossier/v1/dossiers/${id}`)).status, 404);
    assert.equal((await get(other, `/api/dossier/v1/dossiers/${id}/timeline`)).status, 404);
  });

  it('may do nothing else, and hears in words what is wrong with a token', async () => {
    const token = await tokenOf(systems.commune);
    const post = await fetch(`${platform.url}/api/dossier/v1/counter-dossiers`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(birthAtCounter()),
    });
    assert.equal(post.status, 403);
    for (const path of ['/api/reporting/v1/overview', '/api/identity/v1/session', '/api/dossier/v1/inbox'])
      assert.ok([403, 404].includes((await get(token, path)).status), path);
    const altered = await get(`${token.slice(0, -6)}AAAAAA`, '/api/dossier/v1/dossiers');
    assert.equal(altered.status, 401);
    assert.equal(altered.challenge, 'Bearer error="invalid_token"');
    assert.equal((altered.body as { type: string }).type, 'urn:motcua:problem:access-token-refused');
  });

  it('that an administrator registered has a quota of its own, which the whole platform minds', async () => {
    const { client, privateKey } = systemOf('registered-system', commune);
    const { clientId, agencyCode, name, scopes, jwks } = client;
    const lastDay = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
    const administrator = await new Visitor(platform.url).signIn('quantri');
    await administrator.ask('POST', '/api/identity/v1/api-clients', {
      body: { clientId, agencyCode, name, scopes, requestsPerMinute: 3, firstKey: { key: jwks.keys[0], lastDay } },
    });
    const token = await tokenOf({ client, privateKey });
    const ask = () => get(token, '/api/dossier/v1/dossiers');
    for (const attempt of [1, 2, 3]) assert.equal((await ask()).status, 200, String(attempt));
    const refused = await ask();
    assert.deepEqual(
      [refused.status, (refused.body as { type: string }).type],
      [429, 'urn:motcua:problem:too-many-requests'],
    );
    const other = await tokenOf(systems.commune);
    assert.equal((await get(other, '/api/dossier/v1/dossiers')).status, 200, 'others have their own');
  });

  async function get(token: string, path: string) {
    const response = await fetch(`${platform.url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
    return {
      status: response.status,
      challenge: response.headers.get('WWW-Authenticate'),
      body: JSON.parse((await response.text()) || 'null') as unknown,
    };
  }

  /** RFC 7523, section 2.2. */
  async function tokenOf({ client, privateKey }: ReturnType<typeof systemOf>): Promise<string> {
    const discovered = await fetch(`${platform.url}/api/identity/v1/openid/.well-known/openid-configuration`);
    const { issuer, token_endpoint: endpoint } = (await discovered.json()) as Record<string, string>;
    const now = Math.floor(Date.now() / 1_000);
    const id = client.clientId;
    const response = await fetch(String(endpoint), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'dossier.read',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: jwt(
          { iss: id, sub: id, aud: issuer, jti: randomUUID(), iat: now, exp: now + 60 },
          privateKey,
        ),
      }),
    });
    const answer = (await response.json()) as { access_token?: string };
    assert.equal(response.status, 200, JSON.stringify(answer));
    return answer.access_token ?? '';
  }
});

function systemOf(clientId: string, agencyCode: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const client = {
    kind: 'agency-system',
    clientId,
    name: { vi: 'Phần mềm của cơ quan', en: 'System of the agency' },
    agencyCode,
    jwks: { keys: [publicKey.export({ format: 'jwk' })] },
    scopes: ['dossier.read'],
  };
  return { client, privateKey };
}

function jwt(payload: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'ES256' })}.${part(payload)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}
