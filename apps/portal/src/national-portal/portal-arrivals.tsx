import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { portalArrivalsQuery, portalKey, retryArrival } from '../api/national-portal.js';
import type { PortalArrival } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy-code.js';
import { MoreButton } from '../ui/more-button.js';
import { announce } from '../ui/toast.js';
import { nationalPortalMessages } from './national-portal.messages.js';
import { PortalRefusal } from './portal-refusal.js';

/** What the portal handed over and is no dossier yet, with the reason and what is wrong with each field. */
export function PortalArrivals({ waiting }: { waiting: number }) {
  const m = useMessages(nationalPortalMessages);
  const arrivals = useInfiniteQuery(portalArrivalsQuery('refused'));
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: retryArrival,
    onSuccess: () => announce(m.retried),
    onSettled: () => queryClient.invalidateQueries({ queryKey: portalKey }),
  });
  return (
    <section className="stack" aria-labelledby="arrivals">
      <div className="stack-tight">
        <h2 id="arrivals">{m.arrivalsTitle}</h2>
        <p className="muted">{m.arrivalsLead}</p>
        {waiting > 0 && <p>{m.arrivalsWaiting(waiting)}</p>}
      </div>
      {error && <ProblemBanner error={error} />}
      <Loaded query={arrivals}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="card">{m.arrivalsNone}</p>
          ) : (
            <ul className="portal-arrivals">
              {rows.map((arrival) => (
                <Arrival
                  key={arrival.number}
                  arrival={arrival}
                  isPending={isPending}
                  onRetry={() => mutate(arrival.number)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {arrivals.hasNextPage && (
        <MoreButton isLoading={arrivals.isFetchingNextPage} onMore={() => void arrivals.fetchNextPage()} />
      )}
    </section>
  );
}

interface ArrivalProps {
  arrival: PortalArrival;
  isPending: boolean;
  onRetry: () => void;
}

function Arrival({ arrival, isPending, onRetry }: ArrivalProps) {
  const m = useMessages(nationalPortalMessages);
  const format = useFormat();
  const { number, refusal, receivedAt, procedureCode, competentAgencyCode } = arrival;
  return (
    <li className="portal-arrival">
      <div className="row-apart">
        <h3>
          <Code>{number}</Code>
        </h3>
        <Button
          icon={<RotateCw aria-hidden="true" />}
          aria-label={m.retryOf(number)}
          isPending={isPending}
          onPress={onRetry}
        >
          {m.retry}
        </Button>
      </div>
      <p className="small muted">
        {m.receivedAt(format.dateTime(receivedAt))} ·{' '}
        {m.arrivalFacts(procedureCode ?? m.unknown, competentAgencyCode ?? m.unknown)}
      </p>
      {refusal && <PortalRefusal refusal={refusal} />}
    </li>
  );
}
