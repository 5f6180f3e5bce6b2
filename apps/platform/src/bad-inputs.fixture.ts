import { randomUUID } from 'node:crypto';
import { birthAtCounter, birthOnline } from './platform.fixture.js';

export type Person = 'citizen' | 'counter' | 'leader' | 'administrator' | 'nobody';

/** Each problem's own status. */
export const statusOf = {
  'malformed-json': 400,
  'sign-in-required': 401,
  forbidden: 403,
  'cross-site-request': 403,
  'not-your-counter': 403,
  'not-found': 404,
  'dossier-not-found': 404,
  'accept-instead': 409,
  'version-stale': 412,
  'body-too-large': 413,
  'media-type-unsupported': 415,
  'file-content-mismatch': 415,
  'file-empty': 422,
  'input-invalid': 422,
  'answers-invalid': 422,
  'components-invalid': 422,
  'procedure-not-offered': 422,
  'pack-invalid': 422,
  'version-required': 428,
} as const;

type Headers = Readonly<Record<string, string>>;

/** A request that is wrong in one way. */
export interface BadInput {
  readonly name: string;
  readonly who: Person;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Headers;
  readonly problem: keyof typeof statusOf;
  /** Where it is wrong, for problems that have a place; each must be among those named. */
  readonly at: readonly string[];
}

type Content = Pick<BadInput, 'body' | 'raw' | 'headers'>;

const intake = '/api/dossier/v1/counter-dossiers';
const files = '/api/document/v1/files';

function post(path: string, who: Person) {
  return (name: string, content: Content, problem: BadInput['problem'], ...at: string[]): BadInput => {
    return { name, who, method: 'POST', path, ...content, problem, at };
  };
}

function get(who: Person) {
  return (name: string, path: string, problem: BadInput['problem'], ...at: string[]): BadInput => {
    return { name, who, method: 'GET', path, problem, at };
  };
}

const counter = post(intake, 'counter');
const online = post('/api/dossier/v1/dossiers', 'citizen');
const upload = post(files, 'citizen');
const province = post('/api/identity/v1/packs', 'administrator');
const anybody = get('nobody');
const leader = get('leader');
const atDesk = get('counter');
const citizen = get('citizen');

/** The good dossier of the counter with one thing changed, by its JSON pointer. */
function changed(pointer: string, value: unknown): Content {
  const body: unknown = birthAtCounter();
  const path = pointer.split('/').slice(1);
  const last = path.pop() ?? '';
  const place = path.reduce<unknown>((found, key) => Reflect.get(Object(found), key), body);
  Reflect.set(Object(place), last, value);
  return { body };
}

/** The same as JSON text in which a value stands as it is written here. */
function written(pointer: string, json: string): Content {
  return { raw: JSON.stringify(changed(pointer, '@@').body).replace('"@@"', () => json) };
}

/** A fault of one field, of the kind that the body's schema knows. */
function field(name: string, pointer: string, value: unknown, at = pointer): BadInput {
  return counter(name, changed(pointer, value), 'input-invalid', at);
}

/** A fault of one answer, of the kind that the procedure's form knows. */
function answer(name: string, pointer: string, value: unknown, at = pointer): BadInput {
  return counter(name, changed(`/answers${pointer}`, value), 'answers-invalid', `/answers${at}`);
}

function question(ask: ReturnType<typeof get>, name: string, path: string): BadInput {
  const [, parameter = ''] = /[?&](\w+)=[^&]*$/.exec(path) ?? [];
  return ask(name, path, 'input-invalid', `?${parameter}`);
}

function headers(
  name: string,
  given: Headers,
  problem: BadInput['problem'] = 'input-invalid',
  ...at: string[]
): BadInput {
  return counter(name, { body: birthAtCounter(), headers: given }, problem, ...at);
}

function file(content: string | Uint8Array<ArrayBuffer>, name?: string): Content {
  const raw = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const disposition = name !== undefined && { 'Content-Disposition': `attachment; filename*=UTF-8''${name}` };
  return { raw, headers: { 'Content-Type': 'application/pdf', ...disposition } };
}

function cursor(text: string): string {
  return Buffer.from(text).toString('base64url');
}

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const type = (contentType: string): Headers => ({ 'Content-Type': contentType });
const key = 'Idempotency-Key';
const name = 'Content-Disposition:';
const procedures = '/api/dossier/v1/procedures';
const dossiers = '/api/dossier/v1/dossiers';

