import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { slowly } from '../fixture/letter.controller.js';
import { until } from '../fixture/until.js';
import { drainHttp } from './bootstrap.js';
import { openDoor, tokens, type OpenDoor } from '../fixture/open-door.js';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

describe('the HTTP door', () => {
  let door: OpenDoor;

  before(async () => {
    door = await openDoor();
  });

  after(() => door.close());

  async function ask(path: string, headers: Record<string, string> = {}, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`${door.url}/api/letter/v1/${path}`, { ...init, headers });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    };
  }

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(
      path,
      { cookie: `motcua=${tokens.citizen}`, 'content-type': 'application/json', ...headers },
      { method: 'POST', body: JSON.stringify(body) },
    );

  const signedIn = (token = tokens.citizen) => ({ cookie: `motcua=${token}` });

  const problemType = ({ body }: Answer) => String(body.type).replace('urn:motcua:problem:', '');

  describe('asks who calls', () => {
    it('and lets everybody see what is public, knowing who is signed in', async () => {
      assert.deepEqual((await ask('public')).body, { subjectId: null });
      const { body } = await ask('public', signedIn());
      assert.deepEqual(body, { subjectId: '0197c0de-0000-7000-8000-000000000001' });
    });

    it('and answers 401 to a stranger, 403 to the wrong person', async () => {
      const stranger = await ask('mine');
      assert.deepEqual([stranger.status, problemType(stranger)], [401, 'sign-in-required']);
      assert.equal(stranger.headers.get('www-authenticate'), 'Session');
      const citizen = await ask('officers', signedIn());
      assert.deepEqual([citizen.status, problemType(citizen)], [403, 'forbidden']);
      assert.equal((await ask('officers', signedIn(tokens.officer))).status, 200);
    });

    it('and answers 403 to everybody on a route that declares no policy', async () => {
      for (const headers of [{}, signedIn(), signedIn(tokens.officer)]) {
        assert.equal((await ask('undeclared', headers)).status, 403);
      }
    });

    it('and takes an unknown session, or what is none, for nobody', async () => {
      for (const cookie of [
        `motcua=${'x'.repeat(43)}`,
        `motcua=${tokens.citizen}x`,
        `motcua=`,
        `other=${tokens.citizen}`,
        `__Host-motcua=${tokens.citizen}`,
        ';;=;',
      ]) {
        assert.equal((await ask('mine', { cookie })).status, 401, cookie);
      }
      assert.equal((await ask('mine', { cookie: `theme=dark; motcua=${tokens.citizen}; x=1` })).status, 200);
    });

    it('and answers 503, not 401, when it cannot be told', async () => {
      const answer = await ask('mine', signedIn(tokens.unsure));
      assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '2']);
    });

    it('and refuses a command that a page of another site sends in their name', async () => {
      const letter = { title: 'Đơn' };
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
      ]) {
        const answer = await post('letters', letter, headers);
        assert.deepEqual([answer.status, problemType(answer)], [403, 'cross-site-request'], JSON.stringify(headers));
      }
      for (const headers of [{}, { 'sec-fetch-site': 'same-origin' }, { origin: door.url }]) {
        assert.equal((await post('letters', letter, headers)).status, 201, JSON.stringify(headers));
      }
      assert.equal((await ask('mine', { ...signedIn(), 'sec-fetch-site': 'cross-site' })).status, 200);
    });
  });

  it('refuses a command from the page of another site also of who has no session: it could be a sign-in', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
      const answer = await ask('open-letters', headers, { method: 'POST' });
      assert.deepEqual([answer.status, problemType(answer)], [403, 'cross-site-request'], JSON.stringify(headers));
    }
    assert.equal((await ask('open-letters', {}, { method: 'POST' })).status, 201);
  });

  describe('speaks', () => {
    it('Vietnamese, unless the caller prefers English', async () => {
      for (const [asked, language, title] of [
        [undefined, 'vi', 'Cần đăng nhập'],
        ['en-US,en;q=0.9,vi;q=0.8', 'en', 'Sign-in required'],
        ['vi,en;q=0.5', 'vi', 'Cần đăng nhập'],
        ['fr', 'vi', 'Cần đăng nhập'],
      ] as const) {
        const { body, headers } = await ask('mine', asked === undefined ? {} : { 'accept-language': asked });
        assert.deepEqual([headers.get('content-language'), body.title], [language, title]);
        assert.equal(headers.get('content-type'), 'application/problem+json; charset=utf-8');
      }
      const { body } = await ask('mine', { ...signedIn(), 'accept-language': 'en' });
      assert.equal(body.language, 'en');
    });

    it('of nothing that is not there, with a problem', async () => {
      for (const path of [
        'nowhere',
        '%E0%A4%A',
        'letters/1',
        'letters/%00',
        'codes/%00',
        'codes/a%0Bb',
        'codes/%E0%A4%A',
      ]) {
        const answer = await ask(path);
        assert.deepEqual([answer.status, problemType(answer)], [404, 'not-found'], path);
      }
      assert.equal((await ask('codes/1.001193')).status, 200);
    });

    it('of a bug with nothing but a trace id, and logs it once, by route and without the values', async () => {
      const before = door.logged().length;
      const trace = 'a'.repeat(32);
      const answer = await ask('bug/Nguyen-Van-A', { traceparent: `00-${trace}-${'b'.repeat(16)}-01` });
      assert.equal(answer.status, 500);
      assert.deepEqual(Object.keys(answer.body).sort(), ['detail', 'status', 'title', 'traceId', 'type']);
      assert.equal(answer.body.traceId, trace);
      assert.doesNotMatch(JSON.stringify(answer.body), /letter|\.js|at /);
      const lines = door.logged().slice(before);
      assert.equal(lines.length, 1);
      assert.match(
        lines[0] ?? '',
        new RegExp(`"traceId":"${trace}","event":"http.failed".*"route":"/api/letter/v1/bug/:who"`),
      );
      assert.match(lines[0] ?? '', /null is not a letter/);
      assert.doesNotMatch(lines.join(), /Nguyen-Van-A/);
    });

    it('of an outage as one, with the time after which to try again', async () => {
      const answer = await ask('outage');
      assert.deepEqual([answer.status, problemType(answer)], [503, 'temporarily-unavailable']);
      assert.equal(answer.headers.get('retry-after'), '2');
    });
  });

  describe('lets a command say', () => {
    it('which version it saw, and gives the version of what it shows', async () => {
      const id = '0197C0DE-0000-7000-8000-000000000003';
      const shown = await ask(`letters/${id}`);
      assert.deepEqual([shown.headers.get('etag'), shown.body.id], ['"7"', id.toLowerCase()]);
      const seal = (headers: Record<string, string>) => post(`letters/${id}/sealing`, {}, headers);
      assert.equal((await seal({})).status, 428);
      for (const version of ['7', 'W/"7"', '*', '"7", "8"', '"1234567890"']) {
        const answer = await seal({ 'if-match': version });
        assert.equal(answer.status, 422, version);
        assert.match(JSON.stringify(answer.body.errors), /"pointer":"If-Match:","code":"format"/);
      }
      assert.deepEqual((await seal({ 'if-match': '"7"' })).body, { version: 7 });
    });

    it('that it was sent before: the same key and the same content are the same request', async () => {
      const send = async (path: string, title: string, headers: Record<string, string> = {}) => {
        const { body } = await post(path, { title }, { 'idempotency-key': 'key-of-the-letter', ...headers });
        return JSON.stringify(body.idempotency);
      };
      const first = await send('letters', 'Đơn');
      assert.match(first, /"key":"key-of-the-letter","requestHash":"[0-9a-f]{64}"/);
      assert.equal(await send('letters', 'Đơn'), first);
      assert.notEqual(await send('letters', 'Đơn khác'), first);
      assert.notEqual(await send('letters?draft=1', 'Đơn'), first);
      assert.notEqual(await send('letters', 'Đơn', { 'if-match': '"1"' }), first);
      assert.equal((await post('letters', { title: 'Đơn' })).body.idempotency, undefined);
      for (const key of ['short', 'with a space in it', 'x'.repeat(201)]) {
        const answer = await post('letters', { title: 'Đơn' }, { 'idempotency-key': key });
        assert.match(JSON.stringify(answer.body.errors), /"pointer":"Idempotency-Key:","code":"format"/, key);
      }
    });
  });

  it('lets an address ask so often and no oftener, and says when it may again', async () => {
    assert.deepEqual([(await ask('limited')).status, (await ask('limited')).status], [200, 200]);
    const answer = await ask('limited');
    assert.deepEqual([answer.status, problemType(answer)], [429, 'too-many-requests']);
    const seconds = Number(answer.headers.get('retry-after'));
    assert.ok(seconds > 50 && seconds <= 60);
  });

  it('lets an account ask so often and no oftener, from however many addresses', async (t) => {
    const behindProxy = await openDoor({ trustedProxies: 1 });
    t.after(() => behindProxy.close());
    const from = async (address: string, token?: string) => {
      const headers = { 'x-forwarded-for': address, ...(token && signedIn(token)) };
      return (await fetch(`${behindProxy.url}/api/letter/v1/limited`, { headers })).status;
    };
    assert.deepEqual([await from('192.0.2.1', tokens.citizen), await from('192.0.2.2', tokens.citizen)], [200, 200]);
    assert.equal(await from('192.0.2.3', tokens.citizen), 429);
    assert.equal(await from('192.0.2.4'), 200);
  });

  it('forbids a browser to guess, to keep or to run what an API answers', async () => {
    const { headers } = await ask('public');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(headers.get('x-powered-by'), null);
  });

  it('begins a trace when the caller has none', async () => {
    assert.match(String((await ask('mine', signedIn())).body.traceParent), /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    const forged = await ask('mine', { ...signedIn(), traceparent: '00-x-y-01\t' });
    assert.match(String(forged.body.traceParent), /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('logs each answer by its route, under the trace that it belongs to', async () => {
    const before = door.answers().length;
    const trace = 'c'.repeat(32);
    await ask('codes/Nguyen-Van-A', { traceparent: `00-${trace}-${'b'.repeat(16)}-01` });
    await fetch(`${door.url}/readyz`);
    await until(() => Promise.resolve(door.answers().length > before));
    const lines = door.answers().slice(before);
    assert.equal(lines.length, 1, 'who asks for the health is not logged');
    assert.match(
      lines[0] ?? '',
      new RegExp(
        `"traceId":"${trace}","event":"http.answered","method":"GET","route":"/api/letter/v1/codes/:code","status":200,`,
      ),
    );
  });

  it('leaves it to proxies to close a connection, until it drains: then every answer is the last of its connection', async () => {
    const draining = await openDoor();
    const ending = async () => (await fetch(`${draining.url}/api/letter/v1/public`)).headers;
    const before = await ending();
    assert.deepEqual([before.get('connection'), before.get('keep-alive')], ['keep-alive', 'timeout=75']);
    drainHttp(draining.app);
    assert.equal((await ending()).get('connection'), 'close');
    await draining.close();
  });

  it('closes behind a request that is under way, and waits for no idle connection', async () => {
    const closing = await openDoor();
    const idle = connect(Number(new URL(closing.url).port), '127.0.0.1');
    let finish: () => void = () => undefined;
    slowly.finish = new Promise((resolve) => (finish = resolve));
    const started = new Promise<void>((resolve) => (slowly.started = resolve));
    const slow = fetch(`${closing.url}/api/letter/v1/slow`);
    await started;
    const closed = closing.close();
    await pause(20);
    await assert.rejects(fetch(`${closing.url}/api/letter/v1/public`));
    finish();
    assert.deepEqual(await (await slow).json(), { done: true });
    await closed;
    idle.destroy();
  });
});
