import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import {
  citizen,
  cookieOf,
  documentForSpec,
  officer,
  otherCitizen,
  ProblemBody,
  uploadHeaders,
  type DocumentForSpec,
} from '../document.fixture.js';
import { pdf, png, sampleFiles, type SampleFile } from '../sample-files.fixture.js';
import { FileMetadata } from './file-metadata.js';

const limitBytes = 256 * 1024;

describe('uploading a file', () => {
  let document: DocumentForSpec;

  before(async () => {
    document = await documentForSpec({ maxFileBytes: limitBytes, unclaimedFileBytesPerOwner: 2 * 1024 * 1024 });
  });
  after(() => document.close());

  for (const file of sampleFiles) {
    it(`takes ${file.name}, ${file.mediaType}, and stores it to the byte`, async () => {
      const response = await document.upload(citizen, file);
      assert.equal(response.status, 201);
      const stored = FileMetadata.parse(await response.json());
      const sha256 = createHash('sha256').update(file.content).digest('hex');
      const { name, mediaType } = file;
      assert.deepEqual(stored, { id: stored.id, name, size: file.content.length, mediaType, sha256 });
      const download = await document.get(`/files/${stored.id}`, citizen);
      assert.deepEqual(Buffer.from(await download.arrayBuffer()), file.content);
    });
  }

  it('leaves one row, one event and its name sealed', async () => {
    const { id, sha256, size } = FileMetadata.parse(await (await document.upload(citizen, pdf)).json());
    const rows = await document.query<Record<string, unknown>>(
      'select owner_id, name, state, dossier_id from stored_file where id = $1',
      [id],
    );
    assert.equal(rows.length, 1);
    assert.deepEqual(
      { ...rows[0], name: '' },
      { owner_id: citizen.subjectId, name: '', state: 'unclaimed', dossier_id: null },
    );
    assert.match(String(rows[0]?.name), /^s1\.k1\./);
    const events = await document.query<{ type: string; data: string }>(
      'select type, data from event_log where aggregate_id = $1',
      [id],
    );
    assert.deepEqual(
      events.map(({ type, data }) => ({ type, data: z.unknown().parse(JSON.parse(data)) })),
      [{ type: 'document.stored', data: { fileId: id, size, mediaType: 'application/pdf', sha256 } }],
    );
    assert.deepEqual(await document.incoming(), []);
  });

  it('takes a file whose type the browser does not know', async () => {
    assert.equal((await document.upload(citizen, { ...pdf, mediaType: 'application/octet-stream' })).status, 201);
  });

  const program = Buffer.from('4d5a90000300000004000000ffff0000b800000000000000', 'hex');
  const mismatches: [what: string, file: SampleFile][] = [
    ['a program that is called a PDF', { ...pdf, content: program }],
    ['a PNG that is called a JPEG', { ...png, name: 'anh.jpg', mediaType: 'image/jpeg' }],
    ['a PNG with the name of a JPEG', { ...png, name: 'anh.jpg' }],
    ['a PNG that is declared a JPEG', { ...png, mediaType: 'image/jpeg' }],
    [
      'a page of HTML that is called a PDF',
      { ...pdf, content: Buffer.from('<!doctype html><script>alert(1)</script>') },
    ],
    ['a PDF that is declared HTML', { ...pdf, mediaType: 'text/html' }],
    ['a PDF without an extension', { ...pdf, name: 'pdf' }],
    ['plain text that is called a PDF', { ...pdf, content: Buffer.from('xin chào') }],
  ];
  for (const [what, file] of mismatches) {
    it(`refuses ${what}`, async () => {
      await refused(await document.upload(citizen, file), 415, 'file-content-mismatch');
    });
  }

  it('refuses a program that says that it is one', async () => {
    const file = { name: 'cai-dat.exe', mediaType: 'application/x-msdownload', content: program };
    await refused(await document.upload(citizen, file), 415, 'file-type-not-allowed');
  });

  it('refuses an empty file', async () => {
    await refused(await document.upload(citizen, { ...pdf, content: Buffer.alloc(0) }), 422, 'file-empty');
  });

  it('refuses a name with a NUL and says which header is wrong, in the language of the caller', async () => {
    const response = await document.upload(citizen, { ...pdf, name: 'a\u0000.pdf' }, { 'accept-language': 'en' });
    const { errors } = await refused(response, 422, 'input-invalid');
    assert.deepEqual(errors, [
      {
        pointer: 'Content-Disposition:',
        code: 'format',
        detail: 'The file name has characters that are not allowed.',
      },
    ]);
  });

  it('refuses a compressed body', async () => {
    await refused(await document.upload(citizen, pdf, { 'content-encoding': 'gzip' }), 415, 'media-type-unsupported');
  });

  it('takes a file of exactly the limit and refuses one byte more', async () => {
    const padded = (size: number) => ({ ...pdf, content: Buffer.concat([pdf.content], size) });
    assert.equal((await document.upload(otherCitizen, padded(limitBytes))).status, 201);
    await refused(await document.upload(otherCitizen, padded(limitBytes + 1)), 413, 'body-too-large');
  });

  it('cuts off a body that goes on after the limit, although its length was not announced', async () => {
    const before = await document.filesOnDisk();
    const answer = await sendInChunks(document, 1.5 * limitBytes);
    assert.equal(answer.status, 413);
    assert.deepEqual(await document.filesOnDisk(), before);
    await assert.rejects(sendInChunks(document, 64 * limitBytes), 'a sender that does not stop loses its connection');
    await nothingIncoming(document);
    assert.deepEqual(await document.filesOnDisk(), before);
  });

  it('leaves nothing of an upload that the sender breaks off', async () => {
    const before = await document.filesOnDisk();
    const sending = request(`${document.origin}/api/document/v1/files`, {
      method: 'POST',
      headers: { cookie: cookieOf(citizen), ...uploadHeaders(pdf), 'content-length': '5000' },
    });
    sending.on('error', () => undefined);
    sending.write(pdf.content);
    while ((await document.incoming()).length === 0) await delay(5);
    sending.destroy();
    await nothingIncoming(document);
    assert.deepEqual(await document.filesOnDisk(), before);
  });

  it('asks for a session', async () => {
    const response = await fetch(`${document.origin}/api/document/v1/files`, {
      method: 'POST',
      headers: uploadHeaders(pdf),
      body: new Uint8Array(pdf.content),
    });
    await refused(response, 401, 'sign-in-required');
  });

  it('gives the same answer to a repeated Idempotency-Key and keeps one content', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first: unknown = await (await document.upload(officer, pdf, key)).json();
    const files = await document.filesOnDisk();
    const again = await document.upload(officer, pdf, key);
    assert.equal(again.status, 201);
    assert.deepEqual(await again.json(), first);
    assert.deepEqual(await document.filesOnDisk(), files);
    await refused(await document.upload(officer, png, key), 422, 'idempotency-key-reused');
    assert.deepEqual(await document.filesOnDisk(), files);
  });
});

