import type { ParkedEvent } from '../api/types.js';

/** What has become of events that somebody had tried again. */
export interface RetryOutcome {
  /** Still being tried. */
  pending: number;
  /** Have had their effect, and are gone from the list. */
  done: number;
  /** Were tried, and failed again. */
  failed: number;
}

/**
 * @param asked by id, how often each had been tried before
 * @param parked what the list holds now
 */
export function outcomeOf(asked: ReadonlyMap<string, number>, parked: readonly ParkedEvent[]): RetryOutcome {
  const outcome = { pending: 0, done: 0, failed: 0 };
  for (const [eventId, attemptsBefore] of asked) {
    const event = parked.find((candidate) => candidate.eventId === eventId);
    if (!event) outcome.done += 1;
    else if (event.attempts > attemptsBefore && !event.due) outcome.failed += 1;
    else outcome.pending += 1;
  }
  return outcome;
}
