import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { thisMonth } from './period.js';

describe('the days of a register book that nobody has chosen yet', () => {
  it('are those of this month up to today, by the calendar of Vietnam', () => {
    assert.deepEqual(thisMonth(new Date('2026-03-31T18:00:00Z')), { from: '2026-04-01', to: '2026-04-01' });
    assert.deepEqual(thisMonth(new Date('2026-03-31T10:00:00Z')), { from: '2026-03-01', to: '2026-03-31' });
  });
});
