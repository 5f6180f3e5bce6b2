import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { birthAtCounter, birthOnline, platformForSpec, Visitor, type PlatformForSpec } from './platform.fixture.js';

type Person = 'citizen' | 'counter' | 'leader' | 'administrator' | 'nobody';

interface Case {
  /** What is wrong with it. */
  readonly name: string;
  readonly who?: Person;
  readonly request: readonly [method: string, path: string];
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly problem: string;
  /** Where, for problems that have a place; each must be among those named. */
  readonly at?: readonly string[];
}

const counter: Pick<Case, 'who' | 'request'> = {
  who: 'counter',
  request: ['POST', '/api/dossier/v1/counter-dossiers'],
};
const online: Pick<Case, 'who' | 'request'> = { who: 'citizen', request: ['POST', '/api/dossier/v1/dossiers'] };
const upload: Pick<Case, 'who' | 'request'> = { who: 'citizen', request: ['POST', '/api/document/v1/files'] };
const invalid = { status: 422, problem: 'input-invalid' } as const;
const wrongAnswers = { ...counter, status: 422, problem: 'answers-invalid' } as const;
const notFound = { status: 404, problem: 'not-found' } as const;

/** The good dossier of the counter with one thing changed, by its JSON pointer. */
function changed(pointer: string, value: unknown): unknown {
  const body: unknown = birthAtCounter();
  const path = pointer.split('/').slice(1);
  const last = path.pop() ?? '';
  const place = path.reduce<unknown>((found, key) => Reflect.get(Object(found), key), body);
  Reflect.set(Object(place), last, value);
  return body;
}

/** The same as JSON text in which a value stands as it is written here. */
function written(pointer: string, json: string): string {
  return JSON.stringify(changed(pointer, '@@')).replace('"@@"', () => json);
}

const file = (name: string) => ({
  'Content-Type': 'application/pdf',
  'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
});
const text = (content: string) => new TextEncoder().encode(content);
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const cursor = (content: string) => Buffer.from(content).toString('base64url');

