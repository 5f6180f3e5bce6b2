import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { register } from 'prom-client';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { NotFound, TemporarilyUnavailable } from '../errors/index.js';
import { Circuit, type Outcome } from './circuit.js';
import { createServiceClient } from './client.js';
import { openReplica } from './replica.fixture.js';

/** The gauge of open circuits to a peer. */
async function openTo(peer: string): Promise<string | undefined> {
  const metrics = await register.getSingleMetricAsString('motcua_grpc_circuit_open');
  return new RegExp(`{peer="${peer}"} (.*)`).exec(metrics)?.[1];
}

describe('the circuit to a service', () => {
  let now: number;
  let circuit: Circuit;

  beforeEach(() => {
    now = 1_000;
    circuit = new Circuit('dossier', { failures: 3, openMs: 5_000 }, () => now);
  });

  afterEach(() => circuit.close());

  function call(...outcomes: Outcome[]): void {
    for (const outcome of outcomes) circuit.begin()(outcome);
  }

  function assertRefuses(retryAfterSeconds: number): void {
    assert.throws(
      () => circuit.begin(),
      (error) => error instanceof TemporarilyUnavailable && error.retryAfterSeconds === retryAfterSeconds,
    );
  }

  it('opens after failures in a row, and says when it is worth to ask again', () => {
    call('unanswered', 'unanswered', 'answered', 'unanswered', 'unanswered');
    call('unanswered');
    assertRefuses(5);
    now += 3_500;
    assertRefuses(2);
  });

  it('lets one call try after a while, and closes when that is answered', () => {
    call('unanswered', 'unanswered', 'unanswered');
    now += 5_000;
    const settle = circuit.begin();
    assertRefuses(1);
    settle('answered');
    call('unanswered', 'unanswered', 'answered');
  });

  it('stays open when the one that tries is not answered either', () => {
    call('unanswered', 'unanswered', 'unanswered');
    now += 5_000;
    call('unanswered');
    assertRefuses(5);
  });

  it('lets another try when the one that tried was left by its caller', () => {
    call('unanswered', 'unanswered', 'unanswered');
    now += 5_000;
    call('unknown');
    call('answered', 'answered');
  });

  it('is not kept open by calls that began before it opened', () => {
    const old = circuit.begin();
    call('unanswered', 'unanswered', 'unanswered');
    now += 4_000;
    old('unanswered');
    now += 1_000;
    call('answered');
  });

  it('hears of a call once', () => {
    const settle = circuit.begin();
    for (let times = 0; times < 5; times++) settle('unanswered');
    call('answered');
  });

  it('is seen from outside while it is open', async () => {
    assert.equal(await openTo('dossier'), '0');
    call('unanswered', 'unanswered', 'unanswered');
    assert.equal(await openTo('dossier'), '1');
    now += 5_000;
    call('unanswered');
    assert.equal(await openTo('dossier'), '1');
    circuit.close();
    assert.equal(await openTo('dossier'), '0');
  });
});

describe('between services, the circuit', () => {
  it('opens when a service is away, not when it refuses, and closes when it is back', async () => {
    const meshKey = randomBytes(32);
    const refusing = { stagePack: { policy: 'service', handle: () => Promise.reject(new NotFound()) } } as const;
    const first = await openReplica({ meshKey }, refusing);
    const { address } = first;
    const client = createServiceClient(NotificationServiceService, {
      address,
      meshKey,
      service: 'identity',
      circuit: { failures: 3, openMs: 200 },
    });
    const stage = () => client.stagePack({ hash: '', part: '' });
    const read = async () => {
      for await (const { position } of client.readEvents({ afterPosition: 0 })) assert.fail(String(position));
    };
    for (let times = 0; times < 5; times++) await assert.rejects(stage(), { code: status.NOT_FOUND });
    await read();
    await first.server.stop();

    for (let times = 0; times < 3; times++) await assert.rejects(stage(), TemporarilyUnavailable);
    assert.equal(await openTo('notification'), '1');
    const refusedAt = performance.now();
    for (const refused of [stage(), read()]) {
      await assert.rejects(refused, (error) => error instanceof TemporarilyUnavailable && error.cause === undefined);
    }
    assert.ok(performance.now() - refusedAt < 200);

    const second = await openReplica({ meshKey }, {}, address);
    for (;;) {
      await pause(50);
      if (await stage().catch(() => false)) break;
    }
    assert.equal(await openTo('notification'), '0');
    client.close();
    await second.server.stop();
  });
});
