import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { platformForSpec, Visitor, type PlatformForSpec } from './platform.fixture.js';

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What a session may do that lacks its second factor: show it, or set one up where there is none, and leave. */
const showing = ['POST /api/identity/v1/second-factor/proof', 'POST /api/identity/v1/second-factor/proof/options'];
const enrolling = [
  'POST /api/identity/v1/second-factor/totp',
  'POST /api/identity/v1/second-factor/totp/confirmation',
  'POST /api/identity/v1/second-factor/passkeys',
  'POST /api/identity/v1/second-factor/passkeys/options',
];
const own = ['GET /api/identity/v1/session', 'POST /api/identity/v1/session', 'DELETE /api/identity/v1/session'];

const { paths } = JSON.parse(
  readFileSync(new URL('../../../libs/sdk/src/gen/openapi.json', import.meta.url), 'utf8'),
) as Description;
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods)
    .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
    .map((method) => `${method.toUpperCase()} ${path}`),
);

describe('a session that lacks its second factor', () => {
  let platform: PlatformForSpec;
  before(async () => {
    platform = await platformForSpec();
    // As an operator's own officers and citizens are: demonstration accounts are exempt.
    await platform.databases.select(
      'identity',
      `update officer set demo = false where username in ('lanhdao.tinh', 'chutich.baclieu')`,
    );
    await platform.databases.select(
      'identity',
      `insert into passkey (id, subject_id, credential_id, public_key, counter, transports, host, name, created_at)
       select id, id, 'key', '', 0, '{}', 'localhost', 'key', now() from officer where username = 'chutich.baclieu'`,
    );
  });
  after(() => platform.stop());

  for (const [username, allowed] of [
    ['lanhdao.tinh', [...own, ...showing, ...enrolling]],
    ['chutich.baclieu', [...own, ...showing]],
  ] as const) {
    it(`opens no route of any service but those that give it that: ${username}`, async () => {
      assert.ok(routes.length > 60);
      for (const route of allowed) assert.ok(routes.includes(route), route);
      const half = await new Visitor(platform.url).signIn(username);
      const nobody = new Visitor(platform.url);
      const opened: string[] = [];
      for (const route of routes.filter((each) => !own.includes(each))) {
        const [method = '', template = ''] = route.split(' ');
        const path = template.replace(/\{\w+\}/g, '0197c0de-0000-7000-8000-000000000001');
        const body = method === 'GET' ? {} : { body: {} };
        const { status, body: told } = await half.send(method, path, body);
        if (JSON.stringify(told).includes('urn:motcua:problem:second-factor-required')) continue;
        // What is public answers half a session as it answers nobody.
        const { status: toNobody, body: toldNobody } = await nobody.send(method, path, body);
        if (!JSON.stringify(toldNobody).includes('urn:motcua:problem:sign-in-required'))
          assert.equal(status, toNobody, route);
        else opened.push(route);
      }
      assert.deepEqual(opened.sort(), allowed.filter((each) => !own.includes(each)).sort());
    });
  }
});