const cases: Readonly<Record<string, readonly Case[]>> = {
  'what is no JSON object': [
    { ...counter, name: 'broken JSON', raw: '{"procedureCode":', status: 400, problem: 'malformed-json' },
    { ...counter, name: 'a lone string', raw: '"x"', status: 400, problem: 'malformed-json' },
    { ...counter, name: 'null', raw: 'null', status: 400, problem: 'malformed-json' },
    { ...counter, name: 'a list', raw: '[]', ...invalid, at: [''] },
    { ...counter, name: 'nothing at all', ...invalid, at: [''] },
    {
      ...counter,
      name: 'plain text',
      raw: 'x',
      headers: { 'Content-Type': 'text/plain' },
      status: 415,
      problem: 'media-type-unsupported',
    },
    {
      ...counter,
      name: 'an unknown encoding',
      raw: '{}',
      headers: { 'Content-Encoding': 'x-none' },
      status: 415,
      problem: 'media-type-unsupported',
    },
    {
      ...counter,
      name: 'an unknown character set',
      raw: '{}',
      headers: { 'Content-Type': 'application/json; charset=none' },
      status: 415,
      problem: 'media-type-unsupported',
    },
    {
      ...counter,
      name: 'more than a megabyte',
      raw: `{"a":"${'x'.repeat(1_100_000)}"}`,
      status: 413,
      problem: 'body-too-large',
    },
  ],
  'wrong fields': [
    { ...counter, name: 'a number for a code', body: changed('/procedureCode', 5), ...invalid, at: ['/procedureCode'] },
    { ...counter, name: 'a text for a list', body: changed('/components', 'x'), ...invalid, at: ['/components'] },
    {
      ...counter,
      name: 'an empty object',
      body: {},
      ...invalid,
      at: ['/procedureCode', '/competentAgencyCode', '/submitter', '/answers', '/components'],
    },
    { ...counter, name: 'fields that nobody knows', body: changed('/extra', 1), ...invalid, at: ['/extra'] },
    {
      ...counter,
      name: 'an unknown field with marks in its name',
      body: changed('/submitter', { fullName: 'A', 'a/b~c': 1 }),
      ...invalid,
      at: ['/submitter/a~1b~0c'],
    },
    {
      ...counter,
      name: 'a prototype',
      raw: written('/submitter', '{"fullName":"A","__proto__":{"admin":true}}'),
      ...invalid,
      at: ['/submitter/__proto__'],
    },
    { ...counter, name: 'an unknown channel', body: changed('/channel', 'fax'), ...invalid, at: ['/channel'] },
    {
      ...counter,
      name: 'a name of spaces',
      body: changed('/submitter/fullName', '   '),
      ...invalid,
      at: ['/submitter/fullName'],
    },
    {
      ...counter,
      name: 'a name without end',
      body: changed('/submitter/fullName', 'x'.repeat(121)),
      ...invalid,
      at: ['/submitter/fullName'],
    },
    {
      ...counter,
      name: 'eleven digits',
      body: changed('/submitter/identityNumber', '09519000001'),
      ...invalid,
      at: ['/submitter/identityNumber'],
    },
    {
      ...counter,
      name: 'digits of another script',
      body: changed('/submitter/identityNumber', '٠٩٥١٩٠٠٠٠٠١٧'),
      ...invalid,
      at: ['/submitter/identityNumber'],
    },
    {
      ...counter,
      name: 'no e-mail address',
      body: changed('/submitter/email', 'a@'),
      ...invalid,
      at: ['/submitter/email'],
    },
    {
      ...counter,
      name: 'no sets of a paper',
      body: changed('/components/0/sets', 0),
      ...invalid,
      at: ['/components/0/sets'],
    },
    {
      ...counter,
      name: 'half a set',
      body: changed('/components/0/sets', 1.5),
      ...invalid,
      at: ['/components/0/sets'],
    },
    {
      ...counter,
      name: 'a set beyond all numbers',
      raw: written('/components/0/sets', '1e400'),
      ...invalid,
      at: ['/components/0/sets'],
    },
    {
      ...counter,
      name: 'a file that is no id',
      body: changed('/components/0/fileIds', ['x']),
      ...invalid,
      at: ['/components/0/fileIds/0'],
    },
    {
      ...counter,
      name: 'too many files',
      body: changed(
        '/components/0/fileIds',
        Array.from({ length: 21 }, () => randomUUID()),
      ),
      ...invalid,
      at: ['/components/0/fileIds'],
    },
    {
      ...counter,
      name: 'too many papers',
      body: changed(
        '/components',
        Array.from({ length: 51 }, () => ({ code: 'x', fileIds: [], sets: 1 })),
      ),
      ...invalid,
      at: ['/components'],
    },
  ],
  'text that nobody could type': [
    {
      ...counter,
      name: 'NUL in a name',
      body: changed('/submitter/fullName', 'a\u0000b'),
      ...invalid,
      at: ['/submitter/fullName'],
    },
    {
      ...counter,
      name: 'NUL in an answer',
      body: changed('/answers/child/fullName', 'a\u0000b'),
      ...invalid,
      at: ['/answers/child/fullName'],
    },
    {
      ...counter,
      name: 'NUL in the name of a field',
      body: changed('/answers/a\u0000b', 1),
      ...invalid,
      at: ['/answers'],
    },
    {
      ...counter,
      name: 'half a character',
      raw: written('/submitter/fullName', '"a\\ud800b"'),
      ...invalid,
      at: ['/submitter/fullName'],
    },
    {
      ...counter,
      name: 'half a character in an answer',
      raw: written('/answers/child/homeTown', '"\\udfff"'),
      ...invalid,
      at: ['/answers/child/homeTown'],
    },
    {
      ...counter,
      name: 'a bell',
      body: changed('/answers/child/fullName', 'a\u0007'),
      ...invalid,
      at: ['/answers/child/fullName'],
    },
    { ...counter, name: 'answers of endless depth', raw: written('/answers', nested(10_000)), ...invalid },
  ],
  'a declaration that breaks its form': [
    {
      ...wrongAnswers,
      name: 'no such day',
      body: changed('/answers/child/dateOfBirth', '2026-02-30'),
      at: ['/answers/child/dateOfBirth'],
    },
    {
      ...wrongAnswers,
      name: 'no day at all',
      body: changed('/answers/child/dateOfBirth', 'yesterday'),
      at: ['/answers/child/dateOfBirth'],
    },
    {
      ...wrongAnswers,
      name: 'a day beyond all calendars',
      body: changed('/answers/child/dateOfBirth', '+275760-09-14'),
      at: ['/answers/child/dateOfBirth'],
    },
    {
      ...wrongAnswers,
      name: 'a number for a name',
      body: changed('/answers/child/fullName', 5),
      at: ['/answers/child/fullName'],
    },
    {
      ...wrongAnswers,
      name: 'null for a name',
      body: changed('/answers/child/fullName', null),
      at: ['/answers/child/fullName'],
    },
    {
      ...wrongAnswers,
      name: 'an endless name',
      body: changed('/answers/child/fullName', 'x'.repeat(100_000)),
      at: ['/answers/child/fullName'],
    },
    {
      ...wrongAnswers,
      name: 'what is not in the list',
      body: changed('/answers/child/sex', 'x'),
      at: ['/answers/child/sex'],
    },
    {
      ...wrongAnswers,
      name: 'an answer that nobody asked for',
      body: changed('/answers/extra', {}),
      at: ['/answers/extra'],
    },
    {
      ...wrongAnswers,
      name: 'a late registration without its reason',
      body: changed('/answers/registration/timing', 'late'),
      at: ['/answers/registration/lateReason'],
    },
    {
      ...wrongAnswers,
      name: 'more copies than there can be',
      body: changed('/answers/registration', { timing: 'onTime', wantsCopies: 'yes', copies: 1e308 }),
      at: ['/answers/registration/copies'],
    },
    {
      ...wrongAnswers,
      name: 'no word that it is true',
      body: changed('/answers/truthful', false),
      at: ['/answers/truthful'],
    },
    { ...wrongAnswers, name: 'no answers', body: changed('/answers', {}), at: ['/answers/child/fullName'] },
  ],
  'a dossier that cannot be': [
    {
      ...counter,
      name: 'an unknown procedure',
      body: changed('/procedureCode', '9.9'),
      status: 422,
      problem: 'procedure-not-offered',
      at: ['/procedureCode'],
    },
    {
      ...counter,
      name: 'an agency that does not decide it',
      body: changed('/competentAgencyCode', 'so-y-te'),
      status: 422,
      problem: 'procedure-not-offered',
      at: ['/competentAgencyCode'],
    },
    {
      ...counter,
      name: 'the counter of another agency',
      body: changed('/intakeAgencyCode', 'ubnd-xa-hong-dan'),
      status: 403,
      problem: 'not-your-counter',
    },
    {
      ...counter,
      name: 'a missing paper',
      body: changed('/components', []),
      status: 422,
      problem: 'components-invalid',
      at: ['/components'],
    },
    {
      ...counter,
      name: 'a paper that nobody asked for',
      body: changed('/components/0/code', 'x'),
      status: 422,
      problem: 'components-invalid',
      at: ['/components/0/code'],
    },
    {
      ...online,
      name: 'a paper without its file',
      body: birthOnline([]),
      status: 422,
      problem: 'components-invalid',
      at: ['/components/0/fileIds'],
    },
    {
      ...online,
      name: 'a file that there is not',
      body: birthOnline([randomUUID()]),
      status: 422,
      problem: 'components-invalid',
      at: ['/components/0/fileIds/0'],
    },
    {
      ...online,
      name: 'a counter’s fields online',
      body: { ...birthOnline([]), channel: 'counter' },
      ...invalid,
      at: ['/channel'],
    },
  ],
  'a file that is not what it should be': [
    {
      ...upload,
      name: 'a program called a PDF',
      raw: text('MZ\u0090 not a pdf'),
      headers: file('a.pdf'),
      status: 415,
      problem: 'file-content-mismatch',
    },
    { ...upload, name: 'nothing', raw: text(''), headers: file('a.pdf'), status: 422, problem: 'file-empty' },
    {
      ...upload,
      name: 'no name',
      raw: text('%PDF-1.4'),
      headers: { 'Content-Type': 'application/pdf' },
      ...invalid,
      at: ['Content-Disposition:'],
    },
    {
      ...upload,
      name: 'a name that leads elsewhere',
      raw: text('%PDF-1.4'),
      headers: file('..%2F..%2Fetc%2Fpasswd.pdf'),
      ...invalid,
      at: ['Content-Disposition:'],
    },
    {
      ...upload,
      name: 'a name that is no text',
      raw: text('%PDF-1.4'),
      headers: file('%ff%fe.pdf'),
      ...invalid,
      at: ['Content-Disposition:'],
    },
    {
      ...upload,
      name: 'more than twenty megabytes',
      raw: new Uint8Array(21 * 1024 * 1024),
      headers: file('a.pdf'),
      status: 413,
      problem: 'body-too-large',
    },
  ],
  'ids that name nothing': [
    { name: 'no id', who: 'leader', request: ['GET', '/api/dossier/v1/dossiers/x'], ...notFound },
    { name: 'an unknown id', who: 'leader', request: ['GET', `/api/dossier/v1/dossiers/${randomUUID()}`], ...notFound },
    { name: 'NUL for an id', who: 'leader', request: ['GET', '/api/dossier/v1/dossiers/%00/timeline'], ...notFound },
    {
      name: 'what is no escape',
      who: 'leader',
      request: ['GET', '/api/dossier/v1/dossiers/%E0%A4%A/timeline'],
      ...notFound,
    },
    {
      name: 'a statement for an id',
      who: 'leader',
      request: ['GET', `/api/dossier/v1/tasks/1'%20or%20'1'='1`],
      ...notFound,
    },
    {
      name: 'an unknown task',
      who: 'counter',
      request: ['POST', `/api/dossier/v1/tasks/${randomUUID()}/claim`],
      headers: { 'If-Match': '"1"' },
      ...notFound,
    },
    { name: 'no file', who: 'citizen', request: ['GET', '/api/document/v1/files/x'], ...notFound },
    { name: 'no procedure', request: ['GET', '/api/dossier/v1/procedures/%00'], ...notFound },
    {
      name: 'no number to follow',
      request: ['GET', '/api/dossier/v1/tracking/---'],
      status: 404,
      problem: 'dossier-not-found',
    },
    { name: 'no such address', request: ['GET', '/api/nothing'], ...notFound },
    { name: 'no such method', request: ['PUT', '/api/dossier/v1/procedures'], ...notFound },
  ],
  'questions that cannot be answered': [
    { name: 'a page of none', request: ['GET', '/api/dossier/v1/procedures?limit=0'], ...invalid, at: ['?limit'] },
    {
      name: 'a page of too many',
      request: ['GET', '/api/dossier/v1/procedures?limit=101'],
      ...invalid,
      at: ['?limit'],
    },
    { name: 'a page of some', request: ['GET', '/api/dossier/v1/procedures?limit=some'], ...invalid, at: ['?limit'] },
    {
      name: 'a page of infinity',
      request: ['GET', '/api/dossier/v1/procedures?limit=Infinity'],
      ...invalid,
      at: ['?limit'],
    },
    {
      name: 'two pages at once',
      request: ['GET', '/api/dossier/v1/procedures?limit=1&limit=2'],
      ...invalid,
      at: ['?limit'],
    },
    {
      name: 'a question that nobody knows',
      request: ['GET', '/api/dossier/v1/procedures?sort=x'],
      ...invalid,
      at: ['?sort'],
    },
    { name: 'NUL in a question', request: ['GET', '/api/dossier/v1/procedures?q=%00'], ...invalid, at: ['?q'] },
    {
      name: 'an endless question',
      request: ['GET', `/api/dossier/v1/procedures?q=${'x'.repeat(201)}`],
      ...invalid,
      at: ['?q'],
    },
    {
      name: 'a page after a procedure that there is not',
      request: ['GET', '/api/dossier/v1/procedures?after=9.9'],
      ...invalid,
      at: ['?after'],
    },
    {
      name: 'a page after nonsense',
      who: 'leader',
      request: ['GET', '/api/dossier/v1/dossiers?after=nonsense'],
      ...invalid,
      at: ['?after'],
    },
    {
      name: 'a page after no id',
      who: 'leader',
      request: ['GET', `/api/dossier/v1/dossiers?after=${cursor(`2026-03-02T02:00:00.000Z ${'-'.repeat(36)}`)}`],
      ...invalid,
      at: ['?after'],
    },
    {
      name: 'a page after the end of time',
      who: 'citizen',
      request: ['GET', `/api/dossier/v1/my/dossiers?after=${cursor(`+275760-09-13T00:00:00.000Z ${randomUUID()}`)}`],
      ...invalid,
      at: ['?after'],
    },
    {
      name: 'tasks after nonsense',
      who: 'counter',
      request: ['GET', '/api/dossier/v1/tasks?after=%F0%9F%98%80'],
      ...invalid,
      at: ['?after'],
    },
    {
      name: 'messages after nonsense',
      who: 'citizen',
      request: ['GET', '/api/notification/v1/messages?after=x'],
      ...invalid,
      at: ['?after'],
    },
    {
      name: 'a view that there is not',
      who: 'leader',
      request: ['GET', '/api/dossier/v1/dossiers?view=all'],
      ...invalid,
      at: ['?view'],
    },
    {
      name: 'a queue that there is not',
      who: 'counter',
      request: ['GET', '/api/dossier/v1/tasks?queue=all'],
      ...invalid,
      at: ['?queue'],
    },
    {
      name: 'no such day',
      who: 'leader',
      request: ['GET', '/api/reporting/v1/overview?from=2026-02-30'],
      ...invalid,
      at: ['?from'],
    },
    {
      name: 'days in the wrong order',
      who: 'leader',
      request: ['GET', '/api/reporting/v1/overview?from=2026-02-02&to=2026-02-01'],
      ...invalid,
      at: ['?to'],
    },
  ],
  'headers that are not right': [
    {
      ...counter,
      name: 'a key that is too short',
      body: birthAtCounter(),
      headers: { 'Idempotency-Key': 'x' },
      ...invalid,
      at: ['Idempotency-Key:'],
    },
    {
      ...counter,
      name: 'a key with a space',
      body: birthAtCounter(),
      headers: { 'Idempotency-Key': 'one two three' },
      ...invalid,
      at: ['Idempotency-Key:'],
    },
    {
      ...counter,
      name: 'a key without end',
      body: birthAtCounter(),
      headers: { 'Idempotency-Key': 'x'.repeat(201) },
      ...invalid,
      at: ['Idempotency-Key:'],
    },
    {
      ...counter,
      name: 'another site’s page',
      body: birthAtCounter(),
      headers: { Origin: 'https://example.com' },
      status: 403,
      problem: 'cross-site-request',
    },
    {
      ...counter,
      name: 'another site’s script',
      body: birthAtCounter(),
      headers: { 'Sec-Fetch-Site': 'cross-site' },
      status: 403,
      problem: 'cross-site-request',
    },
  ],
  'people who may not': [
    {
      ...counter,
      name: 'nobody at the counter',
      who: 'nobody',
      body: birthAtCounter(),
      status: 401,
      problem: 'sign-in-required',
    },
    {
      ...counter,
      name: 'a citizen at the officers’ side',
      who: 'citizen',
      body: birthAtCounter(),
      status: 403,
      problem: 'forbidden',
    },
    {
      ...online,
      name: 'an officer on the citizens’ side',
      who: 'counter',
      body: birthOnline([]),
      status: 403,
      problem: 'forbidden',
    },
    {
      name: 'a made-up session',
      request: ['GET', '/api/identity/v1/session'],
      headers: { Cookie: `motcua=${'A'.repeat(43)}` },
      status: 401,
      problem: 'sign-in-required',
    },
    {
      name: 'a leader who would change the province',
      who: 'leader',
      request: ['POST', '/api/identity/v1/packs'],
      body: { files: {} },
      status: 403,
      problem: 'forbidden',
    },
  ],
  'a province that is none': [
    {
      name: 'an empty one',
      who: 'administrator',
      request: ['POST', '/api/identity/v1/packs'],
      body: { files: {} },
      status: 422,
      problem: 'pack-invalid',
    },
    {
      name: 'files that are no text',
      who: 'administrator',
      request: ['POST', '/api/identity/v1/packs'],
      body: { files: { 'a.yaml': 1 } },
      ...invalid,
      at: ['/files/a.yaml'],
    },
  ],
};

