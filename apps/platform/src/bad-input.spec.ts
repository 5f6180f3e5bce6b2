import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { asSuperuser, startPostgres, type RunningPostgres } from '@motcua/embedded-postgres';
import { createLogger } from '@motcua/service-kit/logs';
import { Platform, readProvinceFiles } from './platform.js';
import { freePort, sampleProvince } from './running-platform.fixture.js';

const intake = {
  procedureCode: '2.000815',
  competentAgencyCode: 'ubnd-phuong-bac-lieu',
  intakeAgencyCode: 'ubnd-phuong-bac-lieu',
  channel: 'counter',
  submitter: { fullName: 'Lý Minh Quân' },
  answers: {
    applicant: { fullName: 'Lý Minh Quân', identityNumber: '095085000024', phone: '0912345678' },
    document: { name: 'Bằng tốt nghiệp', issuer: 'Trường Đại học Cần Thơ', pages: 3, copies: 2, copyForm: 'paper' },
    genuine: true,
  },
  components: [{ code: 'original', fileIds: [], copyKind: 'original', sets: 1 }],
};

const counter = '/api/dossier/v1/counter-dossiers';
const files = '/api/document/v1/files';

interface Case {
  readonly path?: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly raw?: string | Buffer;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly type: string;
  /** The fault that must be among `errors`. */
  readonly fault?: { readonly pointer: string; readonly code: string };
}

