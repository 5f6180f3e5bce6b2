import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openDoor, tokens, type OpenDoor } from '../fixture/open-door.js';

const expected: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\).*geolocation=\(\).*microphone=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'x-frame-options': /^DENY$/,
  'content-security-policy': /^default-src 'none'; frame-ancestors 'none'$/,
  'cache-control': /^no-store$/,
};

describe('what a browser is told with every answer', () => {
  let door: OpenDoor;
  before(async () => {
    door = await openDoor({ trustedProxies: 1 });
  });
  after(() => door.close());

  it('is that it may keep, run, embed or guess nothing, whether the answer is good or bad', async () => {
    const paths = ['letters/0197c0de-0000-7000-8000-000000000003', 'mine', 'nowhere', 'bug/x', 'outage', 'codes/%00'];
    for (const path of [...paths.map((path) => `/api/letter/v1/${path}`), '/API/letter/v1/public']) {
      const { headers } = await fetch(door.url + path);
      for (const [name, value] of Object.entries(expected)) {
        assert.match(headers.get(name) ?? '', value, `${path} ${name}`);
      }
    }
  });

  it('gives no page of another site what only its reader may see', async () => {
    const asked = [
      { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } },
      { method: 'GET', headers: { origin: 'https://evil.example', cookie: `motcua=${tokens.citizen}` } },
    ];
    for (const init of asked) {
      const { headers } = await fetch(`${door.url}/api/letter/v1/mine`, init);
      assert.deepEqual(
        [...headers.keys()].filter((name) => name.startsWith('access-control')),
        [],
      );
    }
  });

  it('is to come by https for two years, once it came by https; over plain http it would mean nothing', async () => {
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${door.url}/api/letter/v1/public`, { headers })).headers.get('strict-transport-security');
    assert.equal(await ask({ 'x-forwarded-proto': 'https' }), 'max-age=63072000; includeSubDomains');
    assert.equal(await ask({}), null);
  });

  it('where people come by https alone, is so whatever a proxy forgets to say, and the cookie is the secure one', async (t) => {
    const secure = await openDoor({ httpsOnly: true });
    t.after(() => secure.close());
    const ask = (cookie: string) => fetch(`${secure.url}/api/letter/v1/mine`, { headers: { cookie } });
    const answer = await ask(`__Host-motcua=${tokens.citizen}`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('strict-transport-security') ?? '', /max-age=63072000/);
    assert.equal((await ask(`motcua=${tokens.citizen}`)).status, 401);
  });
});
