import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import {
  citizen,
  documentForSpec,
  officer,
  otherCitizen,
  ProblemBody,
  type DocumentForSpec,
} from '../document.fixture.js';
import { receiptContent, sampleForms } from './form-content.fixture.js';

const path = (dossierId: string) => `/dossiers/${dossierId}/forms/receipt`;

describe('the receipt of a dossier', () => {
  let document: DocumentForSpec;

  before(async () => {
    document = await documentForSpec();
  });
  after(() => document.close());

  async function fetchReceipt(dossierId: string, caller = citizen): Promise<Buffer> {
    const response = await document.get(path(dossierId), caller);
    assert.equal(response.status, 200);
    return Buffer.from(await response.arrayBuffer());
  }

  it('waits until a province is in force', async () => {
    const dossierId = randomUUID();
    document.dossiers.receipts.set(dossierId, receiptContent());
    assert.equal((await document.get(path(dossierId), citizen)).status, 503);
    await document.applyProvince();
    assert.equal((await document.get(path(dossierId), citizen)).status, 200);
  });

  it('is a PDF/A named after the dossier, with one event and a file that belongs to the dossier', async () => {
    const dossierId = randomUUID();
    document.dossiers.receipts.set(dossierId, receiptContent());
    const response = await document.get(path(dossierId), citizen);
    assert.equal(response.headers.get('content-type'), 'application/pdf');
    const name = encodeURIComponent('Giấy tiếp nhận hồ sơ và hẹn trả kết quả H12.101-261124-0007.pdf');
    assert.equal(response.headers.get('content-disposition'), `inline; filename*=UTF-8''${name}`);
    const pdf = Buffer.from(await response.arrayBuffer());
    assert.match(pdf.toString('latin1'), /^%PDF-1\.7[^]*<pdfaid:part>2<\/pdfaid:part>/);
    const [row] = await document.query<Record<string, unknown>>(
      `select f.sha256, f.state, f.owner_id, f.dossier_id, r.form_set, e.type, e.data
         from rendered_form r join stored_file f on f.id = r.file_id join event_log e on e.aggregate_id = f.id
        where r.dossier_id = $1`,
      [dossierId],
    );
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    assert.equal(response.headers.get('etag'), `"${sha256}"`);
    const { data, ...rest } = row ?? {};
    assert.deepEqual(rest, {
      sha256,
      state: 'claimed',
      owner_id: null,
      dossier_id: dossierId,
      form_set: '2025',
      type: 'form.rendered',
    });
    const { fileId, ...said } = z.record(z.string(), z.unknown()).parse(JSON.parse(String(data)));
    assert.equal(typeof fileId, 'string');
    assert.deepEqual(said, { dossierId, form: 'receipt', sha256 });
  });

  it('is the same to the byte for whoever asks later, though the dossier and the province have changed', async () => {
    const dossierId = randomUUID();
    document.dossiers.receipts.set(dossierId, receiptContent());
    const first = await fetchReceipt(dossierId);
    document.dossiers.receipts.set(dossierId, receiptContent({ officerName: 'Người khác' }));
    await document.applyProvince('b'.repeat(64), 'another text');
    assert.deepEqual(await fetchReceipt(dossierId, officer), first);
    await document.applyProvince('c'.repeat(64));
  });

  it('is one, although many ask for the first time at once', async () => {
    const dossierId = randomUUID();
    const before = (await document.filesOnDisk()).length;
    // Each request is told something else, so that no two renderings are alike.
    let asked = 0;
    document.dossiers.receipts.get = (id) =>
      id === dossierId ? receiptContent({ officerName: `Cán bộ ${++asked}` }) : undefined;
    document.dossiers.receipts.set(dossierId, undefined);
    const bytes = await Promise.all(Array.from({ length: 8 }, () => fetchReceipt(dossierId)));
    Reflect.deleteProperty(document.dossiers.receipts, 'get');
    assert.equal(asked, 8);
    assert.equal(new Set(bytes.map((pdf) => pdf.toString('base64'))).size, 1);
    assert.equal((await document.filesOnDisk()).length, before + 1);
    const [events] = await document.query<{ n: number }>(
      `select count(*)::integer as n from event_log where type = 'form.rendered' and data::jsonb ->> 'dossierId' = $1`,
      [dossierId],
    );
    assert.equal(events?.n, 1);
  });

  it('is beside a request for a supplement, which is a paper of its own each time that it is asked', async () => {
    const dossierId = randomUUID();
    document.dossiers.receipts.set(dossierId, receiptContent());
    const [first = '', second = ''] = [randomUUID(), randomUUID()];
    for (const of of [first, second])
      document.dossiers.acts.set(`supplement-request/${of}`, { ...sampleForms['supplement-request'], of });
    const ask = async (of: string) => {
      const response = await document.get(`/dossiers/${dossierId}/forms/supplement-request?of=${of}`, citizen);
      assert.equal(response.status, 200);
      return response.headers.get('etag');
    };
    const once = await ask(first);
    document.dossiers.acts.set(`supplement-request/${first}`, {
      ...sampleForms['supplement-request'],
      of: first,
      reason: 'Khác',
    });
    await ask(second);
    assert.equal(await ask(first), once);
    const rows = await document.query<{ form: string; act_id: string }>(
      'select form, act_id from rendered_form where dossier_id = $1 order by rendered_at, act_id',
      [dossierId],
    );
    assert.deepEqual(
      rows.map(({ form, act_id }) => `${form}/${act_id}`).sort(),
      [`supplement-request/${first}`, `supplement-request/${second}`].sort(),
    );
    const unknown = await document.get(`/dossiers/${dossierId}/forms/supplement-request?of=${randomUUID()}`, citizen);
    assert.equal(unknown.status, 404);
    const noId = await document.get(`/dossiers/${dossierId}/forms/supplement-request?of=x`, citizen);
    assert.equal(noId.status, 422);
  });

  it('is not there before acceptance', async () => {
    const dossierId = randomUUID();
    document.dossiers.receipts.set(dossierId, undefined);
    const response = await document.get(path(dossierId), citizen);
    assert.equal(response.status, 409);
    assert.equal(ProblemBody.parse(await response.json()).type, 'urn:motcua:problem:form-not-available');
  });

  it('is not found alike for a stranger, an unknown dossier, another form and an id that is none', async () => {
    const dossierId = randomUUID();
    document.dossiers.receipts.set(dossierId, receiptContent());
    await fetchReceipt(dossierId);
    assert.equal((await document.get(path(dossierId), otherCitizen)).status, 404);
    assert.equal((await document.get(path(randomUUID()), citizen)).status, 404);
    assert.equal((await document.get(`/dossiers/${dossierId}/forms/letter`, citizen)).status, 404);
    assert.equal((await document.get(path('x'), citizen)).status, 404);
  });

  it('is refused with a clear error when the dossier service gives another shape, and can be had later', async () => {
    const dossierId = randomUUID();
    document.dossiers.receipts.set(dossierId, receiptContent({ dueAt: 'mai' }));
    assert.equal((await document.get(path(dossierId), citizen)).status, 500);
    document.dossiers.receipts.set(dossierId, receiptContent());
    await fetchReceipt(dossierId);
  });

  it('is not printed by a province without a template for it', async (t) => {
    const other = await documentForSpec();
    t.after(() => other.close());
    const dossierId = randomUUID();
    other.dossiers.receipts.set(dossierId, receiptContent());
    const hash = 'd'.repeat(64);
    await other.client.stagePack({ hash, part: JSON.stringify({ hash, templates: {} }) });
    await other.query('update pack set activation = 1, activated_at = now()');
    assert.equal((await other.get(path(dossierId), citizen)).status, 409);
  });

  it('never comes from a template that would fetch a package', async () => {
    await assert.rejects(document.applyProvince('e'.repeat(64), '#import "@preview/cetz:0.3.1"'), {
      problemType: 'urn:motcua:problem:template-not-allowed',
    });
  });
});