let platform: PlatformForSpec;
const people = new Map<Person, Visitor>();
let rowsBefore: Record<string, number>;
/** A dossier that waits at the counter, to be commanded wrongly. */
let waiting: { readonly dossierId: string; readonly taskId: string; readonly version: number };

before(async () => {
  platform = await platformForSpec();
  const accounts = {
    citizen: '095190000017',
    counter: 'tiepnhan.baclieu',
    leader: 'chutich.baclieu',
    administrator: 'quantri',
  };
  people.set('nobody', new Visitor(platform.url));
  people.set('citizen', await new Visitor(platform.url).signIn(accounts.citizen));
  people.set('counter', await new Visitor(platform.url).signIn(accounts.counter));
  people.set('leader', await new Visitor(platform.url).signIn(accounts.leader));
  people.set('administrator', await new Visitor(platform.url).signIn(accounts.administrator));
  const { id } = await personOf('citizen').upload('Giấy chứng sinh.pdf');
  const submitted = await personOf('citizen').ask<{ id: string; version: number }>('POST', '/api/dossier/v1/dossiers', {
    body: birthOnline([id]),
  });
  const { items } = await personOf('counter').ask<{ items: { id: string }[] }>('GET', '/api/dossier/v1/tasks');
  waiting = { dossierId: submitted.id, version: submitted.version, taskId: items[0]?.id ?? '' };
  await platform.databases.untilQuiet();
  rowsBefore = await platform.databases.countRows();
});
after(() => platform.stop());

