import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, before, describe, it } from 'node:test';
import { openDoor, tokens, type OpenDoor } from '../fixture/open-door.js';

/** What an answer says of the input: its status, its type, and `<pointer> <code>` of each fault. */
type Verdict = [status: number, type: string, ...faults: string[]];

describe('bad input', () => {
  let door: OpenDoor;

  before(async () => {
    door = await openDoor();
  });

  after(async () => {
    const logged = door.logged();
    await door.close();
    assert.deepEqual(logged, [], 'is no bug, so nothing is logged');
  });

  async function send(body: string | Buffer, headers: Record<string, string> = {}): Promise<Verdict> {
    const response = await fetch(`${door.url}/api/letter/v1/letters`, {
      method: 'POST',
      headers: { cookie: `motcua=${tokens.citizen}`, 'content-type': 'application/json', ...headers },
      body: new Uint8Array(Buffer.from(body)),
    });
    return verdict(response);
  }

  async function verdict(response: Response): Promise<Verdict> {
    const { type, errors } = (await response.json()) as { type?: string; errors?: { pointer: string; code: string }[] };
    return [
      response.status,
      String(type).replace('urn:motcua:problem:', ''),
      ...(errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`),
    ];
  }

  const json = (value: unknown) => send(JSON.stringify(value));

  it('that is no JSON, or no text, is malformed', async () => {
    for (const body of ['{', '{"title": Đơn}', 'null', '"text"', '[1,]', Buffer.from([0x7b, 0xff, 0x7d])]) {
      assert.deepEqual(await send(body), [400, 'malformed-json'], String(body));
    }
    const lying = { 'content-encoding': 'gzip' };
    assert.deepEqual(await send('{}', lying), [400, 'malformed-json']);
  });

  it('of another media type, charset or encoding is not taken', async () => {
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'application/json; charset=latin1' },
      { 'content-encoding': 'compress' },
    ]) {
      assert.deepEqual(
        await send('{"title":"Đơn"}', headers),
        [415, 'media-type-unsupported'],
        JSON.stringify(headers),
      );
    }
  });

  it('over the limit is refused, also when it only grows when unpacked', async () => {
    const large = JSON.stringify({ title: 'x'.repeat(1024 * 1024) });
    assert.deepEqual(await send(large), [413, 'body-too-large']);
    assert.deepEqual(await send(gzipSync(large), { 'content-encoding': 'gzip' }), [413, 'body-too-large']);
    assert.deepEqual(await send(gzipSync('{"title":"Đơn"}'), { 'content-encoding': 'gzip' }), [201, 'undefined']);
  });

  it('may be larger on a route that says so', async () => {
    const bind = (length: number) =>
      fetch(`${door.url}/api/letter/v1/volumes`, {
        method: 'POST',
        headers: { cookie: `motcua=${tokens.citizen}`, 'content-type': 'application/json' },
        body: JSON.stringify({ text: 'x'.repeat(length) }),
      });
    assert.deepEqual(await (await bind(2 * 1024 * 1024)).json(), { length: 2 * 1024 * 1024 });
    assert.deepEqual(await verdict(await bind(3 * 1024 * 1024)), [413, 'body-too-large']);
  });

  it('of somebody who may not send anything is not read', async () => {
    const response = await fetch(`${door.url}/api/letter/v1/letters`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    assert.deepEqual(await verdict(response), [401, 'sign-in-required']);
  });

  it('names each field that is missing, wrong or unknown, all at once', async () => {
    assert.deepEqual(await json({ pages: 'two', kind: 'poem', day: '2025-02-30', mood: 1, 'a/b~c': 2 }), [
      422,
      'input-invalid',
      '/title required',
      '/pages type',
      '/kind enum',
      '/day format',
      '/mood unknownField',
      '/a~1b~0c unknownField',
    ]);
    assert.deepEqual(await json({ title: 'x' }), [422, 'input-invalid', '/title minLength']);
    assert.deepEqual(await json({ title: 'x'.repeat(21), pages: 0 }), [
      422,
      'input-invalid',
      '/title maxLength',
      '/pages minimum',
    ]);
    assert.deepEqual(await json([]), [422, 'input-invalid', ' type']);
    const nothing = await fetch(`${door.url}/api/letter/v1/letters`, {
      method: 'POST',
      headers: { cookie: `motcua=${tokens.citizen}` },
    });
    assert.deepEqual(await verdict(nothing), [422, 'input-invalid', ' required']);
  });

  it('with a number that is none of ours is refused at its field', async () => {
    for (const [number, code] of [
      ['1e400', 'type'],
      ['9007199254740993', 'maximum'],
      ['-1', 'minimum'],
      ['1.5', 'type'],
      ['"1"', 'type'],
      ['null', 'type'],
    ] as const) {
      const [status, , fault] = await send(`{"title":"Đơn","pages":${number}}`);
      assert.deepEqual([status, fault], [422, `/pages ${code}`], number);
    }
  });

  it('with text that nobody could have typed is refused at its field, wherever it stands', async () => {
    for (const text of ['\\u0000', '\\ud800', '\\udc00x', '\\u0007', '\\u0085', '\\u001b[31m']) {
      assert.deepEqual(await send(`{"title":"a${text}"}`), [422, 'input-invalid', '/title text'], text);
      const nested = `{"title":"Đơn","answers":{"q":["${text}"],"${text}":1}}`;
      assert.deepEqual(await send(nested), [422, 'input-invalid', '/answers/q/0 text', '/answers text'], text);
    }
    assert.deepEqual(await send('{"title":"a\\tb\\r\\nc 👩‍👩‍👧 \\ud83d\\ude00"}'), [201, 'undefined']);
  });

  it('nested without end is refused, with an Idempotency-Key too', async () => {
    const deep = `{"title":"Đơn","answers":{"q":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`;
    for (const headers of [{}, { 'idempotency-key': 'deep-letter' }]) {
      const [status, type, fault, ...others] = await send(deep, headers);
      assert.deepEqual([status, type, others], [422, 'input-invalid', []]);
      assert.match(fault ?? '', /^\/answers\/q(\/0)+ tooDeep$/);
    }
  });

  it('with very many faults is answered with no more than anybody reads', async () => {
    const [, , ...texts] = await send(`{"title":"Đơn","answers":{"q":[${'"\\u0000",'.repeat(100_000)}1]}}`);
    assert.equal(texts.length, 100);
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`f${index}`, 1]));
    const [, , ...unknown] = await json(many);
    assert.equal(unknown.length, 100);
  });

  it('cannot reach into objects of the program', async () => {
    assert.deepEqual(await send('{"title":"Đơn","__proto__":{"pages":1}}'), [
      422,
      'input-invalid',
      '/__proto__ unknownField',
    ]);
    assert.deepEqual(await send('{"title":"Đơn","constructor":1}'), [
      422,
      'input-invalid',
      '/constructor unknownField',
    ]);
  });

  it('in a query is named by its parameter', async () => {
    const search = async (query: string) => verdict(await fetch(`${door.url}/api/letter/v1/letters?${query}`));
    assert.deepEqual(await search('text=%00'), [422, 'input-invalid', '?text text']);
    assert.deepEqual(await search('limit=51&sort=x'), [422, 'input-invalid', '?limit maximum', '?sort unknownField']);
    assert.deepEqual(await search('text=a&text=b'), [422, 'input-invalid', '?text type']);
    assert.deepEqual(await search('limit=5&text=%C4%90%C6%A1n'), [200, 'undefined']);
  });

  it('is nobody else’s business: a route that reads its body itself gets it as it came', async () => {
    const response = await fetch(`${door.url}/api/letter/v1/scan`, {
      method: 'POST',
      headers: { cookie: `motcua=${tokens.citizen}`, 'content-type': 'application/pdf' },
      body: new Uint8Array(2 * 1024 * 1024),
    });
    assert.deepEqual(await response.json(), { bytes: 2 * 1024 * 1024 });
  });
});
