import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, it } from 'node:test';
import { status } from '@grpc/grpc-js';
import type { StagePackResponse } from '@motcua/contracts/event/v1/pack';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import { NotFound, TemporarilyUnavailable } from '../errors/index.js';
import { createServiceClient } from './client.js';
import { Repetition } from './repetition.js';
import { openReplica, type Answers, storedEvent } from './replica.fixture.js';

const longest = () => 0.999_999;

describe('a call that got no answer', () => {
  it('is made again after a moment, each longer than the one before, four times in all', () => {
    const repetition = new Repetition(longest);
    const waits = [1, 2, 3, 4].map((made) => repetition.waitAfter(made, 10_000));
    assert.deepEqual(
      waits.map((waitMs) => waitMs && Math.ceil(waitMs)),
      [50, 150, 450, undefined],
    );
    assert.equal(new Repetition(() => 0).waitAfter(1, 10_000), 0);
  });

  it('is not made again when its deadline would come first', () => {
    assert.equal(new Repetition(longest).waitAfter(2, 149), undefined);
    assert.notEqual(new Repetition(longest).waitAfter(2, 151), undefined);
  });

  it('is not made again once a hundred others got none, until some did', () => {
    const repetition = new Repetition();
    for (let failed = 0; failed < 100; failed++) assert.notEqual(repetition.waitAfter(1, 10_000), undefined);
    assert.equal(repetition.waitAfter(1, 10_000), undefined);
    for (let answered = 0; answered < 25; answered++) repetition.answered();
    assert.notEqual(repetition.waitAfter(1, 10_000), undefined);
    assert.equal(repetition.waitAfter(1, 10_000), undefined);
  });
});

describe('between services, a call that got no answer', () => {
  const meshKey = randomBytes(32);
  const toClose: (() => void | Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of toClose.splice(0).reverse()) await close();
  });

  async function connect(answers: Answers) {
    const { server, address } = await openReplica({ meshKey }, answers);
    const options = { address, meshKey, service: 'identity', circuit: { failures: 10_000, openMs: 1 } };
    const notification = createServiceClient(NotificationServiceService, { ...options, timeoutMs: 30_000 });
    const hasty = createServiceClient(NotificationServiceService, { ...options, timeoutMs: 100 });
    const reporting = createServiceClient(ReportingServiceService, options);
    toClose.push(
      () => server.stop(0),
      () => notification.close(),
      () => hasty.close(),
      () => reporting.close(),
    );
    return { notification, hasty, reporting };
  }

  /** Fails as told, with the number of the attempt, then answers. */
  function failing(fail: (attempt: number) => Error | undefined) {
    const answers = { attempts: 0, give: <T>(answer: T): Promise<T> => give(answer) };
    const give = <T>(answer: T): Promise<T> => {
      const error = fail(++answers.attempts);
      return error ? Promise.reject(error) : Promise.resolve(answer);
    };
    return answers;
  }

  const away = () => new TemporarilyUnavailable(undefined);
  const twice = (attempt: number) => (attempt <= 2 ? away() : undefined);

  it('is repeated until there is one', async () => {
    const counted = failing(twice);
    const { notification } = await connect({
      stagePack: { policy: 'service', handle: () => counted.give({}) },
    });
    assert.deepEqual(await notification.stagePack({ hash: '', part: '' }), {});
    assert.equal(counted.attempts, 3);
  });

  it('is repeated where a stream is read and nothing has come of it', async () => {
    const counted = failing(twice);
    const { notification } = await connect({
      readEvents: {
        policy: 'service',
        stream: async function* () {
          yield await counted.give({ ...storedEvent, position: 7 });
        },
      },
    });
    const positions: number[] = [];
    for await (const { position } of notification.readEvents({ afterPosition: 0 })) positions.push(position);
    assert.deepEqual([positions, counted.attempts], [[7], 3]);
  });

  it('is not repeated where a stream was read in part', async () => {
    const counted = failing(twice);
    const { notification } = await connect({
      readEvents: {
        policy: 'service',
        stream: async function* () {
          yield storedEvent;
          yield await counted.give(storedEvent);
        },
      },
    });
    await assert.rejects(async () => {
      for await (const { position } of notification.readEvents({ afterPosition: 0 })) assert.equal(position, 1);
    }, TemporarilyUnavailable);
    assert.equal(counted.attempts, 1);
  });

  it('is not repeated when its contract does not allow it', async () => {
    const counted = failing(twice);
    const { reporting } = await connect({
      rebuild: { policy: 'service', handle: () => counted.give({ events: 1 }) },
    });
    await assert.rejects(reporting.rebuild({}), TemporarilyUnavailable);
    assert.equal(counted.attempts, 1);
  });

  it('is not repeated when it was refused, which is an answer', async () => {
    const counted = failing(() => new NotFound());
    const { notification } = await connect({
      stagePack: { policy: 'service', handle: () => counted.give({}) },
    });
    await assert.rejects(notification.stagePack({ hash: '', part: '' }), { code: status.NOT_FOUND });
    assert.equal(counted.attempts, 1);
  });

  it('has one deadline, however often it is repeated', async () => {
    const never = new Promise<StagePackResponse>(() => undefined);
    const counted = failing((attempt) => (attempt === 1 ? away() : undefined));
    const { hasty } = await connect({
      stagePack: { policy: 'service', handle: () => counted.give(undefined).then(() => never) },
    });
    const startedAt = performance.now();
    await assert.rejects(hasty.stagePack({ hash: '', part: '' }), TemporarilyUnavailable);
    const tookMs = performance.now() - startedAt;
    assert.ok(tookMs >= 20 && tookMs < 5_000, `${tookMs} ms`);
  });

  it('is temporarily unavailable when its client is closed before it can be repeated', async () => {
    let close = (): void => undefined;
    const { notification } = await connect({
      stagePack: { policy: 'service', handle: () => Promise.reject(away()).finally(() => setImmediate(close)) },
    });
    close = () => notification.close();
    await assert.rejects(notification.stagePack({ hash: '', part: '' }), TemporarilyUnavailable);
  });

  it('adds little to an outage', async () => {
    const counted = failing(away);
    const { notification } = await connect({
      stagePack: { policy: 'service', handle: () => counted.give({}) },
    });
    const calls = await Promise.allSettled(
      Array.from({ length: 400 }, () => notification.stagePack({ hash: '', part: '' })),
    );
    assert.ok(calls.every((call) => call.status === 'rejected'));
    assert.ok(counted.attempts <= 400 + 100, `${counted.attempts} attempts at 400 calls`);
  });
});
