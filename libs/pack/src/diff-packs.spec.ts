import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diffPacks } from './diff-packs.js';
import { inForce } from './legal-value.js';
import { partFor } from './pack-parts.js';
import { samplePack } from './sample-province.fixture.js';

describe('the difference between two packs', () => {
  it('is nothing between a pack and itself, also when keys were written in another order', async () => {
    const [before, after] = [await samplePack(), await samplePack()];
    after.province = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(after.province).reverse())));
    assert.deepEqual(diffPacks(before, after), []);
  });

  it('names each thing that was added, removed or changed, and what of it', async () => {
    const [before, after] = [await samplePack(), await samplePack()];
    after.province.supportPhone = '0290 3 111 111';
    after.calendars.default = 'other';
    after.positions.pop();
    const births = after.procedures.find(({ code }) => code === '1.001193');
    assert.ok(births);
    births.fees = [];
    births.timeLimit.n = 1;
    after.procedures.push({ ...births, version: 2 });
    after.templates['templates/notice.typ'] = '#set page()';
    const moved = after.agencies.find(({ code }) => code === 'so-y-te');
    assert.ok(moved);
    moved.validFrom = '2025-08-01';
    assert.deepEqual(diffPacks(before, after), [
      { kind: 'province', code: 'bac-lieu-ca-mau', change: 'changed', parts: ['supportPhone', 'defaultCalendar'] },
      { kind: 'agency', code: 'so-y-te@2025-07-01', change: 'removed' },
      { kind: 'position', code: 'it-administrator', change: 'removed' },
      { kind: 'procedure', code: '1.001193@1', change: 'changed', parts: ['timeLimit', 'fees'] },
      { kind: 'agency', code: 'so-y-te@2025-08-01', change: 'added' },
      { kind: 'procedure', code: '1.001193@2', change: 'added' },
      { kind: 'template', code: 'templates/notice.typ', change: 'added' },
    ]);
  });
});

describe('the parts of a pack', () => {
  it('give each service what it stages, under the hash of the whole', async () => {
    const pack = await samplePack();
    const parts = (['identity', 'dossier', 'document', 'notification', 'reporting'] as const).map((service) => {
      const part = partFor(pack, service);
      assert.equal(part.hash, pack.hash);
      return [service, Object.keys(part).filter((key) => key !== 'hash')];
    });
    assert.deepEqual(Object.fromEntries(parts), {
      identity: ['province', 'agencies', 'reorganisations', 'positions', 'demo'],
      dossier: ['province', 'agencies', 'reorganisations', 'positions', 'calendars', 'procedures', 'adminUnits'],
      document: ['province', 'templates'],
      notification: ['province', 'messages', 'procedures', 'agencies'],
      reporting: ['calendars', 'agencies', 'procedures'],
    });
  });

  it('tell reporting names and days, and nothing of forms and drawings', async () => {
    const { agencies, procedures } = partFor(await samplePack(), 'reporting');
    assert.deepEqual(Object.keys(procedures[0] ?? {}), ['code', 'version', 'name', 'field', 'validFrom']);
    const oldOffice = agencies.find(({ code }) => code === 'ubnd-tinh-bac-lieu');
    assert.equal(oldOffice?.validTo, '2025-07-01');
    assert.equal(oldOffice?.successors?.[0]?.code, 'ubnd-tinh-ca-mau');
  });
});

describe('a legal value', () => {
  it('changes on the first day of the new one', async () => {
    const { formSet } = (await samplePack()).province;
    assert.equal(inForce(formSet, '2018-11-22'), undefined);
    assert.equal(inForce(formSet, '2025-06-30')?.value, '2018');
    assert.equal(inForce(formSet, '2025-07-01')?.value, '2025');
    assert.equal(inForce(formSet, '2030-01-01')?.value, '2025');
  });
});
