import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { InputInvalid } from '@motcua/service-kit/errors';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { linked, withDrawnProcedures } from '../drawn-procedures.fixture.js';
import { birth, business, copies, ngoc } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { TurnNotPossible, TurnNotYours } from '../turn/turn.problems.js';
import { ReceiptNumberUsed } from './fee.problems.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let receipts = 0;

before(async () => {
  dossier = await dossierForTest();
  await dossier.putInForce(withFeeRules(dossier.part));
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

/** A business gets its certificate when it has paid, and a drawn process waits for its fee. */
function withFeeRules(part: DossierForTest['part']): DossierForTest['part'] {
  const drawn = withDrawnProcedures(part);
  const fee = {
    kind: 'phi',
    name: { vi: 'Phí', en: 'Fee' },
    amountVnd: 30_000,
    basis: 'Nghị quyết',
    validFrom: '2025-01-01',
    mark: 'sample',
  } as const;
  return {
    ...drawn,
    procedures: drawn.procedures.map((procedure) => {
      if (procedure.code === business) return { ...procedure, feeDue: 'result' };
      if (procedure.code === linked) {
        const paid = { name: fee.name, pauses: 'feePending' } as const;
        return { ...procedure, fees: [fee], waits: { paid } };
      }
      return procedure;
    }),
  };
}

const desk = () => dossier.people.officer('tiepnhan.baclieu');
const chairman = () => dossier.people.officer('chutich.baclieu');
const read = (id: string, caller = desk()) => dossier.service.readDossier.execute(caller, id);
const because = (code: string) => (error: unknown) =>
  error instanceof TurnNotPossible && error.parameters.code === code;

async function pay(id: string, amountVnd: number, { caller = desk(), receiptNumber = `BL-${++receipts}` } = {}) {
  const { version } = await read(id);
  return dossier.service.recordPayment.execute(caller, id, version, { amountVnd, means: 'cash', receiptNumber });
}
async function refund(id: string, paymentId: string, amountVnd: number, caller = chairman()) {
  const { version } = await read(id);
  return dossier.service.refundPayment.execute(caller, id, version, {
    paymentId,
    amountVnd,
    reason: 'Thu thừa một bản',
  });
}

describe('the fee of a dossier', () => {
  it('is frozen at acceptance with its basis, and told of', async () => {
    const id = await office.takeIn(copies);
    const { fees, feeState } = await read(id);
    assert.deepEqual(
      [feeState, fees.map(({ amountVnd, fullAmountVnd, basis }) => [amountVnd, fullAmountVnd, basis])],
      ['due', [[21_000, 21_000, 'Thông tư 226/2016/TT-BTC']]],
    );
    const events = await dossier.select<{ data: string }>(
      `select data from event_log where aggregate_id = $1 and type = 'fee.assessed'`,
      [id],
    );
    assert.deepEqual(
      events.map(({ data }) => (JSON.parse(data) as { amountVnd: number }).amountVnd),
      [21_000],
    );
  });

  it('is no fee where nothing is due: no word of it, and nothing to take', async () => {
    const id = await office.takeIn(birth);
    assert.equal((await read(id)).feeState, 'none');
    await assert.rejects(pay(id, 1_000), because('nothingDue'));
  });

  it('is due no more once the dossier was taken back', async () => {
    const id = await office.takeIn(business);
    const { version } = await read(id);
    await dossier.service.withdrawDossier.execute(desk(), id, version, {});
    assert.equal((await read(id)).feeState, 'none');
  });
});

describe('a payment at the counter', () => {
  it('is what is due, to the đồng, and comes once', async () => {
    const id = await office.takeIn(business);
    await assert.rejects(
      pay(id, 99_999),
      (error) => error instanceof InputInvalid && /100\.000/.test(error.faults[0]?.text.vi ?? ''),
    );
    await pay(id, 100_000, { receiptNumber: 'BL-A' });
    const { feeState, payments } = await read(id);
    assert.deepEqual(
      [feeState, payments.map(({ way, state, receiptNumber, means }) => [way, state, receiptNumber, means])],
      ['paid', [['counter', 'paid', 'BL-A', 'cash']]],
    );
    await assert.rejects(pay(id, 100_000), because('nothingDue'));
    const other = await office.takeIn(business);
    await assert.rejects(pay(other, 100_000, { receiptNumber: 'BL-A' }), ReceiptNumberUsed);
    assert.equal((await read(other)).feeState, 'due');
  });

  it('is taken once of two who take it at the same moment', async () => {
    const id = await office.takeIn(business);
    const results = await Promise.allSettled([pay(id, 100_000), pay(id, 100_000)]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await read(id)).payments.length, 1);
  });

  it('is taken by the desk, and by no citizen and no specialist', async () => {
    const id = await office.takeIn(business);
    await assert.rejects(pay(id, 100_000, { caller: dossier.people.citizen(ngoc) }), TurnNotYours);
    await assert.rejects(pay(id, 100_000, { caller: dossier.people.officer('chuyenvien.baclieu') }), TurnNotYours);
  });

  it('lets the result be handed over where the procedure wants it first', async () => {
    const id = await office.takeIn(business);
    assert.equal((await read(id)).feeFirst, 'result');
    const { id: taskId, version } = await office.workUntil(id, 'deliver');
    await assert.rejects(dossier.service.completeTask.execute(desk(), taskId, version, {}), because('feeFirst'));
    await pay(id, 100_000);
    await office.complete(id, 'deliver');
    assert.equal((await read(id)).state, 'returned');
  });

  it('lets the clock run again that stood still for it, and the process go on', async () => {
    const id = await office.takeIn(linked);
    await office.complete(id, 'examine');
    const waiting = await read(id);
    assert.deepEqual([waiting.clock.pausedGrounds, waiting.nationalState], [['feePending'], 6]);
    // The other agencies' parts do not wait for the fee.
    await until(async () => (await read(id)).parts.length === 2);
    await pay(id, 30_000);
    assert.equal((await read(id)).clock.pausedGrounds, undefined);
    assert.deepEqual(await dossier.select('select from subscription where dossier_id = $1', [id]), []);
  });

  it('made beforehand lets the process pass by what would wait for it', async () => {
    const id = await office.takeIn(linked);
    await pay(id, 30_000);
    await office.complete(id, 'examine');
    assert.equal((await read(id)).clock.pausedGrounds, undefined);
    assert.deepEqual(await dossier.select('select from subscription where dossier_id = $1', [id]), []);
  });
});

describe('money that is given back', () => {
  it('is never more than was paid, in parts or whole, with a reason that stays sealed', async () => {
    const id = await office.takeIn(business);
    await pay(id, 100_000);
    const paymentId = (await read(id)).payments[0]?.id ?? '';
    await refund(id, paymentId, 40_000);
    assert.equal((await read(id)).feeState, 'partlyRefunded');
    await assert.rejects(refund(id, paymentId, 60_001), InputInvalid);
    await refund(id, paymentId, 60_000);
    const { feeState, payments } = await read(id);
    assert.deepEqual(
      [feeState, payments[0]?.refundableVnd, payments[0]?.refunds.map(({ amountVnd, reason }) => [amountVnd, reason])],
      [
        'refunded',
        0,
        [
          [40_000, 'Thu thừa một bản'],
          [60_000, 'Thu thừa một bản'],
        ],
      ],
    );
    await assert.rejects(refund(id, paymentId, 1), because('nothingPaid'));
    const rows = await dossier.select<{ reason: string }>('select reason from refund where payment_id = $1', [
      paymentId,
    ]);
    for (const { reason } of rows) assert.match(reason, /^s1\./);
  });

  it('is not given back twice by two who do so at once', async () => {
    const id = await office.takeIn(business);
    await pay(id, 100_000);
    const paymentId = (await read(id)).payments[0]?.id ?? '';
    const results = await Promise.allSettled([refund(id, paymentId, 100_000), refund(id, paymentId, 100_000)]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });

  it('is given back by a leader alone', async () => {
    const id = await office.takeIn(business);
    await pay(id, 100_000);
    const paymentId = (await read(id)).payments[0]?.id ?? '';
    await assert.rejects(refund(id, paymentId, 100_000, desk()), TurnNotYours);
  });
});
