import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import { TemporarilyUnavailable } from '../errors/index.js';
import { createServiceClient } from './client.js';
import { openReplica, type Answers, storedEvent } from './replica.fixture.js';

const never = new Promise<never>(() => undefined);

describe('a call', () => {
  const meshKey = randomBytes(32);
  const toClose: (() => void | Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of toClose.splice(0).reverse()) await close();
  });

  async function open(answers: Answers): Promise<{ readonly address: string; meshKey: Buffer; service: string }> {
    const { server, address } = await openReplica({ meshKey }, answers);
    toClose.push(() => server.stop(0));
    return { address, meshKey, service: 'identity' };
  }

  it('to a service that hangs ends in its time, each method in its own', async () => {
    const options = await open({
      stagePack: { policy: 'service', handle: () => never },
      rebuild: { policy: 'service', handle: () => pause(300, { events: 1 }) },
    });
    const client = createServiceClient(ReportingServiceService, {
      ...options,
      timeoutMs: 100,
      timeoutsMs: { rebuild: 30_000 },
    });
    toClose.push(() => client.close());
    await assert.rejects(client.stagePack({ hash: '', part: '' }), TemporarilyUnavailable);
    assert.deepEqual(await client.rebuild({}), { events: 1 });
  });

  it('that streams ends when the next item does not come in its time', async () => {
    const options = await open({
      readEvents: {
        policy: 'service',
        stream: async function* () {
          yield storedEvent;
          await never;
        },
      },
    });
    const client = createServiceClient(NotificationServiceService, { ...options, idleMs: 1_000 });
    toClose.push(() => client.close());
    let read = 0;
    const reading = async () => {
      for await (const item of client.readEvents({ afterPosition: 0 })) read += item.position;
    };
    await assert.rejects(reading(), TemporarilyUnavailable);
    assert.equal(read, 1);
  });

  it('that streams is not cut while items come, nor while its reader takes its time', async () => {
    const options = await open({
      readEvents: {
        policy: 'service',
        stream: async function* () {
          for (let position = 1; position <= 4; position++) {
            yield { ...storedEvent, position };
            await pause(400);
          }
        },
      },
    });
    const client = createServiceClient(NotificationServiceService, { ...options, timeoutsMs: { readEvents: 1_000 } });
    toClose.push(() => client.close());
    const positions: number[] = [];
    for await (const { position } of client.readEvents({ afterPosition: 0 })) {
      positions.push(position);
      if (position === 1) await pause(1_200);
    }
    assert.deepEqual(positions, [1, 2, 3, 4]);
  });
});