describe('what one person may have uploaded without a dossier', () => {
  it('is limited, also when the files come at once, and what is refused leaves nothing', async (t) => {
    const document = await documentForSpec({ unclaimedFileBytesPerOwner: 2 * pdf.content.length });
    t.after(() => document.close());
    const answers = await Promise.all([1, 2, 3, 4].map(() => document.upload(citizen, pdf)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 429, 429]);
    assert.equal((await document.filesOnDisk()).length, 2);
    assert.equal((await document.upload(otherCitizen, pdf)).status, 201);
  });
});

describe('a type that the operator does not allow', () => {
  it('is refused although it is known', async (t) => {
    const document = await documentForSpec({ allowedMediaTypes: ['application/pdf'] });
    t.after(() => document.close());
    await refused(await document.upload(citizen, png), 415, 'file-type-not-allowed');
    assert.equal((await document.upload(citizen, pdf)).status, 201);
  });
});

/** Who breaks off, or is cut off, knows so before the document service has cleared up. */
async function nothingIncoming(document: DocumentForSpec): Promise<void> {
  while ((await document.incoming()).length > 0) await delay(5);
}

async function refused(response: Response, status: number, slug: string): Promise<ProblemBody> {
  const body = ProblemBody.parse(await response.json());
  assert.deepEqual([response.status, body.type], [status, `urn:motcua:problem:${slug}`]);
  return body;
}

function sendInChunks(document: DocumentForSpec, bytes: number): Promise<{ status: number | undefined }> {
  return new Promise((resolve, reject) => {
    const sending = request(
      `${document.origin}/api/document/v1/files`,
      { method: 'POST', headers: { cookie: cookieOf(citizen), ...uploadHeaders(pdf) } },
      (response) => {
        response.resume();
        response.once('error', reject);
        response.once('end', () => void finished.then(() => resolve({ status: response.statusCode }), reject));
      },
    );
    const finished = new Promise<void>((sent, failed) => {
      sending.once('finish', sent);
      sending.once('error', failed);
      sending.once('close', () => failed(new Error('closed before all was sent')));
    });
    finished.catch(reject);
    const chunk = Buffer.alloc(16 * 1024, '%PDF-1.4');
    let left = bytes;
    const write = () => {
      while (left > 0) {
        left -= chunk.length;
        if (!sending.write(chunk)) return void sending.once('drain', write);
      }
      sending.end();
    };
    write();
  });
}
