import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import { prepareDatabase, startPostgres, type RunningPostgres } from '@motcua/embedded-postgres';
import { createLogger } from '@motcua/service-kit/logs';
import { Platform, readProvinceFiles } from './platform.js';
import { freePort, sampleProvince } from './running-platform.fixture.js';

const services = ['identity', 'dossier', 'document', 'notification', 'reporting'] as const;

describe('all services in one process', () => {
  let dataDir: string;
  let postgres: RunningPostgres;
  let platform: Platform;
  let url: string;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'motcua-one-'));
    postgres = await startPostgres({ dataDir, durable: false, log: () => undefined });
    const port = await freePort();
    const log = createLogger({ service: 'spec', level: 'fatal', destination: 'stderr' });
    platform = await Platform.start({ postgres, dataDir, port, demo: true, log });
    await platform.identity.applyPack(await readProvinceFiles(sampleProvince));
    url = `http://127.0.0.1:${port}`;
  });
  after(async () => {
    await platform.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('give no service a way into the database of another', async () => {
    for (const service of services) {
      const { host, port, runtime, owner } = await prepareDatabase(postgres, service);
      for (const other of services.filter((name) => name !== service)) {
        for (const login of [runtime, owner]) {
          const client = new Client({ host, port, database: `motcua_${other}`, ...login });
          await assert.rejects(client.connect(), /permission denied for database/, `${login.user} in ${other}`);
          await client.end().catch(() => undefined);
        }
      }
    }
  });

  it('have a policy on every gRPC method', () => {
    assert.ok(platform.grpc.policies.size >= 16);
    for (const [method, policy] of platform.grpc.policies) assert.match(policy, /^(service|caller)$/, method);
  });

  it('describe every route, and answer none that needs a caller without one', async () => {
    const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    assert.match(document.openapi, /^3\.1/);
    const open: string[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const method of Object.keys(methods)) {
        const address = url + path.replaceAll(/\{[^}]+\}/g, '01a20de7-9eb5-71b8-942f-cf70f3c26130');
        const response = await fetch(address, { method: method.toUpperCase() });
        await response.body?.cancel();
        if (response.status !== 401) open.push(`${method} ${path} ${response.status}`);
      }
    }
    // What anybody may ask, and no more.
    assert.deepEqual(open.map((line) => line.replace(/ \d+$/, '')).sort(), [
      'delete /api/identity/v1/session',
      'get /api/dossier/v1/procedure-fields',
      'get /api/dossier/v1/procedures',
      'get /api/dossier/v1/procedures/{code}',
      'get /api/dossier/v1/procedures/{code}/agencies',
      'get /api/dossier/v1/tracking/{number}',
      'get /api/identity/v1/agencies',
      'get /api/identity/v1/province',
      'post /api/identity/v1/session',
    ]);
  });

  it('are alive, ready and measured, and have a page to browse the API', async () => {
    for (const [path, expected] of [
      ['/healthz', /ok/],
      ['/readyz', /ready/],
      ['/metrics', /motcua_outbox_age_seconds\{service="dossier"\}/],
      ['/api/docs', /swagger-ui-bundle\.js/],
    ] as const) {
      const response = await fetch(url + path);
      assert.equal(response.status, 200, path);
      assert.match(await response.text(), expected, path);
    }
  });
});