function personOf(person: Person): Visitor {
  const visitor = people.get(person);
  assert.ok(visitor);
  return visitor;
}

interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly traceId: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

/** Sends the same in both languages and holds what comes back against RFC 9457 and against what was expected. */
async function refuse(given: Case): Promise<void> {
  const bodies: ProblemBody[] = [];
  for (const language of ['vi', 'en'] as const) {
    const [method, path] = given.request;
    const answer = await personOf(given.who ?? 'nobody').send(method, path, {
      ...(given.body !== undefined && { body: given.body }),
      ...(given.raw !== undefined && { raw: given.raw }),
      headers: { 'Accept-Language': language, ...given.headers },
    });
    assert.equal(answer.status, given.status, JSON.stringify(answer.body).slice(0, 500));
    assert.match(answer.headers.get('Content-Type') ?? '', /^application\/problem\+json/);
    assert.equal(answer.headers.get('Content-Language'), language);
    const body = answer.body as ProblemBody;
    assert.equal(body.type, `urn:motcua:problem:${given.problem}`);
    assert.equal(body.status, given.status);
    assert.match(body.traceId, /^[0-9a-f]{32}$/);
    assert.ok(body.title && body.detail);
    const pointers = body.errors?.map(({ pointer }) => pointer) ?? [];
    for (const pointer of given.at ?? [])
      assert.ok(pointers.includes(pointer), `${pointer} is not among ${pointers.join(' ')}`);
    for (const { code, detail } of body.errors ?? []) assert.ok(code && detail);
    assert.doesNotMatch(
      JSON.stringify(body),
      /\.js:\d|node_modules|\bselect |\binsert into/i,
      'nothing of the code is told',
    );
    bodies.push(body);
  }
  const [vi, en] = bodies;
  assert.notEqual(vi?.detail, en?.detail);
  if (given.at) assert.notEqual(vi?.errors?.[0]?.detail, en?.errors?.[0]?.detail);
}

