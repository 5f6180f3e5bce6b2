import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, before, beforeEach, describe, it } from 'node:test';
import { until } from '../dossier.fixture.js';
import { business, ngoc, quan } from '../sample-dossiers.fixture.js';
import { systemCaller, type Caller } from '@motcua/service-kit/caller';
import { Forbidden, InputInvalid, NotFound } from '@motcua/service-kit/errors';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { PaymentAlreadyCleared, PaymentProviderAway } from './fee.problems.js';
import type { PaymentFaultsQuery } from './payment-faults.js';
import { signatureHeader, signatureOf } from './payment-signature.js';
import { paymentForTest, paymentSecret, type Mischief, type PaymentForTest } from './payment.fixture.js';

let test: PaymentForTest;
let office: OfficersAtWork;

before(async () => {
  test = await paymentForTest();
  office = new OfficersAtWork(test.dossier);
});
after(() => test.close());
// The sandbox signs by the time that it is.
beforeEach(async () => {
  test.dossier.clock.moveTo(new Date().toISOString());
  await test.sandbox.misbehave({});
});

const feeVnd = 100_000;
const holder = () => test.dossier.people.citizen(ngoc);
const faults = (caller: Caller = systemCaller('admin'), query: Partial<PaymentFaultsQuery> = {}) =>
  test.dossier.service.paymentFaults.execute(caller, { limit: 100, ...query });
const start = (id: string, caller = holder()) => test.dossier.service.startPayment.execute(caller, id);
const read = (id: string) => test.dossier.service.readDossier.execute(holder(), id);
const standing = async (id: string) => {
  const { feeState, payments } = await read(id);
  return [feeState, ...payments.map(({ state, surplus }) => (surplus ? `${state}, surplus` : state))];
};
const told = async (id: string) =>
  (
    await test.dossier.select<{ type: string }>(
      `select type from event_log where aggregate_id = $1 and type like 'fee.%' order by sequence`,
      [id],
    )
  ).map(({ type }) => type);
const notices = (id: string) =>
  test.dossier.select<{ status: string; effect: string; repeats: number }>(
    'select n.status, n.effect, n.repeats from payment_notice n join payment p on p.id = n.payment_id where p.dossier_id = $1 order by n.status',
    [id],
  );

/** A dossier whose fee is paid on the provider's page, which misbehaves as told. */
async function paid(mischief: Mischief = {}, action: 'pay' | 'fail' = 'pay') {
  const id = await office.takeIn(business);
  await test.sandbox.misbehave(mischief);
  const { redirectUrl, paymentId } = await start(id);
  const returnUrl = await test.sandbox.press(redirectUrl, action);
  return { id, paymentId, redirectUrl, returnUrl };
}

async function send(notice: object, header?: string): Promise<number> {
  const body = JSON.stringify(notice);
  const { status } = await fetch(test.noticeUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [signatureHeader]: header ?? signatureOf(paymentSecret, body, new Date()),
    },
    body,
  });
  return status;
}

