import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { InboxAge } from './inbox-age.js';

describe('the age of what a consumer was brought', () => {
  const begun = Date.parse('2025-07-01T01:00:00.000Z');
  let now: number;
  let age: InboxAge;

  beforeEach(() => {
    now = begun;
    age = new InboxAge(() => now);
  });

  const bring = (id: string, secondsAgo = 0) =>
    age.brought('reporting', {
      id,
      source: '/motcua/dossier',
      time: new Date(now - secondsAgo * 1_000).toISOString(),
    });

  const seconds = () => age.ages().map((one) => one.seconds);

  it('grows until the batch has been taken, and is 0 when nothing waits', () => {
    assert.deepEqual(seconds(), []);
    const taken = bring('a', 10);
    now += 5_000;
    assert.deepEqual(seconds(), [15]);
    taken();
    assert.deepEqual(age.ages(), [{ service: 'reporting', source: '/motcua/dossier', seconds: 0 }]);
  });

  it('stays up for a batch that is refused, though others are taken meanwhile', () => {
    bring('a', 10);
    bring('b', 1)();
    assert.deepEqual(seconds(), [10]);
  });

  it('forgets a batch that another replica got, since it is not brought again', () => {
    bring('a', 10);
    now += 50_000;
    bring('a', 60);
    now += 60_000;
    assert.deepEqual(seconds(), [120]);
    now += 1;
    assert.deepEqual(seconds(), [0]);
  });
});