for (const [what, list] of Object.entries(cases)) {
  describe(`${what}: refused with its type, its place and a message in both languages`, () => {
    for (const given of list) it(given.name, () => refuse(given));
  });
}

describe('a command on a version: refused with its type, its place and a message in both languages', () => {
  const accept = (): Pick<Case, 'who' | 'request'> => ({
    who: 'counter',
    request: ['POST', `/api/dossier/v1/dossiers/${waiting.dossierId}/accept`],
  });
  const complete = (): Pick<Case, 'who' | 'request'> => ({
    who: 'counter',
    request: ['POST', `/api/dossier/v1/tasks/${waiting.taskId}/complete`],
  });

  it('without the version', () =>
    refuse({ ...accept(), name: '', body: {}, status: 428, problem: 'version-required' }));
  it('under a version that is gone', () =>
    refuse({
      ...accept(),
      name: '',
      body: {},
      headers: { 'If-Match': `"${waiting.version + 1}"` },
      status: 412,
      problem: 'version-stale',
    }));
  for (const tag of ['*', '1', 'W/"1"', '"one"', '"9999999999"', '"-1"']) {
    it(`under ${tag}, which is no version`, () =>
      refuse({ ...accept(), name: '', body: {}, headers: { 'If-Match': tag }, ...invalid, at: ['If-Match:'] }));
  }
  it('that accepts by another name', () =>
    refuse({
      ...complete(),
      name: '',
      body: {},
      headers: { 'If-Match': '"1"' },
      status: 409,
      problem: 'accept-instead',
    }));
  it('with a field that nobody knows', () =>
    refuse({
      ...complete(),
      name: '',
      body: { result: 1 },
      headers: { 'If-Match': '"1"' },
      ...invalid,
      at: ['/result'],
    }));
  it('with an endless note', () =>
    refuse({
      ...complete(),
      name: '',
      body: { note: 'x'.repeat(4001) },
      headers: { 'If-Match': '"1"' },
      ...invalid,
      at: ['/note'],
    }));
});

describe('all of that', () => {
  it('has left no row in any of the five databases', async () => {
    assert.deepEqual(await platform.databases.countRows(), rowsBefore);
  });

  it('has left the platform ready for the right thing', async () => {
    const body = birthAtCounter([(await personOf('counter').upload('Giấy chứng sinh.pdf')).id]);
    const { status } = await personOf('counter').send('POST', '/api/dossier/v1/counter-dossiers', { body });
    assert.equal(status, 201);
  });
});
