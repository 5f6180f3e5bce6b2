import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { NotFound } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { building, commune, copies } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';

describe('the register book of a counter', () => {
  let dossier: DossierForTest;
  let office: OfficersAtWork;

  before(async () => {
    dossier = await dossierForTest();
    office = new OfficersAtWork(dossier);
  });
  after(() => dossier.close());

  const chairman = () => dossier.people.officer('chutich.baclieu');
  const read = (from: string, to: string, page: { limit?: number; after?: string } = {}) =>
    dossier.service.registerBook.execute(chairman(), { agency: commune, from, to, limit: 50, ...page });

  it('has every dossier accepted in the period once, in that order, by pages', async () => {
    dossier.clock.moveTo('2026-03-02T23:30+07:00');
    await office.takeIn(building);
    dossier.clock.moveTo('2026-03-03T00:30+07:00');
    const ids = [await office.takeIn(copies), await office.takeIn(building), await office.takeIn(copies)];
    const first = await read('2026-03-03', '2026-03-03', { limit: 2 });
    const second = await read('2026-03-03', '2026-03-03', { limit: 2, after: first.next ?? '' });
    const codes = await dossier.select<{ code: string }>('select code from dossier where id = any ($1) order by id', [
      ids,
    ]);
    assert.deepEqual(
      [...first.items, ...second.items].map(({ code }) => code),
      codes.map(({ code }) => code),
    );
    assert.equal(second.next, undefined);
    assert.equal((await read('2026-03-02', '2026-03-02')).items.length, 1);
  });

  it('says how a dossier ended', async () => {
    dossier.clock.moveTo('2026-03-05T09:00+07:00');
    const id = await office.takeIn(building);
    dossier.clock.moveTo('2026-03-09T09:00+07:00');
    const { version } = await dossier.service.readDossier.execute(chairman(), id);
    await dossier.service.stopDossier.execute(chairman(), id, version, { reason: 'Trùng hồ sơ' });
    const [row] = (await read('2026-03-05', '2026-03-05')).items;
    assert.deepEqual([row?.note, row?.receiving], ['Trước hạn; Dừng giải quyết', 'Tại nơi tiếp nhận']);
    assert.equal(row?.acceptedAt, '2026-03-05T02:00:00.000Z');
  });

  it('is printed with the head of the form set in force on its last day', async () => {
    dossier.clock.moveTo('2026-03-12T09:00+07:00');
    await office.takeIn(building);
    const print = (from: string, to: string, agencyCode = commune) =>
      dossier.client.getRegisterBook({ agencyCode, from, to }, chairman());
    const { formSet, content } = await print('2026-03-12', '2026-03-12');
    const book = JSON.parse(content) as { formNumber: string; agencyName: string; from: string; rows: unknown[] };
    assert.deepEqual([formSet, book.formNumber, book.rows.length], ['2025', 'Mẫu số 07', 1]);
    assert.equal(book.from, '2026-03-12T00:00:00+07:00');
    assert.equal((await print('2025-05-01', '2025-05-31')).formSet, '2018');
    await assert.rejects(print('2026-03-12', '2026-03-12', 'so-xay-dung'), { code: 5 });
  });

  it('is not found for an agency that the caller does not oversee', async () => {
    const query = { agency: 'so-xay-dung', from: '2026-03-02', to: '2026-03-02', limit: 50 };
    await assert.rejects(dossier.service.registerBook.execute(chairman(), query), NotFound);
  });
});
