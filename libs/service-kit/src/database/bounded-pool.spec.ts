import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Controller, Get } from '@nestjs/common';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import type { DataSource, QueryRunner } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { systemCaller } from '../caller/index.js';
import { isOutage } from '../errors/index.js';
import { openDoor, type OpenDoor } from '../fixture/open-door.js';
import { addOne, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { until } from '../fixture/until.js';
import { Allow } from '../http/index.js';
import { Commands } from './commands.js';
import { createDataSource, poolUse } from './connect.js';
import { DatabasePulse } from './database-pulse.js';
import { usualDatabaseLimits, type DatabaseLimits } from './database-limits.js';
import { Queries } from './statements.js';

const limits: DatabaseLimits = {
  ...usualDatabaseLimits,
  databaseMaxWaiting: 3,
  databaseAcquireMs: 1_500,
  databaseStatementMs: 400,
  databaseLockMs: 250,
  databaseIdleTransactionMs: 700,
};

let queries: Queries;

@Controller('api/tally/v1')
class TallyController {
  @Get('count')
  @Allow('public')
  async count() {
    const [row] = await queries.read<{ count: number }>('select count(*)::integer as count from tally');
    return row;
  }

  @Get('endless')
  @Allow('public')
  async endless() {
    return queries.read('select pg_sleep(60)');
  }
}

describe('a service whose database has no time for it', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let door: OpenDoor;
  const held: QueryRunner[] = [];

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    dataSource = await createDataSource('tally', runtimeOf(database), { poolSize: 2, limits }).initialize();
    queries = new Queries(dataSource);
    door = await openDoor({ controller: TallyController });
  });

  after(async () => {
    await door.close();
    await dataSource.destroy();
    await database.drop();
  });

  async function holdAll(): Promise<void> {
    held.push(dataSource.createQueryRunner(), dataSource.createQueryRunner());
    await Promise.all(held.map((runner) => runner.connect()));
  }

  async function letGo(): Promise<void> {
    await Promise.all(held.splice(0).map((runner) => runner.release()));
  }

  const ask = async (path: string) => {
    const startedAt = performance.now();
    const response = await fetch(`${door.url}/api/tally/v1/${path}`);
    const ms = performance.now() - startedAt;
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      ms,
      body: await response.text(),
    };
  };

  it('lets so many wait for a connection and answers the rest with 503 at once', async () => {
    await holdAll();
    const waiting = [1, 2, 3].map(() => ask('count'));
    await until(() => poolUse(dataSource).waiting === 3);
    const refused = await ask('count');
    assert.deepEqual([refused.status, refused.retryAfter], [503, '1']);
    assert.match(refused.body, /urn:motcua:problem:temporarily-unavailable/);
    assert.ok(refused.ms < 500, `${refused.ms} ms`);
    await letGo();
    for (const { status } of await Promise.all(waiting)) assert.equal(status, 200);
    assert.equal((await ask('count')).status, 200);
  });

  it('is not taken for cut off while it is only busy, and is when the database is gone', async () => {
    const pulse = new DatabasePulse('tally', runtimeOf(database));
    await holdAll();
    const waiting = [1, 2, 3].map(() => ask('count'));
    await until(() => poolUse(dataSource).waiting === 3);
    await Promise.all([pulse.check(), pulse.check(), pulse.check()]);
    const connections = await held[0]?.query(
      `select from pg_stat_activity where application_name = 'motcua-tally-pulse'`,
    );
    assert.equal(connections.length, 1);
    await letGo();
    await Promise.all(waiting);
    await dataSource.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'motcua-tally-pulse'`,
    );
    await pulse.check();
    await pulse.close();
    const away = new DatabasePulse('tally', { ...runtimeOf(database), host: '/nowhere' });
    await assert.rejects(away.check(), isOutage);
    await assert.rejects(away.check(), isOutage);
    await away.close();
  });

  it('answers with 503 who has waited in vain, and hangs nobody', async () => {
    await holdAll();
    const { status, retryAfter, ms } = await ask('count');
    assert.deepEqual([status, retryAfter], [503, '2']);
    assert.ok(ms >= 1_400 && ms < 3_000, `${ms} ms`);
    await letGo();
    assert.equal((await ask('count')).status, 200);
  });

  it('has a statement cut that takes too long, and answers with 503, which is no bug', async () => {
    const { status, retryAfter, ms } = await ask('endless');
    assert.deepEqual([status, retryAfter], [503, '2']);
    assert.ok(ms < 2_000, `${ms} ms`);
  });

  it('does not wait for ever behind the lock of another command', async () => {
    const commands = new Commands(dataSource, () => undefined);
    const id = uuidv7();
    await addOne(commands, id);
    const slow = commands.run(systemCaller('clerk'), new Date(), async (tx) => {
      await tx.query('select from tally where id = $1 for update', [id]);
      await assert.rejects(
        addOne(commands, id),
        (error: Error) => 'code' in error && error.code === '55P03' && isOutage(error),
      );
      return {};
    });
    await slow;
    assert.deepEqual(await addOne(commands, id), { count: 2 });
  });

  it('loses a transaction that stands idle, and its locks, and that is an outage too', async () => {
    const commands = new Commands(dataSource, () => undefined);
    const id = uuidv7();
    await addOne(commands, id);
    const idle = commands.run(systemCaller('clerk'), new Date(), async (tx) => {
      await tx.query('select from tally where id = $1 for update', [id]);
      await until(async () => (await addOne(commands, id).catch(() => undefined)) !== undefined);
      await tx.query('select 1');
      return {};
    });
    await assert.rejects(idle, isOutage);
    assert.equal((await ask('count')).status, 200);
  });

  it('gives up a connection on which its server keeps silent', async () => {
    const frozen = createDataSource('frozen', runtimeOf(database), { poolSize: 1, limits });
    // As if the server did not keep to its own limit.
    frozen.setOptions({ extra: { statement_timeout: 0, query_timeout: 300 } });
    await frozen.initialize();
    await assert.rejects(frozen.query('select pg_sleep(3)'), isOutage);
    assert.deepEqual(await frozen.query('select 1 as one'), [{ one: 1 }]);
    await frozen.destroy();
  });
});
