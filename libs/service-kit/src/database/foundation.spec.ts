import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { addOne, connect, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { Commands } from './commands.js';

describe('the tables that every service stands on', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    dataSource = await connect(runtimeOf(database));
    await addOne(new Commands(dataSource, () => undefined), uuidv7());
  });

  after(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  for (const table of ['event_log', 'event_position']) {
    for (const statement of [
      `update ${table} set sequence = 2`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
      `drop table ${table}`,
      `alter table ${table} add column x text`,
    ]) {
      it(`refuse the service: ${statement}`, async () => {
        await assert.rejects(dataSource.query(statement), { code: '42501' });
      });
    }
  }

  it('refuse an event with a number that its aggregate has already', async () => {
    await assert.rejects(
      dataSource.query(
        `insert into event_log (aggregate_id, sequence, id, type, occurred_at, actor_id, actor_kind, data)
         select aggregate_id, sequence, gen_random_uuid(), type, occurred_at, actor_id, actor_kind, data from event_log`,
      ),
      { constraint: 'event_log_pkey' },
    );
  });

  it('refuse a link at a position that the chain has already, and a second link to an event', async () => {
    await dataSource.query(`insert into event_position select 1, aggregate_id, sequence, 'x', 'y' from event_log`);
    for (const [position, constraint] of [
      [1, 'event_position_pkey'],
      [2, 'event_position_event_key'],
    ] as const) {
      await assert.rejects(
        dataSource.query(`insert into event_position select $1, aggregate_id, sequence, 'x', 'y' from event_log`, [
          position,
        ]),
        { constraint },
      );
    }
  });

  it('refuse plain text, and anything that only looks sealed, where sealed text belongs', async () => {
    const nonce = randomBytes(12).toString('base64url');
    const write = (body: string) => dataSource.query('insert into letter (body) values ($1)', [body]);
    for (const plain of ['Nguyễn Văn A', '', 's1.k1.abc', `s1.k1.${nonce}.`, `s2.k1.${nonce}.${nonce}${nonce}`]) {
      await assert.rejects(write(plain), { constraint: 'sealed_format' }, plain);
    }
    await write(`s1.k1.${nonce}.${randomBytes(20).toString('base64url')}`);
  });
});
