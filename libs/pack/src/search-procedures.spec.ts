import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldVietnamese } from './fold-vietnamese.js';
import { isInternal } from './procedure.js';
import { samplePack } from './sample-province.fixture.js';
import { searchProcedures } from './search-procedures.js';

const pack = await samplePack();
const procedures = pack.procedures.filter((procedure) => !isInternal(procedure));

function codesFor(query: string, limit = 10): string[] {
  return searchProcedures(procedures, query, limit).map(({ code }) => code);
}

describe('searching for a procedure', () => {
  const births = '1.001193';
  for (const query of [
    'dang ky khai sinh',
    'đăng ký khai sinh',
    'khai sinh',
    'đăng ký khai',
    'sinh con',
    'KHAI SINH',
    '1.001193',
    'sinh khai dang',
    'birth cert',
    'đăng ký khai sinh'.normalize('NFD'),
  ]) {
    it(`finds birth registration first for "${query}"`, () => {
      assert.equal(codesFor(query)[0], births);
    });
  }

  it('finds what neighbours say: xay nha, mo quan, sao y', () => {
    assert.deepEqual(codesFor('xay nha'), ['1.013225']);
    assert.deepEqual(codesFor('mo quan'), ['1.001612']);
    assert.deepEqual(codesFor('sao y'), ['2.000815']);
    assert.deepEqual(codesFor('ho tich').slice(0, 2), ['2.000635', '1.000894']);
    assert.deepEqual(codesFor('so do'), ['1.013831']);
  });

  it('puts names before keywords before fields', () => {
    const field = { code: 'x', vi: 'Con dấu', en: 'Seals' };
    const keywords = { vi: ['con dấu'], en: ['seal'] };
    const plain = { vi: ['khác'], en: ['other'] };
    const list = [
      { code: '1.000003', name: { vi: 'Việc khác', en: 'Other' }, keywords: plain, field },
      { code: '1.000002', name: { vi: 'Việc khác', en: 'Other' }, keywords, field },
      { code: '1.000001', name: { vi: 'Cấp con dấu', en: 'Other' }, keywords: plain, field },
    ];
    const found = searchProcedures(list, 'con dau', 10).map(({ code }) => code);
    assert.deepEqual(found, ['1.000001', '1.000002', '1.000003']);
    assert.equal(searchProcedures(list, 'con dau', 2).length, 2);
  });

  it('finds nothing for an empty query or words that no procedure has', () => {
    assert.deepEqual(codesFor('  '), []);
    assert.deepEqual(codesFor('khai sinh xe'), []);
    assert.deepEqual(codesFor('ký.*'), codesFor('ký'));
  });

  it('finds a procedure by any beginnings of words of its name, in any order, with or without marks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...procedures),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (procedure, first, second, marked) => {
          const words = procedure.name.vi.split(/[^\p{Letter}]+/u).filter((word) => word.length > 1);
          const chosen = [first, second].map((pick) => words[pick % words.length] ?? '');
          const query = chosen
            .map((word) => (marked ? word.toUpperCase() : foldVietnamese(word).slice(0, 2)))
            .join(' ');
          assert.ok(codesFor(query).includes(procedure.code), query);
        },
      ),
      { numRuns: 200, seed: 9 },
    );
  });
});

describe('folding Vietnamese', () => {
  it('takes every mark away, composed or not, and đ too', () => {
    assert.equal(foldVietnamese('Đường Nguyễn Phước Hoàng Thị Bảo Ngọc'), 'duong nguyen phuoc hoang thi bao ngoc');
    assert.equal(foldVietnamese('Ừ ẫ ỹ Ậ'.normalize('NFD')), 'u a y a');
  });
});
