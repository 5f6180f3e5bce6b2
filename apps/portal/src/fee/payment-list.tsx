import { formUrl } from '../api/files.js';
import type { Dossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { feeMessages } from './fee.messages.js';

type Payment = Dossier['payments'][number];

/** The money that came for a dossier, or was to come, newest first, and what went back of it. */
export function PaymentList({ dossierId, payments }: { dossierId: string; payments: readonly Payment[] }) {
  const m = useMessages(feeMessages);
  const format = useFormat();
  return (
    <div className="stack-tight">
      <h3>{m.payments}</h3>
      <ul className="payment-list">
        {payments.toReversed().map((payment) => (
          <li key={payment.id}>
            <PaymentWords payment={payment} />
            <ReceiptLink dossierId={dossierId} payment={payment} />
            {payment.refunds.map((refund) => (
              <p key={refund.id} className="small">
                {m.refundOf(format.money(refund.amountVnd), format.dateTime(refund.refundedAt))}: {refund.reason}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The receipt as it stands, with what went back. */
function ReceiptLink({ dossierId, payment }: { dossierId: string; payment: Payment }) {
  const m = useMessages(feeMessages);
  const { id, eReceiptNumber, refunds } = payment;
  if (eReceiptNumber === undefined) return undefined;
  return (
    <p className="small">
      <a href={formUrl(dossierId, 'fee-receipt', refunds.at(-1)?.id ?? id)} target="_blank" rel="noreferrer">
        {m.eReceipt(eReceiptNumber)}
      </a>
    </p>
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
