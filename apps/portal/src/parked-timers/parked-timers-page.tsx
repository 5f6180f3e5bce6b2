import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheckBig } from 'lucide-react';
import { useState } from 'react';
import { parkedTimersQuery } from '../api/parked-timers.js';
import { useMessages } from '../language/use-messages.js';
import '../parked-events/parked-events.css';
import { LoadedList } from '../shell/loaded-list.js';
import { Page } from '../shell/page.js';
import { Banner, EmptyState } from '../ui/feedback.js';
import { ParkedTimerItem } from './parked-timer-item.js';
import { parkedTimersMessages } from './parked-timers.messages.js';

/** What processes could not do when its moment had come: why, and a way to have it tried again once the cause is mended. */
export function ParkedTimersPage() {
  const m = useMessages(parkedTimersMessages);
  const timers = useInfiniteQuery(parkedTimersQuery);
  const [retried, setRetried] = useState(0);
  return (
    <Page title={m.title} lead={m.lead} width="wide">
      {retried > 0 && (
        <Banner tone="info" title={m.retried(retried)}>
          <p>{m.retriedText}</p>
        </Banner>
      )}
      <LoadedList
        query={timers}
        empty={
          <EmptyState icon={<CircleCheckBig size={28} />} title={m.allWellTitle}>
            <p>{m.allWellText}</p>
          </EmptyState>
        }
      >
        {(items) => (
          <ul className="parked-events">
            {items.map((timer) => (
              <ParkedTimerItem key={timer.id} timer={timer} onRetried={() => setRetried((count) => count + 1)} />
            ))}
          </ul>
        )}
      </LoadedList>
    </Page>
  );
}
