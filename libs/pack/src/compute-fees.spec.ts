import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { computeFees } from './compute-fees.js';
import { samplePack } from './sample-province.fixture.js';

const { procedures } = await samplePack();

function amountsOf(code: string, answers: unknown, on = '2026-03-02'): number[] {
  const procedure = procedures.find((candidate) => candidate.code === code);
  assert.ok(procedure);
  return computeFees(procedure, answers, on).map(({ amountVnd }) => amountVnd);
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
});
