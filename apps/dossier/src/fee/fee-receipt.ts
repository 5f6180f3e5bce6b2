import type { Sealer } from '@motcua/service-kit/sealed';
import { amountText } from '../procedure/legal-words.js';
import { FormNotAvailable, headOfPaper, type FormGround } from '../statutory-form/form-ground.js';
import { amountInWords } from './amount-in-words.js';
import { paymentViews, type PaymentJson } from './payment-view.js';

/** Its templates are no circular's set; they lie in a folder of their own. */
export const feeReceiptSet = 'fee';

/** One paper: the receipt for a payment, and again after each time that something was given back of it. */
export interface FeeReceipt {
  readonly form: 'fee-receipt';
  /** The payment, or the latest refund that the paper tells of. */
  readonly of: string;
  readonly issuedAt: string;
  readonly payment: PaymentJson;
}

/** The receipts of a dossier, oldest first; money that paid no fee, or came in earlier releases, has none. */
export function feeReceiptsOf(payments: readonly PaymentJson[]): FeeReceipt[] {
  return payments
    .flatMap((payment) => {
      if (payment.e_receipt_number === null || payment.settled_at === null) return [];
      const papers = [
        { id: payment.id, at: payment.settled_at },
        ...payment.refunds.map(({ id, refunded_at: at }) => ({ id, at })),
      ];
      return papers.map(({ id, at }) => ({
        form: 'fee-receipt' as const,
        of: id,
        issuedAt: new Date(at).toISOString(),
        payment,
      }));
    })
    .sort((a, b) => a.issuedAt.localeCompare(b.issuedAt));
}

const kindWords = { phi: 'Phí', lephi: 'Lệ phí' } as const;
const meansWords = { cash: 'Tiền mặt', card: 'Thẻ', transfer: 'Chuyển khoản' } as const;

/**
 * What stands in the receipt *Biên lai thu phí, lệ phí*: who collected what of whom, by charge, in figures and in words.
 * @source Luật Phí và lệ phí 97/2015/QH13, which tells fees (phí) and charges (lệ phí) apart
 */
export function feeReceiptContent(ground: FormGround, { payment, of, issuedAt }: FeeReceipt, sealer: Sealer) {
  const { row, rules } = ground;
  const [view] = paymentViews([payment], sealer);
  const received = view?.receivedVnd;
  if (!view?.eReceiptNumber || received === undefined || !view.settledAt) throw new FormNotAvailable();
  const agencyCode = payment.agency_code ?? row.competent_agency_code;
  const settledAt = new Date(view.settledAt);
  const refunds = view.refunds.filter((refund) => refund.refundedAt <= issuedAt && of !== payment.id);
  const left = received - refunds.reduce((sum, { amountVnd }) => sum + amountVnd, 0);
  return {
    ...headOfPaper(ground, {
      agencyCode,
      issuedAt: new Date(issuedAt),
      officerId: payment.recorded_by,
    }),
    formName: 'Biên lai thu phí, lệ phí',
    of,
    receiptNumber: view.eReceiptNumber,
    agencyName: rules.agencyName(agencyCode, settledAt).vi,
    items: row.fees.map((fee) => ({
      kind: kindWords[fee.kind],
      name: fee.name.vi,
      amountText: amountText(fee.amountVnd).vi,
      ...(fee.basis !== undefined && { basis: fee.basis }),
      ...(fee.relief &&
        fee.fullAmountVnd !== undefined && {
          reliefText: `giảm ${fee.relief.percent}% của ${amountText(fee.fullAmountVnd).vi}: ${fee.relief.name.vi}`,
        }),
    })),
    totalText: amountText(received).vi,
    totalWords: amountInWords(received),
    paidAt: view.settledAt,
    way: view.way,
    ...(view.means && { meansText: meansWords[view.means] }),
    ...(view.receiptNumber !== undefined && { bookNumber: view.receiptNumber }),
    ...(view.reference !== undefined && { reference: view.reference }),
    refunds: refunds.map(({ amountVnd, refundedAt, reason }) => ({
      amountText: amountText(amountVnd).vi,
      amountWords: amountInWords(amountVnd),
      refundedAt,
      reason,
    })),
    leftText: amountText(left).vi,
  };
}
