import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import { until } from '../fixture/until.js';
import { createServiceClient } from './client.js';
import { forkReplica, openReplica, type Answers, type Replica } from './replica.fixture.js';

const meshKey = randomBytes(32);

describe('calls to a service of several replicas', () => {
  const toClose: (() => void | Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of toClose.splice(0).reverse()) await close();
  });

  async function replica(answers: Answers, listenOn?: string, limits = {}): Promise<Replica> {
    const opened = await openReplica({ meshKey, limits }, answers, listenOn);
    toClose.push(() => opened.server.stop());
    return opened;
  }

  function clientsOf(address: string) {
    const options = { address, meshKey, service: 'identity' };
    const notification = createServiceClient(NotificationServiceService, options);
    const reporting = createServiceClient(ReportingServiceService, options);
    toClose.push(
      () => notification.close(),
      () => reporting.close(),
    );
    return { stage: () => notification.stagePack({ hash: '', part: '' }), rebuild: () => reporting.rebuild({}) };
  }

  /** Which of the replicas answer. */
  function numbered(number: number): Answers {
    return { rebuild: { policy: 'service', handle: () => Promise.resolve({ events: number }) } };
  }

  async function answering(rebuild: () => Promise<{ events: number }>, calls = 20): Promise<Map<number, number>> {
    const counts = new Map<number, number>();
    for (let call = 0; call < calls; call++) {
      const { events } = await rebuild();
      counts.set(events, (counts.get(events) ?? 0) + 1);
    }
    return counts;
  }

  /** Calls from 16 sides at once, before, during and after something happens; gives the failures. */
  async function failuresWhile(call: () => Promise<unknown>, happens: () => Promise<unknown>): Promise<unknown[]> {
    const failures: unknown[] = [];
    let [isRunning, calls] = [true, 0];
    const sides = Array.from({ length: 16 }, async () => {
      while (isRunning) {
        await call().catch((error: unknown) => failures.push(error));
        calls += 1;
      }
    });
    await until(() => calls > 50);
    await happens();
    const before = calls;
    await until(() => calls > before + 50);
    isRunning = false;
    await Promise.all(sides);
    return failures;
  }

  it('go to each in turn', async () => {
    const [first, second] = [await replica(numbered(1)), await replica(numbered(2))];
    const { rebuild } = clientsOf(`ipv4:${first.address},${second.address}`);
    await until(async () => (await answering(rebuild, 2)).size === 2);
    assert.deepEqual(
      await answering(rebuild),
      new Map([
        [1, 10],
        [2, 10],
      ]),
    );
  });

  it('find a service by its name', async () => {
    const { address } = await replica(numbered(1));
    const { rebuild } = clientsOf(`dns:///localhost:${address.split(':')[1]}`);
    assert.deepEqual(await answering(rebuild), new Map([[1, 20]]));
  });

  it('do not fail when one is killed at work, if they may be repeated', async () => {
    const [first, second] = await Promise.all([forkReplica(meshKey), forkReplica(meshKey)]);
    toClose.push(
      () => void first.process.kill('SIGKILL'),
      () => void second.process.kill('SIGKILL'),
    );
    const { stage, rebuild } = clientsOf(`ipv4:${first.address},${second.address}`);
    await until(async () => (await answering(rebuild, 2)).size === 2);
    const failures = await failuresWhile(stage, () => {
      first.process.kill('SIGKILL');
      return once(first.process, 'exit');
    });
    assert.deepEqual(failures, []);
  });

  it('do not fail when one stops as it should, even if they may not be repeated', async () => {
    const [first, second] = [await replica(numbered(1)), await replica(numbered(2))];
    const { rebuild } = clientsOf(`ipv4:${first.address},${second.address}`);
    await until(async () => (await answering(rebuild, 2)).size === 2);
    assert.deepEqual(await failuresWhile(rebuild, () => first.server.stop()), []);
    assert.deepEqual(await answering(rebuild, 5), new Map([[2, 5]]));
  });

  it('go again to one that is back', async () => {
    const [first, second] = [await replica(numbered(1)), await replica(numbered(2))];
    const { rebuild } = clientsOf(`ipv4:${first.address},${second.address}`);
    await rebuild();
    await first.server.stop();
    assert.deepEqual(await answering(rebuild, 5), new Map([[2, 5]]));
    await replica(numbered(3), first.address);
    await until(async () => (await answering(rebuild, 2)).size === 2);
  });

  it('do not fail when connections reach their age and are made anew', async () => {
    const { address } = await replica(numbered(1), undefined, { connectionAgeMs: 100 });
    const { rebuild } = clientsOf(address);
    assert.deepEqual(await failuresWhile(rebuild, () => pause(500)), []);
  });

  it('are repeated elsewhere when a stopping replica cuts them', async () => {
    let isHanging = false;
    const hanging: Answers = {
      ...numbered(1),
      stagePack: {
        policy: 'service',
        handle: () => {
          isHanging = true;
          return new Promise(() => undefined);
        },
      },
    };
    const [first, second] = [await replica(hanging), await replica(numbered(2))];
    const { stage, rebuild } = clientsOf(`ipv4:${first.address},${second.address}`);
    await until(async () => (await answering(rebuild, 2)).size === 2);
    const calls = Promise.all([stage(), stage(), stage(), stage()]);
    await until(() => isHanging);
    await first.server.stop(100);
    assert.deepEqual(await calls, [{}, {}, {}, {}]);
  });
});
