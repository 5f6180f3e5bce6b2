import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { computeFees, type DueFee } from './compute-fees.js';
import type { Fee } from './procedure.js';
import { samplePack } from './sample-province.fixture.js';

const { procedures } = await samplePack();

function amountsOf(code: string, answers: unknown, on = '2026-03-02'): number[] {
  const procedure = procedures.find((candidate) => candidate.code === code);
  assert.ok(procedure);
  return computeFees(procedure, answers, on).map(({ amountVnd }) => amountVnd);
}

/** A procedure with one fee of its own. */
function feesOf(fee: Partial<Fee>, answers: unknown): DueFee[] {
  const whole: Fee = {
    kind: 'phi',
    name: { vi: 'Phí', en: 'Fee' },
    basis: 'x',
    validFrom: '2025-01-01',
    mark: 'sample',
    ...fee,
  };
  return computeFees({ fees: [whole] }, answers, '2026-03-02');
}

describe('the fees of a dossier', () => {
  it('are 2,000 đồng a page for the first two pages of a copy and 1,000 from the third', () => {
    assert.deepEqual(amountsOf('2.000815', { document: { pages: 1, copies: 1 } }), [2_000]);
    assert.deepEqual(amountsOf('2.000815', { document: { pages: 2, copies: 3 } }), [12_000]);
    assert.deepEqual(amountsOf('2.000815', { document: { pages: 5, copies: 2 } }), [14_000]);
  });

  it('are at most 200,000 đồng a copy', () => {
    assert.deepEqual(amountsOf('2.000815', { document: { pages: 198, copies: 1 } }), [200_000]);
    assert.deepEqual(amountsOf('2.000815', { document: { pages: 900, copies: 2 } }), [400_000]);
  });

  it('are nothing yet while pages and copies are not known', () => {
    for (const answers of [{}, { document: { pages: 3 } }, { document: { pages: -1, copies: 'x' } }, undefined]) {
      assert.deepEqual(amountsOf('2.000815', answers), [0]);
    }
  });

  it('are due for a late birth registration alone', () => {
    assert.deepEqual(amountsOf('1.001193', { registration: { timing: 'onTime' } }), []);
    assert.deepEqual(amountsOf('1.001193', { registration: { timing: 'late' } }), [8_000]);
  });

  it('are those in force on the day', () => {
    assert.deepEqual(amountsOf('1.001612', {}, '2025-06-30'), []);
    assert.deepEqual(amountsOf('1.001612', {}, '2025-07-01'), [100_000]);
  });

  it('follow a formula over the answers', () => {
    const [due] = feesOf({ formula: '8000 * request.copies' }, { request: { copies: 3 } });
    assert.equal(due?.amountVnd, 24_000);
  });

  it('come to nothing that could be charged while the formula lacks an answer', () => {
    const [due] = feesOf({ formula: '8000 * request.copies' }, {});
    assert.equal(due?.amountVnd, 0);
    assert.match(due?.failure?.en ?? '', /8000 \* request.copies/);
    const [negative] = feesOf({ formula: '8000 - 9000 * request.copies' }, { request: { copies: 1 } });
    assert.match(negative?.failure?.en ?? '', /no amount/);
  });

  it('are whole đồng, halves up', () => {
    const amount = (formula: string) => feesOf({ formula }, {}).map(({ amountVnd }) => amountVnd);
    assert.deepEqual([amount('1001 / 2'), amount('1000 / 3')], [[501], [333]]);
  });

  it('are less by the first relief whose condition is true, and say which it is', () => {
    const relief = [
      {
        name: { vi: 'Người nghèo', en: 'The poor' },
        when: 'applicant.group = "poor"',
        percent: 100,
        basis: 'Nghị quyết 1',
      },
      { name: { vi: 'Trẻ em', en: 'Children' }, when: 'applicant.age < 16', percent: 50, basis: 'Nghị quyết 2' },
      { name: { vi: 'Mọi người', en: 'All' }, when: 'true', percent: 10, basis: 'Nghị quyết 3' },
    ];
    const due = (answers: unknown) =>
      feesOf({ amountVnd: 75_001, relief }, answers).map((fee) => [
        fee.fullAmountVnd,
        fee.amountVnd,
        fee.relief?.basis,
      ]);
    assert.deepEqual(due({ applicant: { group: 'poor', age: 9 } }), [[75_001, 0, 'Nghị quyết 1']]);
    assert.deepEqual(due({ applicant: { group: 'none', age: 9 } }), [[75_001, 37_501, 'Nghị quyết 2']]);
    assert.deepEqual(due({ applicant: { group: 'none', age: 40 } }), [[75_001, 67_501, 'Nghị quyết 3']]);
    assert.deepEqual(due({}), [[75_001, 67_501, 'Nghị quyết 3']]);
  });
});
