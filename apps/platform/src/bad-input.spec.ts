import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { badInputs, statusOf, type BadInput, type Person } from './bad-inputs.fixture.js';
import { birthAtCounter, birthOnline, platformForSpec, Visitor, type PlatformForSpec } from './platform.fixture.js';

let platform: PlatformForSpec;
const people = new Map<Person, Visitor>();
let rowsBefore: Record<string, number>;
/** A dossier that waits at the counter, to be commanded wrongly. */
let waiting: { readonly dossierId: string; readonly taskId: string; readonly version: number };

before(async () => {
  platform = await platformForSpec();
  people.set('nobody', new Visitor(platform.url));
  people.set('citizen', await new Visitor(platform.url).signIn('095190000017'));
  people.set('counter', await new Visitor(platform.url).signIn('tiepnhan.baclieu'));
  people.set('leader', await new Visitor(platform.url).signIn('chutich.baclieu'));
  people.set('administrator', await new Visitor(platform.url).signIn('quantri'));
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
async function refuse(given: Omit<BadInput, 'name'>): Promise<void> {
  const bodies: ProblemBody[] = [];
  for (const language of ['vi', 'en'] as const) {
    const answer = await personOf(given.who).send(given.method, given.path, {
      ...(given.body !== undefined && { body: given.body }),
      ...(given.raw !== undefined && { raw: given.raw }),
      headers: { 'Accept-Language': language, ...given.headers },
    });
    const body = answer.body as ProblemBody;
    const told = JSON.stringify(body);
    assert.equal(body.type, `urn:motcua:problem:${given.problem}`, told);
    assert.equal(answer.status, statusOf[given.problem]);
    assert.equal(body.status, answer.status);
    assert.match(answer.headers.get('Content-Type') ?? '', /^application\/problem\+json/);
    assert.equal(answer.headers.get('Content-Language'), language);
    assert.match(body.traceId, /^[0-9a-f]{32}$/);
    assert.ok(body.title && body.detail);
    assert.doesNotMatch(told, /\.js:\d|node_modules|\bselect |\binsert into/i, 'nothing of the code is told');
    const pointers = body.errors?.map(({ pointer }) => pointer) ?? [];
    for (const pointer of given.at)
      assert.ok(pointers.includes(pointer), `${pointer} is not among ${pointers.join(' ')}`);
    for (const { code, detail } of body.errors ?? []) assert.ok(code && detail);
    bodies.push(body);
  }
  const [vi, en] = bodies;
  assert.notEqual(vi?.detail, en?.detail);
  if (given.at.length > 0) assert.notEqual(vi?.errors?.[0]?.detail, en?.errors?.[0]?.detail);
}

for (const [what, list] of Object.entries(badInputs)) {
  describe(`${what}: refused with its type, its place and a message in both languages`, () => {
    for (const given of list) it(given.name, () => refuse(given));
  });
}

describe('a command on a version: refused with its type, its place and a message in both languages', () => {
  type Wrong = Pick<BadInput, 'problem'> & { body?: unknown; ifMatch?: string; at?: string[] };
  const command = (path: string, { ifMatch, body = {}, problem, at = [] }: Wrong) => {
    const headers = ifMatch !== undefined && { headers: { 'If-Match': ifMatch } };
    return refuse({ who: 'counter', method: 'POST', path, body, problem, at, ...headers });
  };
  const accept = (wrong: Wrong) => command(`/api/dossier/v1/dossiers/${waiting.dossierId}/accept`, wrong);
  const complete = (wrong: Wrong) => command(`/api/dossier/v1/tasks/${waiting.taskId}/complete`, wrong);
  const ifMatch = '"1"';

  it('without the version', () => accept({ problem: 'version-required' }));
  it('under a version that is gone', () => accept({ ifMatch: `"${waiting.version + 1}"`, problem: 'version-stale' }));
  for (const tag of ['*', '1', 'W/"1"', '"one"', '"9999999999"', '"-1"']) {
    it(`under ${tag}, which is no version`, () =>
      accept({ ifMatch: tag, problem: 'input-invalid', at: ['If-Match:'] }));
  }
  it('that accepts by another name', () => complete({ ifMatch, problem: 'accept-instead' }));
  it('with a field that nobody knows', () =>
    complete({ ifMatch, body: { result: 1 }, problem: 'input-invalid', at: ['/result'] }));
  it('with an endless note', () =>
    complete({ ifMatch, body: { note: 'x'.repeat(4001) }, problem: 'input-invalid', at: ['/note'] }));
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
