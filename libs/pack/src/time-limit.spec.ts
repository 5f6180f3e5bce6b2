import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { samplePack } from './sample-province.fixture.js';
import { timeLimitFor } from './time-limit.js';

const { procedures } = await samplePack();

describe('the time limit of a declaration', () => {
  const limitOf = (code: string, answers: unknown): unknown => {
    const procedure = procedures.find((candidate) => candidate.code === code);
    assert.ok(procedure);
    const { n, unit, legalBasis } = timeLimitFor(procedure, answers);
    return { n, unit, legalBasis };
  };
  const legalBasis = 'Nghị định 73/2019/NĐ-CP, Điều 21 khoản 2';

  for (const [group, n] of [
    ['A', 20],
    ['B', 15],
    ['C', 10],
  ] as const) {
    it(`is ${n} days for an IT project of group ${group}`, () => {
      assert.deepEqual(limitOf('NB.CNTT.01', { project: { group } }), { n, unit: 'calendarDay', legalBasis });
    });
  }

  it('is the longest while the answer is not known', () => {
    assert.deepEqual(limitOf('NB.CNTT.01', { project: { group: 'toString' } }), {
      n: 20,
      unit: 'calendarDay',
      legalBasis,
    });
    assert.deepEqual(limitOf('NB.CNTT.01', {}), { n: 20, unit: 'calendarDay', legalBasis });
  });

  it('is the same for everybody where the law knows one alone', () => {
    assert.deepEqual(limitOf('1.014199', { project: { group: 'C' } }), {
      n: 10,
      unit: 'workingDay',
      legalBasis: 'Nghị định 219/2025/NĐ-CP',
    });
  });
});
