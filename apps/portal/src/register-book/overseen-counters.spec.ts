import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownCounter, overseenCounters } from './overseen-counters.js';

const agencies = [
  { code: 'xa-a', kind: 'commune', parentCode: 'tinh' },
  { code: 'trung-tam', kind: 'counter', parentCode: 'van-phong' },
  { code: 'van-phong', kind: 'department', parentCode: 'tinh' },
  { code: 'tinh', kind: 'province' },
  { code: 'xa-ngoai', kind: 'commune' },
];
const name = { vi: '', en: '' };
const held = (agencyCode: string, role: 'oversee' | 'process') => ({
  positions: [{ agencyCode, agencyName: name, positionCode: '', title: name, roles: [role] }],
});

describe('the counters that an officer oversees', () => {
  it('are all below the agency of a leader, through whatever stands between', () => {
    const codes = overseenCounters(agencies, held('tinh', 'oversee')).map(({ code }) => code);
    assert.deepEqual(codes, ['xa-a', 'trung-tam']);
  });

  it('begin with the own one, which a leader of the province does not have', () => {
    assert.equal(ownCounter(agencies, held('xa-a', 'oversee')), 'xa-a');
    const all = overseenCounters(agencies, held('tinh', 'oversee'));
    assert.equal(ownCounter(all, held('tinh', 'oversee')), undefined);
  });

  it('are the own one of a commune, and none for those who only work there', () => {
    assert.deepEqual(overseenCounters(agencies, held('xa-a', 'oversee')), [agencies[0]]);
    assert.deepEqual(overseenCounters(agencies, held('xa-a', 'process')), []);
  });
});