describe('a fee that is paid online', () => {
  it('is paid once the provider has said so, and the citizen is back at the dossier', async () => {
    const { id, paymentId, returnUrl } = await paid();
    assert.match(returnUrl, new RegExp(`/my/dossiers/${id}\\?payment=${paymentId}$`));
    await until(async () => (await read(id)).feeState === 'paid');
    assert.deepEqual(await standing(id), ['paid', 'paid']);
    assert.deepEqual(await told(id), ['fee.assessed', 'fee.paid']);
    const { letters, payments } = await read(id);
    assert.deepEqual(
      letters.map(({ form, of }) => [form, of]),
      [['fee-receipt', paymentId]],
    );
    assert.match(payments[0]?.eReceiptNumber ?? '', /^BL-.+-\d{7}$/);
    const timeline = await test.dossier.service.readTimeline.execute(holder(), id);
    const items = timeline.items.filter(({ type }) => type.startsWith('fee.'));
    assert.deepEqual(
      items.map(({ amountVnd }) => amountVnd),
      [feeVnd, feeVnd],
    );
  });

  it('is due still when the payment fails, and may be tried again', async () => {
    const { id } = await paid({}, 'fail');
    await until(async () => (await read(id)).payments[0]?.state === 'failed');
    assert.deepEqual(await standing(id), ['due', 'failed']);
    const { redirectUrl } = await start(id);
    await test.sandbox.press(redirectUrl, 'pay');
    await until(async () => (await read(id)).feeState === 'paid');
    assert.deepEqual(await told(id), ['fee.assessed', 'fee.paid']);
  });

  it('is paid once however often the provider says so, also at the same moment', async () => {
    const { id } = await paid({ repeat: 4 });
    await until(async () => (await notices(id)).some(({ repeats, status }) => status === 'succeeded' && repeats === 4));
    assert.deepEqual(await standing(id), ['paid', 'paid']);
    assert.deepEqual(await told(id), ['fee.assessed', 'fee.paid']);
  });

  it('stays paid when the provider’s words come out of order, or it speaks of a failure behind', async () => {
    const reversed = await paid({ order: 'reversed' });
    await until(async () => (await notices(reversed.id)).length === 2);
    assert.deepEqual(await standing(reversed.id), ['paid', 'paid']);
    const failedBehind = await paid({ order: 'failedBehind' });
    await until(async () => (await notices(failedBehind.id)).length === 3);
    assert.deepEqual(await standing(failedBehind.id), ['paid', 'paid']);
    assert.deepEqual(
      (await notices(failedBehind.id)).map(({ status, effect }) => `${status}: ${effect}`),
      ['failed: none', 'pending: none', 'succeeded: paid'],
    );
  });

  it('is paid also when a failure was told of before', async () => {
    const { id, paymentId } = await paid({}, 'fail');
    await until(async () => (await read(id)).payments[0]?.state === 'failed');
    const late = { noticeId: randomUUID(), paymentId, reference: 'R', status: 'succeeded', amountVnd: feeVnd };
    assert.equal(await send(late), 204);
    assert.deepEqual(await standing(id), ['paid', 'paid']);
  });

  it('is not paid by another amount: that is kept, and shown to who looks after payments', async () => {
    const { id, paymentId } = await paid({ amountVnd: 90_000 });
    await until(async () => (await read(id)).payments[0]?.state === 'disputed');
    assert.deepEqual(await standing(id), ['due', 'disputed']);
    const { items } = await faults();
    const fault = items.find(({ dossierId }) => dossierId === id);
    assert.deepEqual(
      [fault?.fault, fault?.paymentKey, fault?.receivedVnd, fault?.amountVnd],
      ['disputed', paymentId, 90_000, feeVnd],
    );
    assert.deepEqual([fault?.leftVnd, fault?.code], [90_000, (await read(id)).code]);
  });

  it('belongs to the citizen whose dossier it is', async () => {
    const id = await office.takeIn(business);
    await assert.rejects(start(id, test.dossier.people.citizen(quan)), NotFound);
  });
});

