import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import type { StagePackResponse } from '@motcua/contracts/event/v1/pack';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { TemporarilyUnavailable } from '../errors/index.js';
import { until } from '../fixture/until.js';
import { createServiceClient } from './client.js';
import { openReplica, storedEvent } from './replica.fixture.js';
import { RunningCalls, type Refusal } from './running-calls.js';

const path = NotificationServiceService.stagePack.path;
const waiting = { cancelled: false, getDeadline: () => Infinity };

describe('a server with calls to answer', () => {
  function begin(calls: RunningCalls, call: Parameters<RunningCalls['begin']>[1]) {
    const refusals: Refusal[] = [];
    const running = calls.begin(path, call, (refusal) => refusals.push(refusal));
    return { running, refusals };
  }

  it('begins no work that nobody waits for any more', () => {
    const calls = new RunningCalls(10);
    for (const over of [
      { ...waiting, cancelled: true },
      { ...waiting, getDeadline: () => Date.now() - 1 },
      { ...waiting, getDeadline: () => new Date(Date.now() - 1) },
    ]) {
      const { running, refusals } = begin(calls, over);
      assert.equal(running, undefined);
      assert.deepEqual(
        refusals.map(({ code }) => code),
        [status.CANCELLED],
      );
    }
    assert.ok(begin(calls, { ...waiting, getDeadline: () => Date.now() + 60_000 }).running);
  });

  it('takes no more than it can bear, and says when to ask again', () => {
    const calls = new RunningCalls(1);
    const first = begin(calls, waiting);
    const second = begin(calls, waiting);
    assert.equal(second.running, undefined);
    assert.equal(second.refusals[0]?.code, status.RESOURCE_EXHAUSTED);
    assert.deepEqual(second.refusals[0].metadata?.get('grpc-retry-pushback-ms'), ['1000']);
    first.running?.end(() => undefined);
    assert.ok(begin(calls, waiting).running);
  });

  it('tells those who wait when it cuts them, and what comes of their calls later is not heard', () => {
    const calls = new RunningCalls(10);
    const { running, refusals } = begin(calls, waiting);
    calls.cut();
    assert.deepEqual(
      refusals.map(({ code }) => code),
      [status.UNAVAILABLE],
    );
    running?.end(() => assert.fail('answered twice'));
    running?.refuse({ code: status.INTERNAL, details: '' });
    assert.equal(refusals.length, 1);
  });
});

describe('between services, a server with too much to do', () => {
  const meshKey = randomBytes(32);
  const toClose: (() => void | Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of toClose.splice(0).reverse()) await close();
  });

  async function busy(limits: { runningCalls?: number; streamsPerConnection?: number }) {
    const finish: (() => void)[] = [];
    const { server, address } = await openReplica(
      { meshKey, limits },
      {
        stagePack: {
          policy: 'service',
          handle: () => new Promise<StagePackResponse>((resolve) => finish.push(() => resolve({}))),
        },
      },
    );
    const client = createServiceClient(NotificationServiceService, { address, meshKey, service: 'identity' });
    toClose.push(
      () => server.stop(),
      () => client.close(),
    );
    return { finish, stage: () => client.stagePack({ hash: '', part: '' }) };
  }

  it('is temporarily unavailable, for as long as it says', async () => {
    const { finish, stage } = await busy({ runningCalls: 1 });
    const first = stage();
    await until(() => finish.length === 1);
    await assert.rejects(stage(), (error) => {
      assert.ok(error instanceof TemporarilyUnavailable);
      assert.equal(error.retryAfterSeconds, 1);
      return true;
    });
    finish[0]?.();
    assert.deepEqual(await first, {});
    assert.equal(finish.length, 1);
  });

  it('lets no single connection take it for itself', async () => {
    const { finish, stage } = await busy({ streamsPerConnection: 2 });
    const warm = stage();
    await until(() => finish.length === 1);
    finish[0]?.();
    await warm;
    const calls = [stage(), stage(), stage()];
    await until(() => finish.length >= 3);
    await pause(50);
    assert.equal(finish.length, 3);
    finish[1]?.();
    await until(() => finish.length === 4);
    finish.forEach((end) => end());
    assert.deepEqual(await Promise.all(calls), [{}, {}, {}]);
  });

  it('cuts streams that never end when it stops, and both ends hear of it', async () => {
    let hasEnded = false;
    const { server, address } = await openReplica(
      { meshKey },
      {
        readEvents: {
          policy: 'service',
          stream: async function* ({ afterPosition }) {
            yield storedEvent;
            if (afterPosition === 0) await new Promise(() => undefined);
            try {
              for (;;) yield await pause(5, storedEvent);
            } finally {
              hasEnded = true;
            }
          },
        },
      },
    );
    const client = createServiceClient(NotificationServiceService, { address, meshKey, service: 'identity' });
    toClose.push(() => client.close());
    let read = 0;
    const reading = async (afterPosition: number) => {
      for await (const { position } of client.readEvents({ afterPosition })) read += position;
    };
    const isCut = (error: unknown) =>
      error instanceof TemporarilyUnavailable && error.cause instanceof Error && /stopping/.test(error.cause.message);
    const cut = Promise.all([assert.rejects(reading(0), isCut), assert.rejects(reading(1), isCut)]);
    await until(() => read > 2);
    await server.stop(50);
    await cut;
    await until(() => hasEnded);
  });
});
