import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newBook } from './period.js';

describe('a register book that nobody has chosen yet', () => {
  it('is of this month by the days of Vietnam, at the counter that one oversees', () => {
    const name = { vi: '', en: '' };
    const held = (agencyCode: string, role: 'intake' | 'oversee') =>
      ({ agencyCode, agencyName: name, positionCode: '', title: name, roles: [role] }) as const;
    const positions = [held('trung-tam', 'intake'), held('ubnd-phuong-bac-lieu', 'oversee')].map((one) => ({
      ...one,
      roles: [...one.roles],
    }));
    assert.deepEqual(newBook({ positions }, new Date('2026-03-31T18:00:00Z')), {
      agency: 'ubnd-phuong-bac-lieu',
      from: '2026-04-01',
      to: '2026-04-01',
    });
  });
});
