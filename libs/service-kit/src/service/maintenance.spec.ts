import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import type { DataSource } from 'typeorm';
import { connect, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { until } from '../fixture/until.js';
import { createLogger } from '../logs/index.js';
import { Maintenance } from './maintenance.js';

const log = createLogger({ service: 'tally', level: 'silent' });
const clock = { now: () => new Date('2025-07-20T23:30:00.000Z') };

describe('maintenance', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let maintenance: Maintenance;

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    dataSource = await connect(runtimeOf(database));
  });

  after(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  beforeEach(() => {
    maintenance = new Maintenance({ dataSource, clock, log });
  });

  const daysOfInbox = async () => {
    const rows: { day: string; count: number }[] = await dataSource.query(
      'select day::text, count(*)::integer as count from inbox group by day order by day',
    );
    return rows.map(({ day, count }) => `${day} ${count}`);
  };

  it('forgets the events of days more than a fortnight ago, however many they are', async () => {
    await dataSource.query(
      `insert into inbox (day, event_id)
       select d, gen_random_uuid() from unnest(array['2025-07-01', '2025-07-05', '2025-07-06', '2025-07-20']::date[]) d,
              generate_series(1, case d when '2025-07-05' then 12000 else 2 end)`,
    );
    await Promise.all([maintenance.execute(), new Maintenance({ dataSource, clock, log }).execute()]);
    assert.deepEqual(await daysOfInbox(), ['2025-07-06 2', '2025-07-20 2']);
  });

  it('forgets answers after a week', async () => {
    await dataSource.query(
      `insert into idempotency_key (caller_id, key, request_hash, answer, answered_at)
       values ('clerk', 'old', 'h', '{}', clock_timestamp() - interval '7 days 1 minute'),
              ('clerk', 'young', 'h', '{}', clock_timestamp() - interval '6 days 23 hours')`,
    );
    await maintenance.execute();
    assert.deepEqual(await dataSource.query('select key from idempotency_key'), [{ key: 'young' }]);
  });

  it('begins with the service and ends with it', async () => {
    await dataSource.query(`insert into inbox (day, event_id) values ('2024-01-01', gen_random_uuid())`);
    maintenance.start();
    await until(async () => !(await daysOfInbox()).includes('2024-01-01 1'));
    await maintenance.stop();
  });
});
