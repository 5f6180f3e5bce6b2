import { CircleCheck, RotateCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ConsumingService, ParkedEvent } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Banner } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { Skeleton } from '../ui/skeleton.js';
import { ParkedEventItem } from './parked-event-item.js';
import { parkedEventsMessages } from './parked-events.messages.js';
import type { RetryOutcome } from './retry-outcome.js';
import { useRetry } from './use-retry.js';

interface ParkedEventsOfServiceProps {
  service: ConsumingService;
  list: UseInfiniteQueryResult<ParkedEvent[]>;
}

export function ParkedEventsOfService({ service, list }: ParkedEventsOfServiceProps) {
  const m = useMessages(parkedEventsMessages);
  const parked = list.data ?? [];
  const { retry, retryAll, isPending, error, outcome } = useRetry(service, parked);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The button that had the focus went with its event.
    if (outcome.done > 0 && document.activeElement === document.body) heading.current?.focus();
  }, [outcome.done]);
  return (
    <section className="stack" aria-labelledby={`parked-${service}`}>
      <div className="parked-head row-apart">
        <h2 id={`parked-${service}`} ref={heading} tabIndex={-1}>
          {m[service]}
        </h2>
        {parked.length > 0 && (
          <Button
            icon={<RotateCw aria-hidden="true" />}
            aria-label={m.retryAllOf(m[service])}
            isPending={isPending}
            onPress={retryAll}
          >
            {m.retryAll}
          </Button>
        )}
        {list.data?.length === 0 && (
          <Badge tone="onTime" icon={<CircleCheck aria-hidden="true" />}>
            {m.noneWaits}
          </Badge>
        )}
      </div>
      {error && <ProblemBanner error={error} />}
      {list.data && list.error && <ProblemBanner error={list.error} />}
      <OutcomeBanner outcome={outcome} />
      <Loaded query={list} skeleton={<Skeleton lines={2} />}>
        {(events) =>
          events.length > 0 && (
            <ul className="parked-events">
              {events.map((event) => (
                <ParkedEventItem
                  key={event.eventId}
                  event={event}
                  nowMs={list.dataUpdatedAt}
                  isPending={isPending || event.due}
                  onRetry={() => retry(event)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {list.hasNextPage && <MoreButton isLoading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
    </section>
  );
}

/** Says what came of the retries, and says it again as it changes. */
function OutcomeBanner({ outcome: { pending, done, failed } }: { outcome: RetryOutcome }) {
  const m = useMessages(parkedEventsMessages);
  if (pending > 0) return <Banner tone="info">{m.outcomePending(pending)}</Banner>;
  if (failed > 0) return <Banner tone="warning">{m.outcomeFailed(failed, done)}</Banner>;
  if (done > 0) return <Banner tone="success">{m.outcomeDone(done)}</Banner>;
  return null;
}
