import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import {
  citizen,
  documentForSpec,
  officer,
  otherCitizen,
  ProblemBody,
  type DocumentForSpec,
} from '../document.fixture.js';
import { pdf, png } from '../sample-files.fixture.js';
import { FileMetadata } from './file-metadata.js';

describe('downloading a file', () => {
  let document: DocumentForSpec;
  let file: FileMetadata;

  before(async () => {
    document = await documentForSpec();
    file = FileMetadata.parse(await (await document.upload(citizen, pdf)).json());
    document.dossiers.readableFiles.set(officer.subjectId, new Set([file.id]));
  });
  after(() => document.close());

  it('sends it so that nothing in it can act in the name of the platform', async () => {
    const response = await document.get(`/files/${file.id}`, citizen);
    assert.equal(response.status, 200);
    const { headers } = response;
    assert.equal(headers.get('content-type'), 'application/pdf');
    assert.equal(headers.get('content-length'), String(pdf.content.length));
    assert.equal(headers.get('content-disposition'), `attachment; filename*=UTF-8''${encodeURIComponent(pdf.name)}`);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'/);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-frame-options'), 'SAMEORIGIN');
    assert.equal(headers.get('etag'), `"${file.sha256}"`);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), pdf.content);
  });

  it('shows it where a page of the portal does, and has it saved where it would be a page of its own', async () => {
    const dispositionFor = async (destination: string) => {
      const response = await document.get(`/files/${file.id}`, citizen, { 'sec-fetch-dest': destination });
      await response.arrayBuffer();
      return response.headers.get('content-disposition')?.split(';')[0];
    };
    for (const destination of ['iframe', 'image', 'embed', 'object']) {
      assert.equal(await dispositionFor(destination), 'inline', destination);
    }
    for (const destination of ['document', 'empty', 'script', 'worker', 'IFRAME']) {
      assert.equal(await dispositionFor(destination), 'attachment', destination);
    }
  });

  it('puts what is no PDF into a sandbox', async () => {
    const picture = FileMetadata.parse(await (await document.upload(citizen, png)).json());
    const response = await document.get(`/files/${picture.id}`, citizen);
    assert.equal(
      response.headers.get('content-security-policy'),
      "default-src 'none'; frame-ancestors 'self'; sandbox",
    );
    await response.arrayBuffer();
  });

  it('sends nothing to a client that has it already, as long as it may be read', async () => {
    // fetch by itself would ask for a fresh copy.
    const known = { 'if-none-match': `"${file.sha256}"`, 'cache-control': 'max-age=0' };
    const response = await document.get(`/files/${file.id}`, citizen, known);
    assert.equal(response.status, 304);
    assert.equal(await response.text(), '');
    assert.equal((await document.get(`/files/${file.id}`, otherCitizen, known)).status, 404);
  });

  it('tells what is known of it', async () => {
    assert.deepEqual(await (await document.get(`/files/${file.id}/metadata`, citizen)).json(), file);
  });

  it('is allowed to an officer whose dossier it belongs to, also before it is claimed', async () => {
    assert.equal((await document.get(`/files/${file.id}/metadata`, officer)).status, 200);
  });

  it('answers alike for a file of another, an unknown one and an id that is none', async () => {
    const bodies = await Promise.all(
      [file.id, randomUUID(), 'x', "'%20or%201=1"].flatMap((id) =>
        [`/files/${id}`, `/files/${id}/metadata`].map(async (path) => {
          const response = await document.get(path, otherCitizen);
          assert.equal(response.status, 404);
          return JSON.stringify(ProblemBody.parse(await response.json()));
        }),
      ),
    );
    assert.equal(new Set(bodies).size, 1);
  });

  it('follows the dossier once it is claimed: the uploader has no right of their own any more', async () => {
    const claimed = FileMetadata.parse(await (await document.upload(citizen, pdf)).json());
    await document.query(`update stored_file set state = 'claimed', dossier_id = $2 where id = $1`, [
      claimed.id,
      randomUUID(),
    ]);
    assert.equal((await document.get(`/files/${claimed.id}`, citizen)).status, 404);
    document.dossiers.readableFiles.set(citizen.subjectId, new Set([claimed.id]));
    assert.equal((await document.get(`/files/${claimed.id}/metadata`, citizen)).status, 200);
  });
});

describe('downloading while the dossier service is away', () => {
  it('says that it is temporarily unavailable, not that there is no such file', async (t) => {
    const document = await documentForSpec();
    t.after(() => document.close());
    const file = FileMetadata.parse(await (await document.upload(citizen, pdf)).json());
    await document.grpc.stop();
    const response = await document.get(`/files/${file.id}`, officer);
    assert.equal(response.status, 503);
    assert.ok(response.headers.get('retry-after'));
    assert.equal((await document.get(`/files/${file.id}/metadata`, citizen)).status, 200);
  });
});
