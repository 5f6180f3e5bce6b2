import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheckBig } from 'lucide-react';
import { paymentFaultsQuery } from '../api/payment-faults.js';
import { useMessages } from '../language/use-messages.js';
import '../parked-events/parked-events.css';
import { useSession } from '../session/session.js';
import { LoadedList } from '../shell/loaded-list.js';
import { Page } from '../shell/page.js';
import { EmptyState } from '../ui/feedback.js';
import { PaymentFaultItem } from './payment-fault-item.js';
import { paymentFaultsMessages } from './payment-faults.messages.js';

/** Money that came and pays no fee: why, how much, and who has to do what about it. */
export function PaymentFaultsPage() {
  const m = useMessages(paymentFaultsMessages);
  const faults = useInfiniteQuery(paymentFaultsQuery);
  const opensDossiers = useSession()?.permissions.includes('dossier.oversee') ?? false;
  return (
    <Page title={m.title} lead={m.lead} width="wide">
      <LoadedList
        query={faults}
        empty={
          <EmptyState icon={<CircleCheckBig size={28} />} title={m.allWellTitle}>
            <p>{m.allWellText}</p>
          </EmptyState>
        }
      >
        {(items) => (
          <ul className="parked-events">
            {items.map((fault) => (
              <PaymentFaultItem key={fault.id} fault={fault} opensDossiers={opensDossiers} />
            ))}
          </ul>
        )}
      </LoadedList>
    </Page>
  );
}
