import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { handoverFaults, handoverOf, type HandoverDraft } from './handover.js';

const atCounter: HandoverDraft = {
  way: 'counter',
  fullName: ' Lý Minh Quân ',
  identityNumber: '095085000024',
  relation: 'holder',
  authorisation: '',
  postalItem: '',
  originalsChecked: false,
};

describe('a result that is handed over', () => {
  it('at the counter names who took it, and nothing of the post', () => {
    assert.deepEqual([...handoverFaults(atCounter)], []);
    assert.deepEqual(handoverOf({ ...atCounter, postalItem: 'EA123' }), {
      receiver: { fullName: 'Lý Minh Quân', identityNumber: '095085000024', relation: 'holder' },
    });
  });

  it('to somebody authorised wants the paper that says so', () => {
    const authorised = { ...atCounter, relation: 'authorised', identityNumber: '' } as const;
    assert.deepEqual([...handoverFaults(authorised)], ['authorisation']);
    assert.deepEqual(handoverOf({ ...authorised, authorisation: 'Số 12 ngày 01/03/2026', originalsChecked: true }), {
      receiver: { fullName: 'Lý Minh Quân', relation: 'authorised', authorisation: 'Số 12 ngày 01/03/2026' },
      originalsChecked: true,
    });
  });

  it('wants an identity number whole, where one is given', () => {
    assert.deepEqual([...handoverFaults({ ...atCounter, identityNumber: '0950' })], ['identityNumber']);
  });

  it('by post wants the number of the item, and no receiver', () => {
    const byPost = { ...atCounter, way: 'postal', fullName: '' } as const;
    assert.deepEqual([...handoverFaults(byPost)], ['postalItem']);
    assert.deepEqual(handoverOf({ ...byPost, postalItem: ' EA123456789VN ' }), { postalItem: 'EA123456789VN' });
  });
});
