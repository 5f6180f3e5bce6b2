import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Dossier } from '../api/types.js';
import { partOf, withShown } from './shown-values.js';

const dossier = {
  submitter: { fullName: 'Lâm Ánh', phone: '•••••••001' },
  answers: { owner: { address: '•••', fullName: 'Lâm Ánh' } },
  supplements: [{ changes: [{ before: '•••', after: '•••' }] }],
} as unknown as Dossier;

describe('what is shown of a dossier', () => {
  it('stands where it was masked, and the rest stays', () => {
    const seen = withShown(dossier, [
      { pointer: '/submitter/phone', value: '0912000001' },
      { pointer: '/answers/owner/address', value: '12 Trần Phú' },
      { pointer: '/supplements/0/changes/0/before', value: '11 Trần Phú' },
    ]);
    assert.deepEqual(seen, {
      submitter: { fullName: 'Lâm Ánh', phone: '0912000001' },
      answers: { owner: { address: '12 Trần Phú', fullName: 'Lâm Ánh' } },
      supplements: [{ changes: [{ before: '11 Trần Phú', after: '•••' }] }],
    });
    assert.equal(dossier.submitter.phone, '•••••••001');
  });

  it('is of the declaration or of people', () => {
    assert.deepEqual(
      ['/answers/owner/address', '/supplements/0/changes/0/after', '/submitter/phone', '/postalAddress'].map(partOf),
      ['declaration', 'declaration', 'people', 'people'],
    );
  });
});
