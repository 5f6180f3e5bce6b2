import assert from 'node:assert/strict';
import { it } from 'node:test';
import { treeOf, type Agency } from './tree.js';

const agency = (code: string, parentCode?: string): Agency => ({
  code,
  eid: code,
  name: { vi: code, en: code },
  kind: 'department',
  validFrom: '2025-07-01',
  ...(parentCode !== undefined && { parentCode }),
});

it('agencies stand under those they belong to, and at the top where that one is not there on the day', () => {
  const [province, orphan, ...more] = treeOf([
    agency('province'),
    agency('office', 'province'),
    agency('orphan', 'gone'),
    agency('centre', 'office'),
  ]);
  assert.deepEqual(more, []);
  assert.equal(orphan?.agency.code, 'orphan');
  assert.equal(province?.below[0]?.agency.code, 'office');
  assert.equal(province?.below[0]?.below[0]?.agency.code, 'centre');
});
