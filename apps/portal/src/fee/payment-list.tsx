import type { Dossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { feeMessages } from './fee.messages.js';

type Payment = Dossier['payments'][number];

/** The money that came for a dossier, or was to come, newest first, and what went back of it. */
export function PaymentList({ payments }: { payments: readonly Payment[] }) {
  const m = useMessages(feeMessages);
  const format = useFormat();
  return (
    <div className="stack-tight">
      <h3>{m.payments}</h3>
      <ul className="payment-list">
        {payments.toReversed().map((payment) => (
          <li key={payment.id}>
            <PaymentWords payment={payment} />
            {payment.refunds.map((refund) => (
              <p key={refund.refundedAt} className="small">
                {m.refundOf(format.money(refund.amountVnd), format.dateTime(refund.refundedAt))}: {refund.reason}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

function PaymentWords({ payment }: { payment: Payment }) {
  const m = useMessages(feeMessages);
  const format = useFormat();
  const { way, state, amountVnd, receivedVnd = amountVnd, means, receiptNumber, reference } = payment;
  const facts = [
    format.dateTime(payment.settledAt ?? payment.startedAt),
    means && m[means],
    receiptNumber && m.receipt(receiptNumber),
    reference && m.transaction(reference),
  ];
  const words = {
    open: m.openPayment,
    failed: m.failedPayment,
    disputed: m.disputedPayment(format.money(receivedVnd), format.money(amountVnd)),
    paid: payment.surplus ? m.surplusPayment : undefined,
  }[state];
  return (
    <>
      <p>
        {way === 'counter' ? m.atCounter : m.online}: <strong>{format.money(receivedVnd)}</strong>
        {words && <> · {words}</>}
      </p>
      <p className="small muted">{facts.filter(Boolean).join(' · ')}</p>
    </>
  );
}
