import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { PaymentFault } from '../api/payment-faults.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy-code.js';
import { ClearPaymentDialog } from './clear-payment-dialog.js';
import { paymentFaultsMessages } from './payment-faults.messages.js';

interface PaymentFaultItemProps {
  fault: PaymentFault;
  /** Administrators see the money, not the dossier. */
  opensDossiers: boolean;
}

/** One fault: what came, why it pays nothing, and what is to be done. */
export function PaymentFaultItem({ fault, opensDossiers }: PaymentFaultItemProps) {
  const m = useMessages(paymentFaultsMessages);
  const format = useFormat();
  const words = {
    unknownPayment: { title: m.unknownPayment, why: m.unknownPaymentWhy, next: m.unknownPaymentNext },
    disputed: { title: m.disputed, why: m.disputedWhy, next: m.disputedNext },
    surplus: { title: m.surplus, why: m.surplusWhy, next: m.surplusNext },
  }[fault.fault];
  const [isClearing, setClearing] = useState(false);
  const isPartlyBack = fault.leftVnd !== fault.receivedVnd;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [m.received, format.money(fault.receivedVnd)],
    [m.due, fault.fault === 'disputed' && fault.amountVnd !== undefined ? format.money(fault.amountVnd) : undefined],
    [m.left, isPartlyBack ? format.money(fault.leftVnd) : undefined],
    [m.at, format.dateTime(fault.at)],
    [m.transaction, fault.reference],
    [m.paymentKey, fault.fault === 'unknownPayment' ? fault.paymentKey : undefined],
  ];
  return (
    <li className="parked-event">
      <div className="row-apart">
        <div className="stack-tight">
          <h2 className="panel-title">{words.title}</h2>
          <FaultyDossier fault={fault} opensDossiers={opensDossiers} />
        </div>
        {fault.fault === 'unknownPayment' && (
          <Button
            icon={<Check aria-hidden="true" />}
            aria-label={m.clearOf(fault.reference ?? fault.paymentKey)}
            onPress={() => setClearing(true)}
          >
            {m.clear}
          </Button>
        )}
      </div>
      <p>{words.why}</p>
      <dl className="parked-facts">
        {facts.map(
          ([title, value]) =>
            value && (
              <div key={title}>
                <dt>{title}</dt>
                <dd className="tabular">{value}</dd>
              </div>
            ),
        )}
      </dl>
      <p>
        <strong>{m.next}:</strong> {words.next}
      </p>
      {isClearing && <ClearPaymentDialog fault={fault} onClose={() => setClearing(false)} />}
    </li>
  );
}

function FaultyDossier({ fault: { dossierId, code, trackingNumber }, opensDossiers }: PaymentFaultItemProps) {
  const m = useMessages(paymentFaultsMessages);
  const number = code ?? trackingNumber;
  if (!dossierId || number === undefined) return undefined;
  return (
    <p className="small muted">
      {opensDossiers ? (
        <Link to="/dossiers/$dossierId" params={{ dossierId }}>
          {m.dossier} <Code>{number}</Code>
        </Link>
      ) : (
        <>
          {m.dossier} <Code>{number}</Code>
        </>
      )}
    </p>
  );
}
