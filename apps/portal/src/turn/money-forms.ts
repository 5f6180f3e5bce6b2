import { recordPayment, refundPayment } from '../api/turns.js';
import type { Dossier } from '../api/types.js';
import { given, oneOf, type TurnForm, type TurnForms, type TurnGround, type TurnValues } from './turn-form.js';

const means = ['cash', 'card', 'transfer'] as const;

interface MoneyGround extends TurnGround {
  /** An amount in đồng as people read it. */
  money: (amountVnd: number) => string;
}

/** The turns about money: it is taken at the counter, and given back. */
export function moneyForms(ground: MoneyGround): TurnForms {
  return { recordPayment: taking(ground), refund: giving(ground) };
}

function taking({ dossier, m, money }: MoneyGround): TurnForm {
  const amountVnd = dossier.fees.reduce((sum, fee) => sum + fee.amountVnd, 0);
  return {
    lead: m.recordPaymentLead(money(amountVnd)),
    initial: { means: 'cash' },
    fields: () => [
      { name: 'means', label: m.means, kind: 'choice', options: means.map((value) => ({ value, label: m[value] })) },
      { name: 'receiptNumber', label: m.receiptNumber, help: m.receiptNumberHelp, kind: 'line', isOptional: true },
    ],
    done: m.recordPaymentDone,
    send: (values, _files, key) => {
      const receiptNumber = given(values, 'receiptNumber');
      const printed = receiptNumber === '' ? {} : { receiptNumber };
      return recordPayment({ dossier, key }, { amountVnd, means: oneOf(means, values.means), ...printed });
    },
  };
}

function giving({ dossier, m, money }: MoneyGround): TurnForm {
  const payments = dossier.payments.filter(({ refundableVnd }) => refundableVnd > 0);
  const [first] = payments;
  return {
    lead: m.refundLead,
    ...(first && { initial: { payment: first.id, amount: String(first.refundableVnd) } }),
    fields: () => [
      {
        name: 'payment',
        label: m.refundOf,
        kind: 'choice',
        options: payments.map(({ id, refundableVnd, eReceiptNumber, receiptNumber, reference }) => ({
          value: id,
          label: [money(refundableVnd), eReceiptNumber ?? receiptNumber ?? reference].filter(Boolean).join(' · '),
        })),
      },
      // A line, for amounts are written with their digits grouped: 100.000.
      { name: 'amount', label: m.refundAmount, kind: 'line' },
      { name: 'reason', label: m.reason, kind: 'paragraph', help: m.reasonToCitizen },
    ],
    fault: (values) => {
      const left = paymentOf(payments, values)?.refundableVnd ?? 0;
      const amount = amountOf(values);
      return amount >= 1 && amount <= left ? undefined : m.refundFault(money(left));
    },
    done: m.refundDone,
    send: (values, _files, key) =>
      refundPayment(
        { dossier, key },
        { paymentId: given(values, 'payment'), amountVnd: amountOf(values), reason: given(values, 'reason') },
      ),
  };
}

function paymentOf(payments: Dossier['payments'], values: TurnValues) {
  return payments.find(({ id }) => id === given(values, 'payment'));
}

/** As people write amounts here, `100.000`, and with the other marks that group digits. */
function amountOf(values: TurnValues): number {
  return Number(given(values, 'amount').replaceAll(/[.,\s]/g, ''));
}
