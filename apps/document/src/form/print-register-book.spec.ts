import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { documentForSpec, officer, overseer, ProblemBody, type DocumentForSpec } from '../document.fixture.js';

const path = (changes: Record<string, string> = {}) => {
  const query = { agency: 'ubnd-phuong-bac-lieu', from: '2026-11-01', to: '2026-11-24', ...changes };
  return `/register-book?${new URLSearchParams(query).toString()}`;
};

describe('the printed register book', () => {
  let document: DocumentForSpec;

  before(async () => {
    document = await documentForSpec();
    await document.applyProvince();
  });
  after(() => document.close());

  it('is a PDF of what stands in the register now, of which nothing is kept', async () => {
    const response = await document.get(path(), overseer);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/pdf');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const pdf = Buffer.from(await response.arrayBuffer());
    assert.match(pdf.subarray(0, 8).toString(), /^%PDF-1/);
    assert.deepEqual(await document.filesOnDisk(), []);
  });

  it('is for those who oversee the counter alone', async () => {
    assert.equal((await document.get(path(), officer)).status, 403);
    assert.equal((await document.get(path({ agency: 'so-xay-dung' }), overseer)).status, 404);
  });

  it('asks for a shorter period when there is too much for one book', async () => {
    const response = await document.get(path({ from: '1900-01-01' }), overseer);
    assert.equal(response.status, 422);
    const { errors } = ProblemBody.parse(await response.json());
    assert.match(JSON.stringify(errors), /"pointer":"\?to"/);
  });
});
