import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ParkedEvent } from '../api/types.js';
import { outcomeOf } from './retry-outcome.js';

function parked(eventId: string, attempts: number, due: boolean): ParkedEvent {
  return {
    eventId,
    sourceService: 'dossier',
    eventType: 'dossier.accepted',
    aggregateId: eventId,
    reason: 'Error: no',
    attempts,
    parkedAt: '2025-07-01T03:00:00Z',
    nextAttemptAt: '2025-07-01T03:05:00Z',
    due,
    waitingBehind: 0,
  };
}

describe('what became of a retry', () => {
  const asked = new Map([['a', 2]]);

  it('is open until the list shows an attempt more', () => {
    for (const list of [[parked('a', 2, false)], [parked('a', 2, true)], [parked('a', 3, true)]])
      assert.deepEqual(outcomeOf(asked, list), { pending: 1, done: 0, failed: 0 });
  });

  it('is a success when the event is gone, and a failure when it waits once more', () => {
    assert.deepEqual(outcomeOf(asked, [parked('b', 0, true)]), { pending: 0, done: 1, failed: 0 });
    assert.deepEqual(outcomeOf(asked, [parked('a', 3, false)]), { pending: 0, done: 0, failed: 1 });
  });

  it('is counted event by event', () => {
    const three = new Map([...asked, ['b', 0], ['c', 7]]);
    const list = [parked('a', 2, true), parked('c', 8, false)];
    assert.deepEqual(outcomeOf(three, list), { pending: 1, done: 1, failed: 1 });
  });
});
