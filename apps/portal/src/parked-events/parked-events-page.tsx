import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheckBig } from 'lucide-react';
import { parkedEventsQuery } from '../api/parked-events.js';
import { useMessages } from '../language/use-messages.js';
import { Page } from '../shell/page.js';
import { EmptyState } from '../ui/feedback.js';
import { ParkedEventsOfService } from './parked-events-of-service.js';
import './parked-events.css';
import { parkedEventsMessages } from './parked-events.messages.js';

/** What the services could not take in, side by side; a service that is away does not keep the others from view. */
export function ParkedEventsPage() {
  const m = useMessages(parkedEventsMessages);
  const identity = useInfiniteQuery(parkedEventsQuery('identity'));
  const dossier = useInfiniteQuery(parkedEventsQuery('dossier'));
  const document = useInfiniteQuery(parkedEventsQuery('document'));
  const notification = useInfiniteQuery(parkedEventsQuery('notification'));
  const reporting = useInfiniteQuery(parkedEventsQuery('reporting'));
  const isAllWell = [identity, dossier, document, notification, reporting].every(
    ({ data, error }) => data?.length === 0 && !error,
  );
  return (
    <Page title={m.title} lead={m.lead} width="wide">
      {isAllWell && (
        <EmptyState icon={<CircleCheckBig size={28} />} title={m.allWellTitle}>
          <p>{m.allWellText}</p>
        </EmptyState>
      )}
      <div className="stack-wide">
        <ParkedEventsOfService service="identity" list={identity} />
        <ParkedEventsOfService service="dossier" list={dossier} />
        <ParkedEventsOfService service="document" list={document} />
        <ParkedEventsOfService service="notification" list={notification} />
        <ParkedEventsOfService service="reporting" list={reporting} />
      </div>
    </Page>
  );
}