/** What the platform must refuse, by what is wrong with it. */
export const badInputs: Readonly<Record<string, readonly BadInput[]>> = {
  'what is no JSON object': [
    counter('broken JSON', { raw: '{"procedureCode":' }, 'malformed-json'),
    counter('a lone string', { raw: '"x"' }, 'malformed-json'),
    counter('null', { raw: 'null' }, 'malformed-json'),
    counter('a list', { raw: '[]' }, 'input-invalid', ''),
    counter('nothing at all', {}, 'input-invalid', ''),
    counter('plain text', { raw: 'x', headers: type('text/plain') }, 'media-type-unsupported'),
    counter('an unknown encoding', { raw: '{}', headers: { 'Content-Encoding': 'x' } }, 'media-type-unsupported'),
    counter('another alphabet', { raw: '{}', headers: type('application/json; charset=x') }, 'media-type-unsupported'),
    counter('more than a megabyte', { raw: `{"a":"${'x'.repeat(1_100_000)}"}` }, 'body-too-large'),
  ],
  'wrong fields': [
    field('a number for a code', '/procedureCode', 5),
    field('a text for a list', '/components', 'x'),
    counter(
      'an empty object',
      { body: {} },
      'input-invalid',
      '/procedureCode',
      '/submitter',
      '/answers',
      '/components',
    ),
    field('a field that nobody knows', '/extra', 1),
    field('one with marks in its name', '/submitter', { fullName: 'A', 'a/b~c': 1 }, '/submitter/a~1b~0c'),
    counter(
      'a prototype',
      written('/submitter', '{"__proto__":{"admin":true}}'),
      'input-invalid',
      '/submitter/__proto__',
    ),
    field('an unknown channel', '/channel', 'fax'),
    field('a name of spaces', '/submitter/fullName', '   '),
    field('a name without end', '/submitter/fullName', 'x'.repeat(121)),
    field('eleven digits', '/submitter/identityNumber', '09519000001'),
    field('digits of another script', '/submitter/identityNumber', '٠٩٥١٩٠٠٠٠٠١٧'),
    field('no e-mail address', '/submitter/email', 'a@'),
    field('no sets of a paper', '/components/0/sets', 0),
    field('half a set', '/components/0/sets', 1.5),
    counter('a set beyond all numbers', written('/components/0/sets', '1e400'), 'input-invalid', '/components/0/sets'),
    field('a file that is no id', '/components/0/fileIds', ['x'], '/components/0/fileIds/0'),
    field('too many files', '/components/0/fileIds', ids(21)),
    field(
      'too many papers',
      '/components',
      ids(51).map((code) => ({ code, fileIds: [], sets: 1 })),
    ),
  ],
  'text that nobody could type': [
    field('NUL in a name', '/submitter/fullName', 'a\u0000b'),
    field('NUL in an answer', '/answers/child/fullName', 'a\u0000b'),
    field('NUL in the name of a field', '/answers/a\u0000b', 1, '/answers'),
    counter('half a character', written('/submitter/fullName', '"a\\ud800b"'), 'input-invalid', '/submitter/fullName'),
    counter('half an answer', written('/answers/child/sex', '"\\udfff"'), 'input-invalid', '/answers/child/sex'),
    field('a bell', '/answers/child/fullName', 'a\u0007'),
    counter('answers of endless depth', written('/answers', nested(10_000)), 'input-invalid'),
    {
      ...counter('endless depth under a key', written('/answers', nested(10_000)), 'input-invalid'),
      headers: { [key]: randomUUID() },
    },
  ],
  'a declaration that breaks its form': [
    answer('no such day', '/child/dateOfBirth', '2026-02-30'),
    answer('no day at all', '/child/dateOfBirth', 'yesterday'),
    answer('a day beyond all calendars', '/child/dateOfBirth', '+275760-09-14'),
    answer('a number for a name', '/child/fullName', 5),
    answer('null for a name', '/child/fullName', null),
    answer('an endless name', '/child/fullName', 'x'.repeat(100_000)),
    answer('what is not in the list', '/child/sex', 'x'),
    answer('an answer that nobody asked for', '/extra', {}),
    answer('a late registration without its reason', '/registration/timing', 'late', '/registration/lateReason'),
    answer('more copies than there can be', '/registration/copies', 1e308),
    answer('no word that it is true', '/truthful', false),
    answer('no answers', '', {}, '/child/fullName'),
  ],
  'a dossier that cannot be': [
    counter('an unknown procedure', changed('/procedureCode', '9.9'), 'procedure-not-offered', '/procedureCode'),
    counter(
      'an agency that does not decide it',
      changed('/competentAgencyCode', 'so-y-te'),
      'procedure-not-offered',
      '/competentAgencyCode',
    ),
    counter('the counter of another agency', changed('/intakeAgencyCode', 'ubnd-xa-hong-dan'), 'not-your-counter'),
    counter('a missing paper', changed('/components', []), 'components-invalid', '/components'),
    counter('an unasked paper', changed('/components/0/code', 'x'), 'components-invalid', '/components/0/code'),
    online('a paper without its file', { body: birthOnline([]) }, 'components-invalid', '/components/0/fileIds'),
    online('a file that is not there', { body: birthOnline(ids(1)) }, 'components-invalid', '/components/0/fileIds/0'),
    online('a counter’s fields online', { body: { ...birthOnline([]), channel: 'x' } }, 'input-invalid', '/channel'),
  ],
  'a file that is not what it should be': [
    upload('a program called a PDF', file('MZ\u0090 not a pdf', 'a.pdf'), 'file-content-mismatch'),
    upload('nothing', file('', 'a.pdf'), 'file-empty'),
    upload('no name', file('%PDF-1.4'), 'input-invalid', name),
    upload('a name that leads elsewhere', file('%PDF-1.4', '..%2F..%2Fetc%2Fpasswd.pdf'), 'input-invalid', name),
    upload('a name that is no text', file('%PDF-1.4', '%ff%fe.pdf'), 'input-invalid', name),
    upload('more than twenty megabytes', file(new Uint8Array(21 * 1024 * 1024), 'a.pdf'), 'body-too-large'),
  ],
  'ids that name nothing': [
    leader('no id', `${dossiers}/x`, 'not-found'),
    leader('an unknown id', `${dossiers}/${randomUUID()}`, 'not-found'),
    leader('NUL for an id', `${dossiers}/%00/timeline`, 'not-found'),
    leader('what is no escape', `${dossiers}/%E0%A4%A/timeline`, 'not-found'),
    leader('a statement for an id', `/api/dossier/v1/tasks/1'%20or%20'1'='1`, 'not-found'),
    post(`/api/dossier/v1/tasks/${randomUUID()}/claim`, 'counter')(
      'an unknown task',
      { headers: { 'If-Match': '"1"' } },
      'not-found',
    ),
    citizen('no file', `${files}/x`, 'not-found'),
    anybody('no procedure', `${procedures}/%00`, 'not-found'),
    anybody('no number to follow', '/api/dossier/v1/tracking/---', 'dossier-not-found'),
    anybody('no such address', '/api/nothing', 'not-found'),
    { ...anybody('no such method', procedures, 'not-found'), method: 'PUT' },
  ],
  'questions that cannot be answered': [
    question(anybody, 'a page of none', `${procedures}?limit=0`),
    question(anybody, 'a page of too many', `${procedures}?limit=101`),
    question(anybody, 'a page of some', `${procedures}?limit=some`),
    question(anybody, 'a page of infinity', `${procedures}?limit=Infinity`),
    question(anybody, 'two pages at once', `${procedures}?limit=1&limit=2`),
    question(anybody, 'a question that nobody knows', `${procedures}?sort=x`),
    question(anybody, 'NUL in a question', `${procedures}?q=%00`),
    question(anybody, 'an endless question', `${procedures}?q=${'x'.repeat(201)}`),
    question(anybody, 'a page after a procedure that there is not', `${procedures}?after=9.9`),
    question(leader, 'a page after nonsense', `${dossiers}?after=nonsense`),
    question(leader, 'a page after no id', `${dossiers}?after=${cursor(`2026-03-02T02:00:00.000Z ${'-'.repeat(36)}`)}`),
    question(
      citizen,
      'a page after the end of time',
      `/api/dossier/v1/my/dossiers?after=${cursor(`+275760-09-13T00:00:00.000Z ${randomUUID()}`)}`,
    ),
    question(atDesk, 'tasks after nonsense', '/api/dossier/v1/tasks?after=%F0%9F%98%80'),
    question(citizen, 'messages after nonsense', '/api/notification/v1/messages?after=x'),
    question(leader, 'a view that there is not', `${dossiers}?view=all`),
    question(atDesk, 'a queue that there is not', '/api/dossier/v1/tasks?queue=all'),
    question(leader, 'no such day', '/api/reporting/v1/overview?from=2026-02-30'),
    question(leader, 'days in the wrong order', '/api/reporting/v1/overview?from=2026-02-02&to=2026-02-01'),
  ],
  'headers that are not right': [
    headers('a key that is too short', { [key]: 'x' }, 'input-invalid', `${key}:`),
    headers('a key with a space', { [key]: 'one two three' }, 'input-invalid', `${key}:`),
    headers('a key without end', { [key]: 'x'.repeat(201) }, 'input-invalid', `${key}:`),
    headers('another site’s page', { Origin: 'https://example.com' }, 'cross-site-request'),
    headers('another site’s script', { 'Sec-Fetch-Site': 'cross-site' }, 'cross-site-request'),
  ],
  'people who may not': [
    post(intake, 'nobody')('nobody at the counter', { body: birthAtCounter() }, 'sign-in-required'),
    post(intake, 'citizen')('a citizen at the officers’ side', { body: birthAtCounter() }, 'forbidden'),
    post(dossiers, 'counter')('an officer on the citizens’ side', { body: birthOnline([]) }, 'forbidden'),
    {
      ...anybody('a made-up session', '/api/identity/v1/session', 'sign-in-required'),
      headers: { Cookie: `motcua=${'A'.repeat(43)}` },
    },
    { ...province('a leader who would change the province', { body: { files: {} } }, 'forbidden'), who: 'leader' },
  ],
  'a province that is none': [
    province('an empty one', { body: { files: {} } }, 'pack-invalid'),
    province('a large one', { raw: `{"files":{"a.yaml":"${'x'.repeat(2_000_000)}"}}` }, 'pack-invalid'),
    province('files that are no text', { body: { files: { 'a.yaml': 1 } } }, 'input-invalid', '/files/a.yaml'),
  ],
};
