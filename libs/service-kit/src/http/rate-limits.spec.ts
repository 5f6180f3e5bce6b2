import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import type { DataSource } from 'typeorm';
import { TooManyRequests } from '../errors/index.js';
import { openDoor } from '../fixture/open-door.js';
import { connect, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { RateLimits } from './rate-limits.js';

const limit = { requests: 3, perSeconds: 60 };
const route = { service: 'letter', name: 'LetterController.limited' };

describe('the limit of a route', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    dataSource = await connect(runtimeOf(database));
  });

  after(async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.drop();
  });

  beforeEach(() => dataSource.query('delete from rate_limit'));

  const replica = (of = dataSource): RateLimits => {
    const limits = new RateLimits();
    limits.share('letter', { dataSource: of, keyOf: (address) => `hash of ${address.length} ${address.slice(-3)}` });
    return limits;
  };

  async function taken(times: number, take: () => Promise<void>): Promise<number> {
    let count = 0;
    for (let time = 0; time < times; time++) {
      await take().then(
        () => (count += 1),
        (error: unknown) => assert.ok(error instanceof TooManyRequests),
      );
    }
    return count;
  }

  it('is one for all replicas of a service, also when they are asked at the same moment', async () => {
    const replicas = [replica(), replica(), replica()];
    const answers = await Promise.allSettled(
      [...replicas, ...replicas, ...replicas].map((each) => each.take(route, limit, '192.0.2.1')),
    );
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 3);
    for (const each of replicas) assert.equal(await taken(2, () => each.take(route, limit, '192.0.2.1')), 0);
    assert.equal(await taken(1, () => replica().take(route, limit, '192.0.2.2')), 1);
    assert.equal(await taken(1, () => replica().take({ ...route, name: 'other' }, limit, '192.0.2.1')), 1);
  });

  it('says when the time is over, and counts anew then', async () => {
    const short = { requests: 1, perSeconds: 1 };
    const one = replica();
    await one.take(route, short, '192.0.2.3');
    await assert.rejects(replica().take(route, short, '192.0.2.3'), { retryAfterSeconds: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    await one.take(route, short, '192.0.2.3');
  });

  it('keeps no address', async () => {
    await replica().take(route, limit, '192.0.2.234');
    assert.deepEqual(await dataSource.query('select key, points from rate_limit'), [
      { key: 'LetterController.limited:hash of 11 234', points: 1 },
    ]);
  });

  it('counts the addresses of one network of IPv6 as one, and one of IPv4 as itself however it is written', async () => {
    const limits = new RateLimits();
    for (const [name, addresses, each] of [
      ['one network', ['2001:db8:0:7::1', '2001:db8::7:0:0:0:2', '2001:db8:0:7:ffff::', '2001:db8:0:7::9'], 3],
      ['two networks', ['2001:db8:0:7::1', '2001:db8:0:8::1', '2001:db8::1', '::1'], 4],
      ['one address', ['192.0.2.9', '::ffff:192.0.2.9', '192.0.2.9', '192.0.2.9'], 3],
    ] as const) {
      let count = 0;
      for (const address of addresses) count += await taken(1, () => limits.take({ ...route, name }, limit, address));
      assert.equal(count, each, name);
    }
  });

  it('holds for each process while the database is away, and for all again when it is back', async () => {
    const away = await connect(runtimeOf(database));
    const cutOff = replica(away);
    await cutOff.take(route, limit, '192.0.2.5');
    await away.destroy();
    assert.equal(await taken(9, () => cutOff.take(route, limit, '192.0.2.5')), 3);
    await away.initialize();
    assert.equal(await taken(9, () => cutOff.take(route, limit, '192.0.2.5')), 2);
    await away.destroy();
  });

  it('is that of the service whose path it is, in whatever case it is written', async () => {
    const doors = [await openDoor({ rateLimits: replica() }), await openDoor({ rateLimits: replica() })];
    const statuses: number[] = [];
    for (const path of ['api/letter/v1/limited', 'API/LETTER/v1/limited', 'api/Letter/V1/limited/']) {
      for (const door of doors) statuses.push((await fetch(`${door.url}/${path}`)).status);
    }
    assert.deepEqual(statuses, [200, 200, 429, 429, 429, 429]);
    for (const door of doors) await door.close();
  });
});
