import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { documentForSpec, fact, type DocumentForSpec } from '../document.fixture.js';
import { pdf } from '../sample-files.fixture.js';

const limitBytes = 64 * 1024;
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let document: DocumentForSpec;
let answer: Answer;
let asked: string[] = [];
const portal = createServer((request, response) => {
  asked.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
  answer(request, response);
});

before(async () => {
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  const address = portal.address();
  assert.ok(typeof address === 'object' && address);
  document = await documentForSpec({
    maxFileBytes: limitBytes,
    nationalPortalUrl: `http://127.0.0.1:${address.port}/v1`,
    nationalPortalToken: 'secret',
    nationalPortalFileTimeoutMs: 2_500,
  });
});
after(async () => {
  await document.close();
  portal.closeAllConnections();
  portal.close();
});

const gives =
  (content: Buffer, headers: Record<string, string | number> = {}): Answer =>
  (_, response) =>
    response.writeHead(200, headers).end(content);

function fetchFile(change: Partial<Parameters<DocumentForSpec['client']['fetchPortalFile']>[0]> = {}) {
  asked = [];
  return document.client.fetchPortalFile({
    ...{ ownerId: randomUUID(), key: randomUUID(), location: '/files/1', name: pdf.name, mediaType: pdf.mediaType },
    ...change,
  });
}

describe('a file that is fetched from the national portal', () => {
  it('is stored like an upload, and belongs to the dossier that names it', async () => {
    answer = gives(pdf.content);
    const ownerId = randomUUID();
    const { file } = await fetchFile({ ownerId });
    assert.ok(file);
    assert.deepEqual([file.name, file.size, file.mediaType], [pdf.name, pdf.content.length, 'application/pdf']);
    assert.deepEqual(asked, ['/v1/files/1 Bearer secret']);
    const stateOf = async () =>
      (
        await document.query<{ owner_id: string; state: string }>(
          'select owner_id, state from stored_file where id = $1',
          [file.id],
        )
      )[0];
    assert.deepEqual(await stateOf(), { owner_id: ownerId, state: 'unclaimed' });
    const dossierId = randomUUID();
    const done = { dossierId, taskId: randomUUID(), elementId: 'e', outcome: undefined, agencyCode: 'a' };
    await document.say(fact('dossier', 'step.completed', dossierId, 1, { ...done, fileIds: [file.id] }));
    while ((await stateOf())?.state === 'unclaimed') await delay(5);
    assert.deepEqual(await stateOf(), { owner_id: ownerId, state: 'claimed' });
  });

  it('is stored once, however often it is asked for under the same key', async () => {
    answer = gives(pdf.content);
    const [ownerId, key] = [randomUUID(), randomUUID()];
    const first = await fetchFile({ ownerId, key });
    const second = await fetchFile({ ownerId, key });
    assert.equal(second.file?.id, first.file?.id);
    assert.equal((await document.query('select from stored_file where owner_id = $1', [ownerId])).length, 1);
  });

  it('is refused for good when it is not what it says, too large, empty or not there', async () => {
    const before = await document.filesOnDisk();
    const refusedAs = async (given: Answer, change = {}) => {
      answer = given;
      return (await fetchFile(change)).refusedAs?.replace('urn:motcua:problem:', '');
    };
    assert.deepEqual(
      [
        await refusedAs(gives(Buffer.from('<!doctype html>'))),
        await refusedAs(gives(Buffer.concat([pdf.content], limitBytes + 1))),
        await refusedAs(gives(Buffer.alloc(0))),
        await refusedAs((_, response) => response.writeHead(404).end()),
        await refusedAs(gives(pdf.content), { name: 'a/b.pdf' }),
      ],
      ['file-content-mismatch', 'body-too-large', 'file-empty', 'portal-file-missing', 'input-invalid'],
    );
    assert.deepEqual(await document.filesOnDisk(), before);
  });

  it('may come later when the portal fails, breaks off, is silent or does not know us', async () => {
    const before = await document.filesOnDisk();
    const unavailable = async (given: Answer) => {
      answer = given;
      return (await fetchFile()).unavailable;
    };
    assert.equal(await unavailable((_, response) => response.writeHead(503).end()), 'HTTP 503');
    assert.equal(await unavailable((_, response) => response.writeHead(401).end()), 'HTTP 401');
    assert.match((await unavailable((request) => request.socket.destroy())) ?? '', /fetch failed/);
    assert.match((await unavailable(() => undefined)) ?? '', /timeout/);
    const brokenOff: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': 9_000 });
      response.write(pdf.content);
      setTimeout(() => response.destroy(), 50);
    };
    assert.ok(await unavailable(brokenOff));
    assert.deepEqual(await document.filesOnDisk(), before);
  });

  it('is asked for at the portal’s own address alone', async () => {
    answer = gives(pdf.content);
    for (const location of ['http://127.0.0.1:1/secret', '//elsewhere.example/x', 'file:///etc/passwd']) {
      const { refusedAs } = await fetchFile({ location });
      assert.deepEqual([refusedAs, asked], ['urn:motcua:problem:portal-file-missing', []], location);
    }
    answer = (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end();
    assert.ok((await fetchFile()).unavailable, 'a redirection is not followed');
  });
});

describe('a document service without a portal', () => {
  it('fetches nothing', async (t) => {
    const alone = await documentForSpec();
    t.after(() => alone.close());
    const request = { ownerId: randomUUID(), key: 'k', location: '/files/1', name: pdf.name, mediaType: '' };
    const { refusedAs } = await alone.client.fetchPortalFile(request);
    assert.equal(refusedAs, 'urn:motcua:problem:portal-not-connected');
  });
});
