import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { part as stored } from '../notification.fixture.js';
import { NotificationPart } from '../pack-part.js';
import { renderMessage, type DossierFacts, type RenderedMessage, type SaidFacts } from './render-message.js';
import type { MessageKind } from '@motcua/pack';

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
};
const dueAt = new Date('2025-07-01T17:30:00Z');

function render(
  kind: MessageKind,
  {
    on = '2025-07-01T02:20:00Z',
    says = {},
    of = facts,
    by = part,
  }: { on?: string; says?: SaidFacts; of?: DossierFacts; by?: NotificationPart },
): RenderedMessage {
  const message = renderMessage(by, kind, of, new Date(on), says);
  assert.ok(message);
  return message;
}

describe('a message', () => {
  it('gives the promised moment in Vietnam time, day first', () => {
    assert.deepEqual(render('dossier.accepted', { says: { dueAt } }).subject, {
      vi: 'Hồ sơ H12.16-250701-0001 hẹn trả 02/07/2025 00:30',
      en: 'H12.16-250701-0001 is due 02/07/2025 00:30',
    });
  });

  it('names the procedure as it was called on the day of the event in Vietnam', () => {
    const before = render('dossier.submitted', { on: '2025-06-30T16:59:59Z' });
    const after = render('dossier.submitted', { on: '2025-06-30T17:00:00Z' });
    assert.match(before.text.vi, /Khai sinh \(cũ\)/);
    assert.match(after.text.en, /"Birth"/);
  });

  it('names the agency where the province gives its name, else says what it is', () => {
    const name = { vi: 'UBND phường Bạc Liêu', en: 'Bạc Liêu ward' };
    const named = { ...part, agencies: [{ code: 'ubnd-phuong-bac-lieu', name, validFrom: '2025-07-01' }] };
    assert.equal(
      render('dossier.accepted', { by: named }).text.vi,
      'UBND phường Bạc Liêu đã tiếp nhận H12.16-250701-0001.',
    );
    assert.equal(render('dossier.accepted', {}).text.vi, 'Cơ quan có thẩm quyền đã tiếp nhận H12.16-250701-0001.');
    assert.equal(render('dossier.submitted', {}).text.en, '"Birth" went to the competent agency.');
  });

  it('shows the code of a procedure that the province does not know', () => {
    const unknown = { ...facts, procedureCode: '9.999999' };
    assert.match(render('dossier.submitted', { of: unknown }).text.vi, /"9\.999999"/);
  });

  it('lists what is asked for, and leaves out a line of which something is not known', () => {
    const items = [
      { vi: 'Tờ khai: thiếu chữ ký', en: 'Declaration: not signed' },
      { vi: 'Bản vẽ', en: 'Drawings' },
    ];
    const reason = { vi: 'Hồ sơ thiếu {code}', en: 'Papers are missing' };
    assert.equal(
      render('supplement.requested', { says: { items, reason, lapsesAt: dueAt } }).text.vi,
      'Cần:\n• Tờ khai: thiếu chữ ký\n• Bản vẽ\nLý do: Hồ sơ thiếu {code}',
    );
    assert.equal(
      render('supplement.requested', { says: { items, lapsesAt: dueAt } }).text.en,
      'Needed:\n• Declaration: not signed\n• Drawings',
    );
  });

  it('calls a dossier that has no code yet by its tracking number', () => {
    const before = { ...facts, code: undefined };
    assert.equal(render('dossier.returned', { of: before }).subject.en, 'MC7Q2KX4DP has been handed over');
  });

  it('is none where the province has no words for it', () => {
    assert.equal(renderMessage(part, 'fee.paid', facts, new Date(), { amountVnd: 75_000 }), undefined);
  });
});
