import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import type { DataSource } from 'typeorm';
import { connect, ownerOf, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { until } from '../fixture/until.js';
import { createLogger } from '../logs/index.js';
import { Leader } from './leader.js';

const log = createLogger({ service: 'tally', level: 'silent' });
const silenceMs = 1_000;

describe('work that one replica does at a time', () => {
  let database: TestDatabase;
  let owner: DataSource;
  let lock = 1;

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    owner = await connect(ownerOf(database));
  });
  after(async () => {
    await owner.destroy();
    await database.drop();
  });

  /** Two replicas that write down who worked; the second starts when the first leads. */
  async function twoReplicas(workOfFirst: () => Promise<number>, elsewhere?: true) {
    lock += 1;
    const worked: string[] = [];
    const replica = (name: string, work: () => Promise<number>) =>
      new Leader({
        service: 'tally',
        name: `${name}-${lock}`,
        login: runtimeOf(database),
        lock,
        silenceMs,
        ...(elsewhere && { elsewhere }),
        log,
        work: () => {
          worked.push(name);
          return work();
        },
      });
    const [first, second] = [replica('first', workOfFirst), replica('second', () => Promise.resolve(50))];
    first.start();
    await until(() => worked.includes('first'));
    second.start();
    return {
      worked,
      stop: () => Promise.all([first.stop(), second.stop()]),
      cutFirst: () =>
        owner.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = $1', [
          `motcua-tally-first-${lock}`,
        ]),
    };
  }

  it('is done by one of two, and goes on when the connection of that one is cut', async () => {
    const { worked, stop, cutFirst } = await twoReplicas(() => Promise.resolve(50));
    await pause(1_500);
    assert.deepEqual([...new Set(worked)], ['first']);
    await cutFirst();
    const rounds = worked.length;
    const cutAt = performance.now();
    await until(() => worked.length > rounds + 1);
    assert.ok(performance.now() - cutAt < 5_000);
    await stop();
  });

  it('goes over to the other when the first hangs on its connection and gives no sign of life', async () => {
    let letGo: ((value: number) => void) | undefined;
    const { worked, stop } = await twoReplicas(() => new Promise((resolve) => (letGo = resolve)));
    const hangingSince = performance.now();
    await until(() => worked.includes('second'));
    assert.ok(performance.now() - hangingSince < silenceMs + 4_000);
    letGo?.(0);
    await stop();
  });

  it('stays with the first through a long round elsewhere, for its heart beats on', async () => {
    let letGo: ((value: number) => void) | undefined;
    const { worked, stop } = await twoReplicas(() => new Promise((resolve) => (letGo = resolve)), true);
    await pause(3 * silenceMs);
    assert.deepEqual(worked, ['first']);
    letGo?.(0);
    await stop();
  });
});