const deep = JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`) as unknown;
const pdfHeaders = (name: string) => ({
  'content-type': 'application/pdf',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
});

const cases: Record<string, Case> = {
  'JSON that is broken': { raw: '{"procedureCode": ', status: 400, type: 'malformed-json' },
  'a body that is no object': { raw: '"text"', status: 400, type: 'malformed-json' },
  'another media type': {
    raw: '<xml/>',
    headers: { 'content-type': 'text/xml' },
    status: 415,
    type: 'media-type-unsupported',
  },
  'a body over the limit': {
    raw: JSON.stringify({ ...intake, answers: { text: 'x'.repeat(1_100_000) } }),
    status: 413,
    type: 'body-too-large',
  },
  'a wrong type': {
    body: { ...intake, procedureCode: 5 },
    status: 422,
    type: 'input-invalid',
    fault: { pointer: '/procedureCode', code: 'type' },
  },
  'an unknown field': {
    body: { ...intake, dueAt: '2030-01-01' },
    status: 422,
    type: 'input-invalid',
    fault: { pointer: '/dueAt', code: 'unknownField' },
  },
  'an unknown field further in': {
    body: { ...intake, submitter: { fullName: 'A', role: 'admin' } },
    status: 422,
    type: 'input-invalid',
    fault: { pointer: '/submitter/role', code: 'unknownField' },
  },
  'a missing field': {
    body: { ...intake, submitter: {} },
    status: 422,
    type: 'input-invalid',
    fault: { pointer: '/submitter/fullName', code: 'required' },
  },
  'an unknown procedure': {
    body: { ...intake, procedureCode: '9.999999' },
    status: 422,
    type: 'procedure-not-offered',
  },
  'an agency that does not decide it': {
    body: { ...intake, competentAgencyCode: 'thue-tinh' },
    status: 422,
    type: 'procedure-not-offered',
  },
  'a counter that is not the officer’s': {
    body: { ...intake, intakeAgencyCode: 'ubnd-phuong-gia-rai' },
    status: 403,
    type: 'not-your-counter',
  },
  'a missing paper': {
    body: { ...intake, components: [] },
    status: 422,
    type: 'components-invalid',
    fault: { pointer: '/components', code: 'required' },
  },
  'a paper that nobody asked for': {
    body: { ...intake, components: [...intake.components, { code: 'gift', fileIds: [], sets: 1 }] },
    status: 422,
    type: 'components-invalid',
    fault: { pointer: '/components/1/code', code: 'unknownComponent' },
  },
  'a file of nobody': {
    body: { ...intake, components: [{ ...intake.components[0], fileIds: ['01a20de7-9eb5-71b8-942f-cf70f3c26130'] }] },
    status: 422,
    type: 'components-invalid',
    fault: { pointer: '/components/0/fileIds/0', code: 'unknownFile' },
  },
  'an id that is none': {
    body: { ...intake, components: [{ ...intake.components[0], fileIds: ['1; drop table dossier'] }] },
    status: 422,
    type: 'input-invalid',
    fault: { pointer: '/components/0/fileIds/0', code: 'format' },
  },
  'an absurd number': {
    body: { ...intake, components: [{ ...intake.components[0], sets: 1e308 }] },
    status: 422,
    type: 'input-invalid',
    fault: { pointer: '/components/0/sets', code: 'maximum' },
  },
  'an absurd number in the declaration': {
    body: withAnswer('document', { pages: -3 }),
    status: 422,
    type: 'answers-invalid',
    fault: { pointer: '/answers/document/pages', code: 'minimum' },
  },
  'an unknown answer': {
    body: withAnswer('document', { colour: 'red' }),
    status: 422,
    type: 'answers-invalid',
    fault: { pointer: '/answers/document/colour', code: 'unknownField' },
  },
  'NUL in a text': {
    body: { ...intake, submitter: { fullName: 'Lý\u0000Minh' } },
    status: 422,
    type: 'input-invalid',
    fault: { pointer: '/submitter/fullName', code: 'text' },
  },
  'half a character': {
    raw: JSON.stringify(intake).replace('"Lý Minh Quân"}', '"Lý \\ud800"}'),
    status: 422,
    type: 'input-invalid',
    fault: { pointer: '/submitter/fullName', code: 'text' },
  },
  'nesting without end': { body: { ...intake, answers: { deep } }, status: 422, type: 'input-invalid' },
  'a bad idempotency key': {
    body: intake,
    headers: { 'idempotency-key': 'a b' },
    status: 422,
    type: 'input-invalid',
    fault: { pointer: 'Idempotency-Key:', code: 'format' },
  },
  'a version that is none': {
    path: '/api/dossier/v1/tasks/01a20de7-9eb5-71b8-942f-cf70f3c26130/claim',
    body: {},
    headers: { 'if-match': 'seven' },
    status: 422,
    type: 'input-invalid',
    fault: { pointer: 'If-Match:', code: 'format' },
  },
  'no version': {
    path: '/api/dossier/v1/tasks/01a20de7-9eb5-71b8-942f-cf70f3c26130/claim',
    body: {},
    status: 428,
    type: 'version-required',
  },
  'an id in the address that is none': {
    path: '/api/dossier/v1/dossiers/%00',
    method: 'GET',
    status: 404,
    type: 'not-found',
  },
  'an address that cannot be decoded': {
    path: '/api/dossier/v1/procedures/%E0%A4%A',
    method: 'GET',
    status: 404,
    type: 'not-found',
  },
  'an unknown question': {
    path: '/api/dossier/v1/tasks?queue=all',
    method: 'GET',
    status: 422,
    type: 'input-invalid',
    fault: { pointer: '?queue', code: 'enum' },
  },
  'a page size out of all bounds': {
    path: '/api/dossier/v1/tasks?limit=1000000',
    method: 'GET',
    status: 422,
    type: 'input-invalid',
    fault: { pointer: '?limit', code: 'maximum' },
  },
  'a program that says it is a PDF': {
    path: files,
    raw: Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000\u0000'),
    headers: pdfHeaders('a.pdf'),
    status: 415,
    type: 'file-content-mismatch',
  },
  'a page that says it is a PDF': {
    path: files,
    raw: '<html><script>alert(1)</script>',
    headers: pdfHeaders('a.pdf'),
    status: 415,
    type: 'file-content-mismatch',
  },
  'a file without a name': {
    path: files,
    raw: '%PDF-1.4\n%%EOF',
    headers: { 'content-type': 'application/pdf' },
    status: 422,
    type: 'input-invalid',
    fault: { pointer: 'Content-Disposition:', code: 'required' },
  },
  'a route that is not there': { path: '/api/dossier/v1/nothing', method: 'GET', status: 404, type: 'not-found' },
};

describe('bad input', () => {
  let dataDir: string;
  let postgres: RunningPostgres;
  let platform: Platform;
  let url: string;
  let cookie: string;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'motcua-bad-'));
    postgres = await startPostgres({ dataDir, durable: false, log: () => undefined });
    const port = await freePort();
    const log = createLogger({ service: 'spec', level: 'fatal', destination: 'stderr' });
    platform = await Platform.start({ postgres, dataDir, port, demo: true, log });
    await platform.identity.applyPack(await readProvinceFiles(sampleProvince));
    url = `http://127.0.0.1:${port}`;
    cookie = await signIn();
    await send({ body: intake, status: 201, type: '' }, 'vi'); // the good one, so that a refusal below is for its fault alone
  });
  after(async () => {
    await platform.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function signIn(): Promise<string> {
    for (;;) {
      const body = JSON.stringify({ identifier: 'tiepnhan.baclieu', password: 'motcua-2026' });
      const response = await fetch(`${url}/api/identity/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      if (response.status === 200) return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function send({ path = counter, method = 'POST', body, raw, headers, status }: Case, language: 'vi' | 'en') {
    const response = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', cookie, 'accept-language': language, ...headers },
      ...(method === 'POST' && { body: raw ?? JSON.stringify(body) }),
    });
    const answer = (await response.json()) as {
      type: string;
      title: string;
      detail: string;
      traceId: string;
      errors?: { pointer: string; code: string; detail: string }[];
    };
    assert.equal(response.status, status, JSON.stringify(answer));
    return { response, answer };
  }

  /** Rows of all tables of all services. */
  async function rowCounts(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const service of ['identity', 'dossier', 'document', 'notification', 'reporting']) {
      await asSuperuser(postgres, `motcua_${service}`, async (client) => {
        const tables = await client.query<{ name: string }>(
          "select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('inbox', 'outbox', 'event_position', 'session')",
        );
        for (const { name } of tables.rows) {
          const { rows } = await client.query<{ count: number }>(`select count(*)::integer as count from "${name}"`);
          counts[`${service}.${name}`] = rows[0]?.count ?? -1;
        }
      });
    }
    return counts;
  }

  for (const [name, given] of Object.entries(cases)) {
    it(`gets its problem, field and message in both languages: ${name}`, async () => {
      const [vi, en] = [await send(given, 'vi'), await send(given, 'en')];
      for (const { response, answer } of [vi, en]) {
        assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
        assert.equal(answer.type, `urn:motcua:problem:${given.type}`);
        assert.match(answer.traceId, /^[0-9a-f]{32}$/);
        if (given.fault) {
          const found = answer.errors?.find(
            (error) => error.pointer === given.fault?.pointer && error.code === given.fault.code,
          );
          assert.ok(found, JSON.stringify(answer.errors));
        }
        assert.ok(
          !/ at .*\.js|node_modules|select |insert /i.test(JSON.stringify(answer)),
          'nothing of the code is told',
        );
      }
      assert.notEqual(vi.answer.title, en.answer.title);
      assert.notEqual(vi.answer.detail, en.answer.detail);
    });
  }

  it('leaves nothing behind, in any table of any service', async () => {
    const before = await rowCounts();
    for (const given of Object.values(cases)) await send(given, 'vi');
    assert.deepEqual(await rowCounts(), before);
  });
});

function withAnswer(group: 'document', answer: Record<string, unknown>) {
  return { ...intake, answers: { ...intake.answers, [group]: { ...intake.answers[group], ...answer } } };
}
