import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { part as stored } from '../notification.fixture.js';
import { NotificationPart } from '../pack-part.js';
import { renderMessage, type DossierFacts } from './render-message.js';

const part = NotificationPart.parse({
  ...stored,
  procedures: [
    {
      code: '1.001193',
      name: { vi: 'Khai sinh (cũ)', en: 'Birth (old)' },
      validFrom: '2020-01-01',
      validTo: '2025-07-01',
    },
    { code: '1.001193', name: { vi: 'Khai sinh', en: 'Birth' }, validFrom: '2025-07-01' },
  ],
});
const facts: DossierFacts = {
  dossierId: 'd',
  procedureCode: '1.001193',
  competentAgencyCode: 'ubnd-phuong-bac-lieu',
  trackingNumber: 'MC7Q2KX4DP',
  code: 'H12.16-250701-0001',
  dueAt: new Date('2025-07-01T17:30:00Z'),
};

describe('a message', () => {
  it('gives the promised moment in Vietnam time, day first', () => {
    const { subject } = renderMessage(part, 'dossier.accepted', facts, new Date('2025-07-01T02:20:00Z'));
    assert.deepEqual(subject, {
      vi: 'Hồ sơ H12.16-250701-0001 hẹn trả 02/07/2025 00:30',
      en: 'H12.16-250701-0001 is due 02/07/2025 00:30',
    });
  });

  it('names the procedure as it was called on the day of the event in Vietnam', () => {
    const before = renderMessage(part, 'dossier.submitted', facts, new Date('2025-06-30T16:59:59Z'));
    const after = renderMessage(part, 'dossier.submitted', facts, new Date('2025-06-30T17:00:00Z'));
    assert.match(before.text.vi, /Khai sinh \(cũ\)/);
    assert.match(after.text.en, /"Birth"/);
  });

  it('names the agency where the province gives its name, else says what it is', () => {
    const name = { vi: 'UBND phường Bạc Liêu', en: 'Bạc Liêu ward' };
    const named = { ...part, agencies: [{ code: 'ubnd-phuong-bac-lieu', name, validFrom: '2025-07-01' }] };
    const at = new Date('2025-07-01T02:20:00Z');
    assert.equal(
      renderMessage(named, 'dossier.accepted', facts, at).text.vi,
      'UBND phường Bạc Liêu đã tiếp nhận H12.16-250701-0001.',
    );
    assert.equal(
      renderMessage(part, 'dossier.accepted', facts, at).text.vi,
      'Cơ quan có thẩm quyền đã tiếp nhận H12.16-250701-0001.',
    );
    assert.equal(renderMessage(part, 'dossier.submitted', facts, at).text.en, '"Birth" went to the competent agency.');
  });

  it('shows the code of a procedure that the province does not know', () => {
    const unknown = { ...facts, procedureCode: '9.999999' };
    assert.match(renderMessage(part, 'dossier.submitted', unknown, new Date()).text.vi, /"9\.999999"/);
  });
});
