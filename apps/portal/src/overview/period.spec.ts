import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { periodOf } from './period.js';

describe('the period of the overview', () => {
  it('ends today and has as many days as asked', () => {
    assert.deepEqual(periodOf(7, new Date('2026-11-24T03:00:00Z')), { from: '2026-11-18', to: '2026-11-24' });
  });

  it('goes by the day in Vietnam, where the evening in UTC is already tomorrow', () => {
    assert.equal(periodOf(7, new Date('2026-11-24T17:30:00Z')).to, '2026-11-25');
  });
});
