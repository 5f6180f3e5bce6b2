import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, credentials } from '@grpc/grpc-js';
import { register } from 'prom-client';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { NotFound, TemporarilyUnavailable } from '../errors/index.js';
import { until } from '../fixture/until.js';
import { createServiceClient } from './client.js';
import { openReplica, type Replica, storedEvent } from './replica.fixture.js';

/** How often calls ended, by what they were and how: `StagePack OK`. */
async function ended(metric: 'motcua_grpc_server_seconds' | 'motcua_grpc_client_seconds', owner: string) {
  const lines = await register.getSingleMetricAsString(metric);
  const counts = lines.matchAll(
    new RegExp(`_count{${owner}="notification",method="(\\w+)",code="(\\w+)"} (\\d+)`, 'g'),
  );
  return Object.fromEntries([...counts].map(([, method, code, count]) => [`${method} ${code}`, Number(count)]));
}

describe('calls are counted and timed', () => {
  const meshKey = randomBytes(32);
  let replica: Replica;

  beforeEach(async () => {
    register.resetMetrics();
    replica = await openReplica(
      { meshKey },
      {
        stagePack: {
          policy: 'service',
          handle: async ({ hash }) => {
            if (hash === 'unknown') throw new NotFound();
            return pause(hash === 'late' ? 700 : 0, {});
          },
        },
        readEvents: {
          policy: 'service',
          stream: async function* ({ afterPosition }) {
            for (let position = 1; position <= 100; position++)
              yield { ...storedEvent, position, data: 'x'.repeat(100_000) };
            if (afterPosition > 0) throw new NotFound();
          },
        },
      },
    );
  });

  afterEach(() => replica.server.stop());

  it('on both sides, by how they end', async () => {
    const client = createServiceClient(NotificationServiceService, {
      address: replica.address,
      meshKey,
      service: 'identity',
    });
    const read = async (afterPosition: number, upTo = 100) => {
      for await (const { position } of client.readEvents({ afterPosition })) if (position === upTo) return;
    };
    await client.stagePack({ hash: 'h', part: '' });
    await client.stagePack({ hash: 'h', part: '' });
    await assert.rejects(client.stagePack({ hash: 'unknown', part: '' }));
    await read(0, 101);
    await assert.rejects(read(1, 101));
    await read(0, 1);
    client.close();
    const asked = {
      'StagePack OK': 2,
      'StagePack NOT_FOUND': 1,
      'ReadEvents OK': 1,
      'ReadEvents NOT_FOUND': 1,
      'ReadEvents CANCELLED': 1,
    };
    assert.deepEqual(await ended('motcua_grpc_client_seconds', 'peer'), asked);
    await replica.server.stop();
    assert.deepEqual(await ended('motcua_grpc_server_seconds', 'service'), asked);
  });

  it('also those that are not let in', async () => {
    const stranger = new Client(replica.address, credentials.createInsecure());
    const { path, requestSerialize, responseDeserialize } = NotificationServiceService.stagePack;
    await new Promise((resolve) => {
      stranger.makeUnaryRequest(path, requestSerialize, responseDeserialize, { hash: '', part: '' }, resolve);
    });
    stranger.close();
    assert.deepEqual(await ended('motcua_grpc_server_seconds', 'service'), { 'StagePack UNAUTHENTICATED': 1 });
  });

  it('also those that are answered when nobody waits any more', async () => {
    const hasty = createServiceClient(NotificationServiceService, {
      address: replica.address,
      meshKey,
      service: 'identity',
      timeoutMs: 500,
    });
    await assert.rejects(hasty.stagePack({ hash: 'late', part: '' }), TemporarilyUnavailable);
    hasty.close();
    await until(async () => 'StagePack CANCELLED' in (await ended('motcua_grpc_server_seconds', 'service')));
    assert.deepEqual(await ended('motcua_grpc_client_seconds', 'peer'), { 'StagePack DEADLINE_EXCEEDED': 1 });
  });

  it('and those that get no answer, or are not even made', async () => {
    await replica.server.stop();
    const client = createServiceClient(NotificationServiceService, {
      address: replica.address,
      meshKey,
      service: 'identity',
      circuit: { failures: 1, openMs: 60_000 },
    });
    await assert.rejects(client.stagePack({ hash: 'h', part: '' }), TemporarilyUnavailable);
    await assert.rejects(client.stagePack({ hash: 'h', part: '' }), TemporarilyUnavailable);
    client.close();
    assert.deepEqual(await ended('motcua_grpc_client_seconds', 'peer'), {
      'StagePack UNAVAILABLE': 1,
      'StagePack CIRCUIT_OPEN': 1,
    });
  });
});
