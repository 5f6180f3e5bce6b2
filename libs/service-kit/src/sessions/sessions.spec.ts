import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import { beforeEach, describe, it } from 'node:test';
import { topics, writePayload, type EventPayload, type EventType } from '@motcua/contracts/events';
import { CallerKind, type ResolveSessionResponse } from '@motcua/contracts/identity/v1/identity';
import { TemporarilyUnavailable } from '../errors/index.js';
import { InProcessBus, type Heard } from '../events/index.js';
import { CallRefused } from '../grpc/index.js';
import { Sessions } from './index.js';

const expiresAt = new Date('2025-07-01T09:00:00.000Z');

const session: ResolveSessionResponse = {
  sessionId: '0197c0de-0000-7000-8000-000000000002',
  subjectId: '0197c0de-0000-7000-8000-000000000001',
  kind: CallerKind.CALLER_KIND_OFFICER,
  positions: [{ agencyCode: 'H01', positionCode: 'clerk', roles: ['intake', 'teleport'] }],
  agencyCodes: ['H01'],
  language: 'en',
  expiresAt,
};

/** A bus that a process may be cut off from. */
class ListenedBus extends InProcessBus {
  heard: number | undefined = 1;

  override listen(...listener: Parameters<InProcessBus['listen']>): Heard {
    super.listen(...listener);
    return () => this.heard;
  }
}

describe('sessions', () => {
  let now: number;
  let asked: string[];
  let bus: ListenedBus;
  let sessions: Sessions;
  let answer: () => Promise<ResolveSessionResponse>;

  beforeEach(() => {
    now = Date.parse('2025-07-01T01:00:00.000Z');
    asked = [];
    bus = new ListenedBus();
    answer = () => Promise.resolve(session);
    sessions = new Sessions(
      {
        resolveSession: ({ tokenHash }) => {
          asked.push(tokenHash);
          return answer();
        },
      },
      bus,
      () => now,
    );
  });

  function say<T extends EventType>(type: T, payload: EventPayload<T>): Promise<void> {
    return bus.publish(topics.identity, [
      {
        specversion: '1.0',
        id: session.sessionId,
        source: '/motcua/identity',
        type,
        subject: session.sessionId,
        time: new Date(now).toISOString(),
        datacontenttype: 'application/json',
        data: writePayload(type, payload),
        sequence: 1,
      },
    ]);
  }

  it('tell who stands behind a token, with the roles that this release knows', async () => {
    assert.deepEqual(await sessions.resolve('a'), {
      subjectId: session.subjectId,
      kind: 'officer',
      positions: [{ agencyCode: 'H01', positionCode: 'clerk', roles: ['intake'] }],
      agencyCodes: ['H01'],
      language: 'en',
      expiresAt,
    });
  });

  it('are asked for each time while their end would not be heard, and none of before is trusted then', async () => {
    await sessions.resolve('a');
    bus.heard = undefined;
    await sessions.resolve('a');
    await sessions.resolve('a');
    bus.heard = 2;
    await sessions.resolve('a');
    await sessions.resolve('a');
    assert.equal(asked.length, 4);
  });

  it('ask identity once in half a minute for each token, also when many requests come at once', async () => {
    await Promise.all([sessions.resolve('a'), sessions.resolve('a'), sessions.resolve('b')]);
    now += 29_999;
    await sessions.resolve('a');
    assert.deepEqual(asked, ['a', 'b']);
    now += 1;
    await sessions.resolve('a');
    assert.deepEqual(asked, ['a', 'b', 'a']);
  });

  it('end at once when identity says so, and no other with them', async () => {
    await Promise.all([sessions.resolve('a'), sessions.resolve('b')]);
    await say('session.ended', { sessionId: session.sessionId, tokenHash: 'a' });
    answer = () => Promise.reject(new CallRefused(status.UNAUTHENTICATED, undefined, 'ResolveSession'));
    assert.equal(await sessions.resolve('a'), undefined);
    assert.ok(await sessions.resolve('b'));
  });

  it("follow a change of an officer's positions and of the province at once", async () => {
    await sessions.resolve('a');
    const assigned = {
      officerId: session.subjectId,
      agencyCode: 'H02',
      positionCode: 'chief',
      validFrom: '2025-07-01',
    };
    await say('officer.assigned', assigned);
    await sessions.resolve('a');
    await say('pack.activated', { hash: 'h', activation: 1, activatedAt: new Date(now) });
    await sessions.resolve('a');
    assert.equal(asked.length, 3);
  });

  it('end at their time, although the answer is still kept', async () => {
    now = expiresAt.getTime() - 1;
    assert.ok(await sessions.resolve('a'));
    now += 1;
    assert.equal(await sessions.resolve('a'), undefined);
    assert.equal(asked.length, 1);
  });

  it('do not take an outage of identity for an ended session, and ask again', async () => {
    answer = () => Promise.reject(new TemporarilyUnavailable(undefined));
    await assert.rejects(sessions.resolve('a'), TemporarilyUnavailable);
    answer = () => Promise.resolve(session);
    assert.ok(await sessions.resolve('a'));
  });

  it('keep no more than ten thousand answers', async () => {
    await sessions.resolve('first');
    for (let index = 0; index < 10_000; index++) await sessions.resolve(`token ${index}`);
    const before = asked.length;
    await sessions.resolve('first');
    assert.equal(asked.length, before + 1);
  });
});
