import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { InputInvalid, NotFound } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, building, business, copies } from '../sample-dossiers.fixture.js';
import type { ProcedureQuery } from './procedure.schemas.js';

let dossier: DossierForTest;

before(async () => {
  dossier = await dossierForTest();
});
after(() => dossier.close());
beforeEach(() => dossier.clock.moveTo('2026-03-02T09:00:00+07:00'));

const list = (query: Partial<ProcedureQuery> = {}) =>
  dossier.service.catalogue.list({ limit: 20, scope: 'citizens', ...query });
const codes = async (query: Partial<ProcedureQuery> = {}) => (await list(query)).items.map(({ code }) => code);

describe('the catalogue of procedures', () => {
  it('is found by words with or without Vietnamese marks', async () => {
    assert.equal((await codes({ q: 'khai sinh' }))[0], birth);
    assert.equal((await codes({ q: 'giay phep xay nha' }))[0], building);
    assert.deepEqual(await codes({ q: 'zzz' }), []);
  });

  it('is narrowed to a field, and to what an agency decides', async () => {
    assert.deepEqual(await codes({ field: 'chung-thuc' }), [copies]);
    assert.deepEqual(await codes({ agency: 'so-xay-dung' }), []);
    assert.deepEqual((await codes({ agency: 'ubnd-xa-hong-dan' })).sort(), [
      '1.000894',
      birth,
      business,
      building,
      '2.000635',
      copies,
      '2.002621',
    ]);
  });

  it('is read page by page, and refuses a cursor that is none of its procedures', async () => {
    const first = await list({ limit: 6 });
    const second = await list({ limit: 6, after: first.next });
    assert.equal(second.next, undefined);
    assert.deepEqual(
      [...first.items, ...second.items].map(({ code }) => code),
      await codes(),
    );
    await assert.rejects(list({ after: '9.9' }), InputInvalid);
  });

  it('has what agencies hand in only for counters, and the parts of an interconnected procedure for nobody who hands in', async () => {
    const [citizens, counter, all] = [await codes(), await codes({ scope: 'counter' }), await codes({ scope: 'all' })];
    assert.equal(citizens.length, 11);
    assert.deepEqual(
      counter.filter((code) => !citizens.includes(code)),
      ['NB.CNTT.01', 'NB.CNTT.02'],
    );
    assert.deepEqual(
      all.filter((code) => !counter.includes(code)),
      ['LT.2002621.BH', 'LT.2002621.KS', 'LT.2002621.TT'],
    );
    const waysOf = async (code: string) => (await dossier.service.catalogue.get(code)).ways;
    assert.deepEqual([await waysOf('NB.CNTT.01'), await waysOf('LT.2002621.BH')], [['counter'], []]);
  });

  it('is empty before the procedures are in force', async () => {
    dossier.clock.moveTo('2025-06-30T23:59:59+07:00');
    assert.deepEqual(await codes(), []);
    await assert.rejects(dossier.service.catalogue.get(birth), NotFound);
    dossier.clock.moveTo('2025-07-01T00:00:00+07:00');
    assert.equal((await codes()).length, 11);
  });

  it('counts the procedures of each field', async () => {
    const { items } = await dossier.service.catalogue.fields();
    assert.deepEqual(items.map(({ code, count }) => [code, count]).sort(), [
      ['chung-thuc', 1],
      ['dat-dai', 1],
      ['du-lieu-ca-nhan', 1],
      ['ho-kinh-doanh', 1],
      ['ho-tich', 4],
      ['hoat-dong-xay-dung', 1],
      ['ly-lich-tu-phap', 1],
      ['viec-lam', 1],
    ]);
  });
});

describe('a procedure', () => {
  it('shows what to bring, what it costs, how long it takes, and which agency does which step', async () => {
    const procedure = await dossier.service.catalogue.get(business);
    assert.equal(procedure.timeLimit.text.vi, '03 ngày làm việc');
    assert.equal(procedure.feeText.vi, '100.000 đồng');
    assert.deepEqual(
      procedure.components.map(({ code, required, isForm }) => [code, required, isForm]),
      [
        ['application', true, true],
        ['minutes', false, false],
        ['authorisation', false, false],
      ],
    );
    const taxCode = procedure.steps.find(({ elementId }) => elementId === 'taxCode');
    assert.match(taxCode?.agencyName?.vi ?? '', /^Thuế/);
    assert.equal(procedure.subjects.vi, 'Công dân');
  });

  it('is decided by the agencies of today, found with or without marks', async () => {
    const all = await dossier.service.catalogue.agencies(birth, undefined);
    assert.equal(all.items.length, 64);
    const some = await dossier.service.catalogue.agencies(birth, 'phuong bac lieu');
    assert.deepEqual(
      some.items.map(({ code }) => code),
      ['ubnd-phuong-bac-lieu'],
    );
  });

  it('is not found under another code', async () => {
    await assert.rejects(dossier.service.catalogue.get('x'), NotFound);
    await assert.rejects(dossier.service.catalogue.agencies('x', undefined), NotFound);
  });
});
