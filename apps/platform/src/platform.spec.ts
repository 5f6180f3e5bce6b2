import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Client } from 'pg';
import { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import { prepareDatabase } from '@motcua/embedded-postgres';
import { createServiceClient } from '@motcua/service-kit/grpc';
import { policyKey } from '@motcua/service-kit/http';
import {
  birthAtCounter,
  pdf,
  platformForSpec,
  services,
  temporaryDirectory,
  Visitor,
  type PlatformForSpec,
} from './platform.fixture.js';

let platform: PlatformForSpec;
let visitor: Visitor;
const portalDir = join(temporaryDirectory(), 'portal');

before(async () => {
  mkdirSync(join(portalDir, 'assets'), { recursive: true });
  writeFileSync(join(portalDir, 'index.html'), '<!doctype html><title>Một cửa</title>');
  writeFileSync(join(portalDir, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(join(portalDir, 'door.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  platform = await platformForSpec({ portalDir });
  visitor = new Visitor(platform.url);
});
after(async () => {
  await platform.stop();
  rmSync(join(portalDir, '..'), { recursive: true });
});

describe('services in one process', () => {
  it('each reach their own database and no other', async () => {
    for (const service of services) {
      const { host, port, runtime, owner } = await prepareDatabase(platform.postgres, service);
      for (const other of services) {
        for (const login of [runtime, owner]) {
          const client = new Client({ host, port, database: `motcua_${other}`, ...login });
          const connected = client.connect();
          if (other === service) await connected;
          else await assert.rejects(connected, { code: '42501' }, `${login.user} reaches motcua_${other}`);
          await client.end();
        }
      }
    }
  });

  it('run each on connections of their own, as their own role', async () => {
    const connections = await platform.databases.select<{ application: string; role: string; database: string }>(
      'dossier',
      `select distinct substring(application_name from '^motcua-[a-z]+') as application, usename as role, datname as database
         from pg_stat_activity where application_name like 'motcua-%' order by 1`,
    );
    assert.deepEqual(
      connections,
      [...services].sort().map((service) => ({
        application: `motcua-${service}`,
        role: `motcua_${service}`,
        database: `motcua_${service}`,
      })),
    );
  });
});

/** Every route that Nest serves: its controller's method, and where it is. */
function routes() {
  const found: {
    readonly method: string;
    readonly path: string;
    readonly handler: object;
    readonly controller: object;
  }[] = [];
  for (const { controllers } of platform.platform.app.get(ModulesContainer).values()) {
    for (const { metatype, instance } of controllers.values()) {
      const prototype: object = Object.getPrototypeOf(instance) as object;
      for (const name of Object.getOwnPropertyNames(prototype)) {
        const handler: unknown = Reflect.get(prototype, name);
        if (name === 'constructor' || typeof handler !== 'function' || typeof metatype !== 'function') continue;
        const method = RequestMethod[Number(Reflect.getMetadata('method', handler))] ?? '';
        const places: unknown = Reflect.getMetadata('path', handler);
        for (const own of Array.isArray(places) ? (places as unknown[]) : [places]) {
          if (typeof own !== 'string') continue;
          const path = `/${String(Reflect.getMetadata('path', metatype))}/${own}`
            .replace(/\/+/g, '/')
            .replace(/(.)\/$/, '$1');
          found.push({ method, path, handler, controller: metatype });
        }
      }
    }
  }
  return found;
}

/** The protocol of the OpenID provider, which describes itself and has its own rules of who may what. */
const protocol = '/api/identity/v1/openid/';

/** Routes that answer without a session; the notices of the payment provider are signed. */
const open = [
  ...['document', 'dossier', 'identity', 'notification'].map((service) => `GET /api/${service}/v1/held-data`),
  `ALL ${protocol}*path`,
  'DELETE /api/identity/v1/session',
  'GET /api/dossier/v1/citizen-pages',
  'GET /api/dossier/v1/procedure-fields',
  'GET /api/dossier/v1/procedures',
  'GET /api/dossier/v1/procedures/:code',
  'GET /api/dossier/v1/procedures/:code/agencies',
  'GET /api/dossier/v1/tracking/:number',
  'GET /api/identity/v1/agencies',
  `GET ${protocol}interaction/:uid`,
  'GET /api/identity/v1/province',
  'POST /api/dossier/v1/payment-notices',
  'POST /api/identity/v1/officer-activations',
  `POST ${protocol}auth`,
  `POST ${protocol}me`,
  `POST ${protocol}token`,
  `POST ${protocol}token/revocation`,
  'POST /api/identity/v1/session',
];

describe('every door', () => {
  it('of HTTP declares who may pass, and only what anybody may see is open to all', () => {
    const policies = routes().map(({ method, path, handler, controller }) => {
      const policy = [handler, controller]
        .map((target): unknown => Reflect.getMetadata(policyKey, target))
        .find((found) => found !== undefined);
      return { route: `${method} ${path}`, policy };
    });
    assert.ok(policies.length > 30);
    assert.deepEqual(
      policies.filter(({ policy }) => policy === undefined),
      [],
    );
    const isOpen = policies.filter(({ policy }) => policy === 'public').map(({ route }) => route);
    assert.deepEqual(isOpen.sort(), [...open].sort());
  });

  it('of HTTP that is not open asks for a sign-in before anything else', async () => {
    for (const { method, path } of routes()) {
      if (open.includes(`${method} ${path}`)) continue;
      const { status, body } = await visitor.send(method, path.replace(/:\w+/g, 'x'));
      assert.equal(status, 401, `${method} ${path} ${JSON.stringify(body)}`);
    }
  });

  it('of HTTP gives nobody anything that a browser would keep, run or show inside another site', async () => {
    const people = await Promise.all(
      ['095190000017', 'tiepnhan.baclieu', 'chutich.baclieu', 'quantri'].map((who) =>
        new Visitor(platform.url).signIn(who),
      ),
    );
    const id = '0197c0de-0000-7000-8000-000000000001';
    for (const { method, path } of routes()) {
      if (method !== 'GET') continue;
      for (const person of [visitor, ...people]) {
        const { status, headers } = await person.send(method, path.replace(/:\w+/g, id));
        const where = `${path} ${status}`;
        assert.equal(headers.get('Cache-Control'), 'no-store', where);
        assert.match(
          headers.get('Content-Security-Policy') ?? '',
          /^default-src 'none';.*frame-ancestors '(none|self)'/,
          where,
        );
        assert.equal(headers.get('Cross-Origin-Resource-Policy'), 'same-origin', where);
        assert.equal(headers.get('X-Content-Type-Options'), 'nosniff', where);
      }
    }
  });

  it('of gRPC declares who may pass, and lets nobody in unsigned', async () => {
    const definitions: readonly Readonly<Record<string, { readonly path: string }>>[] = [
      IdentityServiceService,
      DossierServiceService,
      DocumentServiceService,
      NotificationServiceService,
      ReportingServiceService,
    ];
    const methods = definitions.flatMap((definition) => Object.values(definition));
    const { policies } = platform.platform.grpc;
    assert.deepEqual([...policies.keys()].sort(), methods.map(({ path }) => path).sort());
    for (const [path, policy] of policies) assert.ok(policy === 'service' || policy === 'caller', path);
    const stranger = createServiceClient(IdentityServiceService, {
      address: `unix:${join(platform.postgres.host, 'grpc.sock')}`,
      meshKey: Buffer.alloc(32),
      service: 'dossier',
    });
    await assert.rejects(stranger.getPeople({ subjectIds: [] }), /UNAUTHENTICATED/);
    stranger.close();
  });
});

/** What begins beside a dossier, and leaves it as it is. */
const changesNoDossier = [
  'post /api/dossier/v1/dossiers/{id}/disclosures',
  'post /api/dossier/v1/dossiers/{id}/online-payment',
  'post /api/dossier/v1/national-portal/dossiers/{id}/resend',
];

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}

describe('the description of the API', () => {
  it('is OpenAPI 3.1 and has every route, with the schemas of what it takes and gives', async () => {
    const document = await visitor.ask<{ openapi: string; paths: Record<string, Record<string, Operation>> }>(
      'GET',
      '/api/openapi.json',
    );
    assert.match(document.openapi, /^3\.1\./);
    for (const { method, path } of routes()) {
      if (path.startsWith(protocol)) continue;
      const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
      assert.ok(operation, `${method} ${path} is not described`);
      const [good] = Object.entries(operation.responses).filter(([code]) => code.startsWith('2'));
      assert.ok(good, `${method} ${path} has no good answer`);
      const [code, { content }] = good;
      if (code !== '204')
        assert.ok(content && Object.values(content).every(({ schema }) => schema), `${method} ${path} gives anything`);
      const taken = operation.requestBody?.content;
      if (taken)
        assert.ok(
          Object.values(taken).every(({ schema }) => schema),
          `${method} ${path} takes anything`,
        );
    }
  });

  it('lets every command be repeated by its key, and asks what the sender saw of the dossier or task that it changes', async () => {
    const { paths } = await visitor.ask<{ paths: Record<string, Record<string, Operation>> }>(
      'GET',
      '/api/openapi.json',
    );
    const commands = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => method !== 'get')
        .map(([method, { parameters = [] }]) => ({ name: `${method} ${path}`, path, parameters })),
    );
    assert.ok(commands.length > 40);
    for (const { name, path, parameters } of commands) {
      const header = (wanted: string) => parameters.filter((parameter) => parameter.name === wanted);
      assert.equal(header('Idempotency-Key').length, 1, name);
      if (/\/(dossiers|tasks)\/\{id\}\//.test(path) && !changesNoDossier.includes(name)) {
        assert.equal(header('If-Match')[0]?.required, true, name);
      }
    }
  });

  it('can be browsed with scripts of this host alone', async () => {
    const page = await visitor.send('GET', '/api/docs');
    assert.equal(page.status, 200);
    assert.match(page.headers.get('Content-Security-Policy') ?? '', /script-src 'self';/);
    const assets = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
    assert.equal(assets.length, 3);
    for (const path of assets) assert.equal((await visitor.send('GET', path)).status, 200, path);
  });
});

describe('what watches the platform', () => {
  it('sees that it lives, that it is ready, and its figures by service and route', async () => {
    assert.deepEqual((await visitor.send('GET', '/healthz')).body, { status: 'ok' });
    assert.deepEqual((await visitor.send('GET', '/readyz')).body, { status: 'ready' });
    await visitor.send('GET', '/api/dossier/v1/tracking/secret-number');
    const metrics = String((await visitor.send('GET', '/metrics')).body);
    for (const service of ['identity', 'dossier', 'document', 'notification']) {
      assert.match(metrics, new RegExp(`motcua_outbox_age_seconds\\{service="${service}"\\} `));
    }
    assert.match(
      metrics,
      /motcua_http_request_seconds_count\{method="GET",route="\/api\/dossier\/v1\/tracking\/:number",status="404"\} [1-9]/,
    );
    assert.doesNotMatch(metrics, /secret-number/);
  });
});

describe('the portal', () => {
  const html = { Accept: 'text/html,application/xhtml+xml' };

  it('comes with headers that let it run its own scripts alone, and in no other site’s frame', async () => {
    const { status, headers, body } = await visitor.send('GET', '/', { headers: html });
    assert.equal(status, 200);
    assert.match(String(body), /Một cửa/);
    const policy = headers.get('Content-Security-Policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
      assert.ok(policy.includes(part), part);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(headers.get('X-Frame-Options'), 'DENY');
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    assert.equal(headers.get('Referrer-Policy'), 'same-origin');
    assert.equal(headers.get('Cache-Control'), 'no-cache');
    assert.equal(headers.get('X-Powered-By'), null);
  });

  it('is what a browser gets at every address of its own', async () => {
    for (const path of ['/tra-cuu', '/ho-so/01a2?x=1', '/en/procedures']) {
      assert.match(String((await visitor.send('GET', path, { headers: html })).body), /Một cửa/, path);
    }
  });

  it('is no answer to programs, to other methods, or below /api', async () => {
    const problems = [
      await visitor.send('POST', '/tra-cuu', { headers: html }),
      await visitor.send('GET', '/tra-cuu', { headers: { Accept: 'application/json' } }),
      await visitor.send('GET', '/api/tra-cuu', { headers: html }),
      await visitor.send('GET', '/assets/gone-9z.js', { headers: html }),
    ];
    for (const { status, headers, body } of problems) {
      assert.equal(status, 404, JSON.stringify(body));
      assert.match(headers.get('Content-Type') ?? '', /problem\+json/);
    }
  });

  it('has assets that browsers keep for good, and nothing beside its folder', async () => {
    const asset = await visitor.send('GET', '/assets/app-1a2b.js');
    assert.equal(asset.status, 200);
    assert.match(asset.headers.get('Cache-Control') ?? '', /max-age=31536000, immutable/);
    assert.equal((await visitor.send('GET', '/door.svg')).headers.get('Content-Type'), 'image/svg+xml');
    for (const path of ['/..%2f..%2f..%2fetc%2fpasswd', '/assets/..%2f..%2f..%2f..%2fetc%2fpasswd', '/%00']) {
      const { body } = await visitor.send('GET', path);
      assert.doesNotMatch(JSON.stringify(body), /root:/, path);
    }
  });
});

describe('an answer of the API', () => {
  it('is kept by no cache and run by no browser', async () => {
    const { headers } = await visitor.send('GET', '/api/dossier/v1/procedures');
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.equal(headers.get('Content-Security-Policy'), "default-src 'none'; frame-ancestors 'none'");
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
  });

  it('carries the version of what it shows as its tag', async () => {
    const officer = await new Visitor(platform.url).signIn('tiepnhan.baclieu');
    const { id } = await officer.ask<{ id: string }>('POST', '/api/dossier/v1/counter-dossiers', {
      body: birthAtCounter(),
    });
    assert.equal((await officer.send('GET', `/api/dossier/v1/dossiers/${id}`)).headers.get('ETag'), '"1"');
  });
});

describe('a dossier from the counter to the citizen', () => {
  it('has its receipt, always the same bytes, its message and its place in the overview', async () => {
    const officer = await new Visitor(platform.url).signIn('tiepnhan.baclieu');
    const citizen = await new Visitor(platform.url).signIn('095085000024');
    const leader = await new Visitor(platform.url).signIn('chutich.baclieu');
    const figures = () => leader.ask<{ totals: { received: number } }>('GET', '/api/reporting/v1/overview');
    const { received } = (await figures()).totals;
    const scan = await officer.upload('Giấy chứng sinh.pdf');
    const body = {
      ...birthAtCounter([scan.id]),
      submitter: { fullName: 'Lý Minh Quân', identityNumber: '095085000024' },
    };
    const { id, code } = await officer.ask<{ id: string; code: string }>('POST', '/api/dossier/v1/counter-dossiers', {
      body,
    });
    await platform.databases.untilQuiet();
    const receipts = [];
    for (const person of [citizen, officer]) {
      const receipt = await person.send('GET', `/api/document/v1/dossiers/${id}/forms/receipt`);
      assert.equal(receipt.headers.get('Content-Type'), 'application/pdf', JSON.stringify(receipt.body));
      receipts.push(receipt.body);
    }
    assert.equal(receipts[0], receipts[1]);
    const { items } = await citizen.ask<{ items: { dossierId?: string; text: string; kind: string }[] }>(
      'GET',
      '/api/notification/v1/messages',
    );
    assert.ok(
      items.some(({ dossierId, text, kind }) => dossierId === id && kind === 'dossier.accepted' && text.includes(code)),
    );
    assert.equal((await figures()).totals.received, received + 1);
    const own = await citizen.send('GET', `/api/document/v1/files/${scan.id}`);
    assert.equal(own.status, 200);
    assert.equal(own.body, new TextDecoder().decode(pdf));
    const stranger = await new Visitor(platform.url).signIn('096301000031');
    for (const path of [
      `/api/document/v1/files/${scan.id}`,
      `/api/document/v1/dossiers/${id}/forms/receipt`,
      `/api/dossier/v1/dossiers/${id}`,
    ]) {
      assert.equal((await stranger.send('GET', path)).status, 404, path);
    }
  });
});

describe('a platform that stops', () => {
  it('has told every service what happened last, and lets go of the database', async () => {
    const officer = await new Visitor(platform.url).signIn('tiepnhan.baclieu');
    const body = birthAtCounter();
    const { id } = await officer.ask<{ id: string }>('POST', '/api/dossier/v1/counter-dossiers', { body });
    await platform.stopServices();
    for (const service of services) {
      const [left] = await platform.databases.select<{ outbox: number; connections: number }>(
        service,
        `select (select count(*)::integer from outbox) as outbox,
                (select count(*)::integer from pg_stat_activity where application_name like 'motcua-%') as connections`,
      );
      assert.deepEqual(left, { outbox: 0, connections: 0 }, service);
    }
    assert.equal(
      (await platform.databases.select('reporting', 'select from dossier_report where dossier_id = $1', [id])).length,
      1,
    );
    assert.ok(
      (await platform.databases.select('notification', 'select from message where dossier_id = $1', [id])).length > 0,
    );
    await assert.rejects(visitor.send('GET', '/healthz'));
  });
});