describe('a word of the provider', () => {
  const notice = () => ({
    noticeId: randomUUID(),
    paymentId: randomUUID(),
    reference: 'R1',
    status: 'succeeded',
    amountVnd: 5_000,
  });

  it('counts for nothing when another has signed it, it was changed, or it was signed too long ago', async () => {
    const { id } = await paid({ wrongKey: true });
    const body = JSON.stringify(notice());
    const signed = (secret: string, at: Date) => signatureOf(secret, body, at);
    const agoMs = (ms: number) => new Date(Date.now() - ms);
    const refused = [
      await send(notice(), signed(paymentSecret, new Date())), // of another body
      await send(notice(), 't=1,v1=00'),
      await send(JSON.parse(body) as object, signed('b'.repeat(32), new Date())),
      await send(JSON.parse(body) as object, signed(paymentSecret, agoMs(301_000))),
      await send(JSON.parse(body) as object, signed(paymentSecret, agoMs(-301_000))),
    ];
    assert.deepEqual(refused, [401, 401, 401, 401, 401]);
    assert.deepEqual(await notices(id), []);
    assert.deepEqual(await standing(id), ['due', 'open']);
  });

  it('about a payment that nobody here knows is kept and shown', async () => {
    const orphan = notice();
    assert.deepEqual([await send(orphan), await send(orphan)], [204, 204]);
    const odd = { ...notice(), paymentId: `x'; --` };
    assert.equal(await send(odd), 204);
    const { items } = await faults();
    const kept = items.filter(({ paymentKey }) => [orphan.paymentId, odd.paymentId].includes(paymentKey));
    assert.deepEqual(
      kept.map(({ fault, receivedVnd }) => [fault, receivedVnd]),
      [
        ['unknownPayment', 5_000],
        ['unknownPayment', 5_000],
      ],
    );
  });

  it('about a payment that nobody here knows leaves the list when an administrator says what became of it', async () => {
    const orphan = notice();
    assert.equal(await send(orphan), 204);
    const administrator = test.dossier.people.officer('chutich.baclieu');
    const cleared = { outcome: 'givenBack', note: 'Cổng đã hoàn, biên bản đối soát số 12' } as const;
    const clear = (id: string = orphan.noticeId) =>
      test.dossier.service.clearPayment.execute(administrator, id, cleared);
    await assert.rejects(clear('nothing of ours'), NotFound);
    await clear();
    assert.ok((await faults()).items.every(({ id }) => id !== orphan.noticeId));
    await assert.rejects(clear(), PaymentAlreadyCleared);
    const told = await test.dossier.rows.query<Record<string, unknown>[]>(
      `select n.clearing, n.clearing_note like 's1.%' as sealed, l.actor_id, l.data::jsonb ->> 'clearing' as said
         from payment_notice n join event_log l on l.type = 'payment.cleared' and l.data::jsonb ->> 'noticeId' = n.notice_id
        where n.notice_id = $1`,
      [orphan.noticeId],
    );
    const { subjectId: actor_id } = administrator;
    assert.deepEqual(told, [{ clearing: 'givenBack', sealed: true, actor_id, said: 'PAYMENT_CLEARING_GIVEN_BACK' }]);
    assert.equal(await send(orphan), 204, 'said again it stays cleared');
    assert.ok((await faults()).items.every(({ id }) => id !== orphan.noticeId));
  });

  it('that is signed but makes no sense is refused', async () => {
    assert.equal(await send({ ...notice(), amountVnd: -1 }), 422);
    assert.equal(await send({ ...notice(), status: 'perhaps' }), 422);
  });
});

