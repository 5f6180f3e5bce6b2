import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { business, ngoc, quan } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

const feeVnd = 100_000;
const desk = () => dossier.people.officer('tiepnhan.baclieu');
const holder = () => dossier.people.citizen(ngoc);
const read = (id: string, caller = desk()) => dossier.service.readDossier.execute(caller, id);

async function pay(id: string, amountVnd = feeVnd): Promise<string> {
  const { version } = await read(id);
  await dossier.service.recordPayment.execute(desk(), id, version, { amountVnd, means: 'cash' });
  return (await read(id)).payments[0]?.eReceiptNumber ?? '';
}

async function refund(id: string, amountVnd: number, reason: string): Promise<void> {
  const { version, payments } = await read(id);
  const input = { paymentId: payments[0]?.id ?? '', amountVnd, reason };
  await dossier.service.refundPayment.execute(dossier.people.officer('chutich.baclieu'), id, version, input);
}

async function receipt(dossierId: string, of?: string, caller: Caller = holder()): Promise<Record<string, unknown>> {
  const form = of === undefined ? 'fee-receipt' : `fee-receipt/${of}`;
  const { formSet, content } = await dossier.client.getFormContent({ dossierId, form }, caller);
  return { formSet, ...(JSON.parse(content) as Record<string, unknown>) };
}

const ordinal = (number: string) => Number(number.split('-').at(-1));

describe('the number of a receipt', () => {
  it('is the next of the agency and the year, also behind a payment that was refused', async () => {
    dossier.clock.moveTo('2026-12-31T10:00+07:00');
    const [one, other, next] = [
      await office.takeIn(business),
      await office.takeIn(business),
      await office.takeIn(business),
    ];
    const first = await pay(one);
    assert.match(first, /^BL-[^-]+-26-\d{7}$/);
    await assert.rejects(pay(other, feeVnd - 1));
    assert.equal(ordinal(await pay(other)), ordinal(first) + 1);
    dossier.clock.moveTo('2027-01-01T00:00+07:00');
    assert.match(await pay(next), /^BL-[^-]+-27-0000001$/);
  });

  it('is given once to each of payments that come at the same moment', async () => {
    dossier.clock.moveTo('2028-03-02T10:00+07:00');
    const ids = [await office.takeIn(business), await office.takeIn(business), await office.takeIn(business)];
    const numbers = await Promise.all(ids.map((id) => pay(id)));
    assert.deepEqual(numbers.map(ordinal).sort(), [1, 2, 3]);
  });
});

describe('the receipt for a fee', () => {
  it('says who collected how much of whom for what, to the officer and to the citizen whose dossier it is', async () => {
    dossier.clock.moveTo('2026-03-02T09:00+07:00');
    const id = await office.takeIn(business);
    await assert.rejects(receipt(id), { problemType: 'urn:motcua:problem:form-not-available' });
    const number = await pay(id);
    const { letters, payments, code } = await read(id, holder());
    assert.deepEqual(letters, [{ form: 'fee-receipt', of: payments[0]?.id, issuedAt: '2026-03-02T02:00:00.000Z' }]);
    const said = await receipt(id, payments[0]?.id);
    assert.deepEqual(said, await receipt(id, undefined, desk()));
    assert.deepEqual(
      [said.formSet, said.receiptNumber, said.code, said.totalText, said.totalWords, said.way, said.meansText],
      ['fee', number, code, '100.000 đồng', 'Một trăm nghìn đồng chẵn', 'counter', 'Tiền mặt'],
    );
    assert.equal(said.officerName, dossier.people.nameOf('tiepnhan.baclieu'));
    assert.equal((said.submitter as { identityNumberMasked: string }).identityNumberMasked, '•••••••••017');
    assert.deepEqual(
      (said.items as { kind: string; amountText: string }[]).map(({ kind, amountText }) => [kind, amountText]),
      [['Lệ phí', '100.000 đồng']],
    );
    await assert.rejects(receipt(id, payments[0]?.id, dossier.people.citizen(quan)), { code: 5 });
    await assert.rejects(receipt(id, id), { code: 5 });
  });

  it('is a paper of its own each time that money goes back, and the first stays as it was', async () => {
    dossier.clock.moveTo('2026-03-02T09:00+07:00');
    const id = await office.takeIn(business);
    await pay(id);
    const { payments } = await read(id);
    const first = await receipt(id, payments[0]?.id);
    dossier.clock.moveTo('2026-03-03T09:00+07:00');
    await refund(id, 40_000, 'Thu thừa');
    dossier.clock.moveTo('2026-03-04T09:00+07:00');
    await refund(id, 60_000, 'Miễn lệ phí');
    const { letters } = await read(id);
    const papers = await Promise.all(letters.map(({ of }) => receipt(id, of)));
    assert.deepEqual(papers[0], first);
    const given = (paper: Record<string, unknown> | undefined) =>
      (paper?.refunds as { amountWords: string; reason: string }[]).map(({ amountWords, reason }) => [
        amountWords,
        reason,
      ]);
    const [part, rest] = [
      ['Bốn mươi nghìn đồng chẵn', 'Thu thừa'],
      ['Sáu mươi nghìn đồng chẵn', 'Miễn lệ phí'],
    ];
    assert.deepEqual(papers.map(given), [[], [part], [part, rest]]);
    assert.deepEqual(
      papers.map(({ leftText }) => leftText),
      ['100.000 đồng', '60.000 đồng', '0 đồng'],
    );
  });
});
