import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { parkedEventsQuery, retryParkedEvent, retryParkedEvents } from '../api/parked-events.js';
import type { ConsumingService, ParkedEvent } from '../api/types.js';
import { outcomeOf } from './retry-outcome.js';

/** Has parked events of a service tried now, one or all, and follows in the list what becomes of them. */
export function useRetry(service: ConsumingService, parked: readonly ParkedEvent[]) {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<ReadonlyMap<string, number>>(new Map());
  const outcome = outcomeOf(asked, parked);
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ only }: { only?: ParkedEvent; events: readonly ParkedEvent[] }) =>
      only ? retryParkedEvent(service, only.eventId) : retryParkedEvents(service),
    onSuccess: (_, { events }) => {
      const earlier = outcome.pending > 0 ? asked : [];
      setAsked(new Map([...earlier, ...events.map(({ eventId, attempts }) => [eventId, attempts] as const)]));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: parkedEventsQuery(service).queryKey }),
  });
  return {
    retry: (event: ParkedEvent) => mutate({ only: event, events: [event] }),
    retryAll: () => mutate({ events: parked }),
    isPending,
    error,
    outcome,
  };
}