describe('what somebody has to look after', () => {
  it('is read page by page, and each of its pages is whole', async () => {
    const orphan = () =>
      send({ noticeId: randomUUID(), paymentId: 'x', reference: 'R', status: 'succeeded', amountVnd: 1 });
    // All at one moment, so that only the id tells where a page ends.
    await Promise.all([orphan(), orphan(), orphan()]);
    const all = (await faults()).items.map(({ id }) => id);
    const read: string[] = [];
    let after: string | undefined;
    do {
      const page = await faults(undefined, { limit: 2, ...(after !== undefined && { after }) });
      read.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    assert.deepEqual(read, all);
    assert.ok(read.length > 3);
    await assert.rejects(faults(undefined, { after: 'x' }), InputInvalid);
  });

  it('is shown to who oversees the agency that decides, and to nobody else but administrators', async () => {
    const { id } = await paid({ amountVnd: 80_000 });
    await until(async () => (await read(id)).payments[0]?.state === 'disputed');
    const leader = test.dossier.people.officer('chutich.baclieu');
    const { items } = await faults(leader);
    assert.ok(items.some(({ dossierId }) => dossierId === id));
    assert.ok(
      items.every(({ fault }) => fault !== 'unknownPayment'),
      'what is of no dossier is no agency’s',
    );
    const elsewhere = { ...leader, agencyCodes: ['so-tu-phap'] };
    assert.deepEqual((await faults(elsewhere)).items, []);
    await assert.rejects(faults(test.dossier.people.officer('tiepnhan.baclieu')), Forbidden);
    await assert.rejects(faults(holder()), Forbidden);
  });
});

describe('two payments of one fee', () => {
  it('are one when both are begun online', async () => {
    const id = await office.takeIn(business);
    const [first, second] = await Promise.all([start(id), start(id)]);
    assert.equal(first.paymentId, second.paymentId);
    assert.equal(first.redirectUrl, second.redirectUrl);
  });

  it('count once when one came at the counter meanwhile; the other is shown as paid too much', async () => {
    const id = await office.takeIn(business);
    const { redirectUrl } = await start(id);
    const { version } = await read(id);
    const taken = { amountVnd: feeVnd, means: 'cash', receiptNumber: 'BL-000017' } as const;
    const desk = test.dossier.people.officer('tiepnhan.baclieu');
    await test.dossier.service.recordPayment.execute(desk, id, version, taken);
    await test.sandbox.press(redirectUrl, 'pay');
    await until(async () => (await read(id)).payments.some(({ surplus }) => surplus));
    assert.deepEqual((await standing(id)).sort(), ['paid', 'paid', 'paid, surplus']);
    assert.equal((await read(id)).letters.length, 1, 'what is to be given back has no receipt');
    const { items } = await faults();
    assert.ok(items.some(({ fault, dossierId }) => fault === 'surplus' && dossierId === id));
  });
});

describe('a payment whose provider falls silent', () => {
  it('is the same payment when it is begun again after an answer that never came', async () => {
    const id = await office.takeIn(business);
    await test.sandbox.misbehave({ away: 'hang' });
    await assert.rejects(start(id), PaymentProviderAway);
    await test.sandbox.misbehave({ away: 'error' });
    await assert.rejects(start(id), PaymentProviderAway);
    await test.sandbox.misbehave({});
    const { paymentId } = await start(id);
    assert.deepEqual(
      (await read(id)).payments.map((payment) => payment.id),
      [paymentId],
    );
  });

  it('is the same payment when the process was killed that had begun it', async () => {
    const id = await office.takeIn(business);
    await test.sandbox.misbehave({ away: 'hang' });
    const { settings: database, clock } = test.dossier;
    const environment = { ...test.environment, MOTCUA_PAYMENT_TIMEOUT_MS: '30000' };
    const given = JSON.stringify({ database, environment, now: clock.now().toISOString() });
    const replica = fork(new URL('../timers/replica.fixture.js', import.meta.url), [given]);
    await once(replica, 'message');
    replica.send({ caller: holder(), dossierId: id });
    const begun = await until(async () => (await read(id)).payments[0]);
    replica.kill('SIGKILL');
    await once(replica, 'exit');
    await test.sandbox.misbehave({});
    const { paymentId, redirectUrl } = await start(id);
    assert.equal(paymentId, begun.id);
    await test.sandbox.press(redirectUrl, 'pay');
    await until(async () => (await read(id)).feeState === 'paid');
    assert.deepEqual(await standing(id), ['paid', 'paid']);
  });

  it('is found to be paid by asking, when every notice was lost', async () => {
    const { id } = await paid({ silent: true });
    assert.deepEqual(await standing(id), ['due', 'open']);
    test.dossier.clock.moveTo(new Date(Date.now() + 125_000).toISOString());
    await until(async () => (await read(id)).feeState === 'paid');
    assert.deepEqual(await told(id), ['fee.assessed', 'fee.paid']);
  });
});
