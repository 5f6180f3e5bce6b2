import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheckBig } from 'lucide-react';
import { useState } from 'react';
import { parkedTimersQuery } from '../api/parked-timers.js';
import { useMessages } from '../language/use-messages.js';
import '../parked-events/parked-events.css';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { Banner, EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
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
      <Loaded query={timers}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={<CircleCheckBig size={28} />} title={m.allWellTitle}>
              <p>{m.allWellText}</p>
            </EmptyState>
          ) : (
            <ul className="parked-events">
              {items.map((timer) => (
                <ParkedTimerItem key={timer.id} timer={timer} onRetried={() => setRetried((count) => count + 1)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {timers.hasNextPage && (
        <MoreButton isLoading={timers.isFetchingNextPage} onMore={() => void timers.fetchNextPage()} />
      )}
    </Page>
  );
}
