import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import { readPayload } from '@motcua/contracts/events';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { systemCaller } from '../caller/index.js';
import { IdempotencyKeyReused, isOutage, RequestStillRunning } from '../errors/index.js';
import { addOne, allotNumber, callerWith, connect, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { Commands, event } from './commands.js';
import type { Tx } from './transaction.js';

const clerk = systemCaller('clerk');
const now = new Date('2025-07-01T01:00:00.000Z');

describe('a command', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let commands: Commands;
  let committed = 0;

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    dataSource = await connect(runtimeOf(database));
    commands = new Commands(dataSource, () => committed++);
  });

  after(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  function rowsOf(id: string): Promise<{ count: number | null; events: number; queued: number }[]> {
    return dataSource.query(
      `select (select count from tally where id = $1) as count,
              (select count(*)::integer from event_log where aggregate_id = $1) as events,
              (select count(*)::integer from outbox where aggregate_id = $1) as queued`,
      [id],
    );
  }

  it('commits its rows, its events and their place in the outbox together, and tells the relay', async () => {
    const id = uuidv7();
    const before = committed;
    assert.deepEqual(await addOne(commands, id), { count: 1 });
    assert.deepEqual(await rowsOf(id), [{ count: 1, events: 1, queued: 1 }]);
    assert.equal(committed, before + 1);
  });

  it('leaves nothing when its work fails, also after it wrote and recorded', async () => {
    const id = uuidv7();
    const before = committed;
    const failing = commands.run(callerWith('failing-key'), now, async (tx) => {
      await tx.query('insert into tally (id, count) values ($1, 1)', [id]);
      tx.record(event('task.claimed', id, { dossierId: id, taskId: id, elementId: 'x' }));
      throw new Error('the clerk changed their mind');
    });
    await assert.rejects(failing, /changed their mind/);
    assert.deepEqual(await rowsOf(id), [{ count: null, events: 0, queued: 0 }]);
    assert.deepEqual(await dataSource.query(`select * from idempotency_key where key = 'failing-key'`), []);
    assert.equal(committed, before);
  });

  it('is not acknowledged when a statement of it failed and the failure was swallowed', async () => {
    const careless = commands.run(clerk, now, async (tx) => {
      await tx.query('select 1 / 0').catch(() => undefined);
      return {};
    });
    await assert.rejects(careless, { code: '25P02' });
  });

  it('that loses its connection is an outage, leaves nothing and spoils nothing for the next', async () => {
    const id = uuidv7();
    const cut = commands.run(clerk, now, async (tx) => {
      await tx.query('insert into tally (id, count) values ($1, 1)', [id]);
      const [backend] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await dataSource.query('select pg_terminate_backend($1, 5000)', [backend?.pid]);
      await tx.query('update tally set count = 2 where id = $1', [id]);
      return {};
    });
    await assert.rejects(cut, isOutage);
    assert.deepEqual(await rowsOf(id), [{ count: null, events: 0, queued: 0 }]);
    assert.deepEqual(await addOne(commands, id), { count: 1 });
  });

  it('keeps its statements to itself: what comes after its end is refused', async () => {
    const escaped: Tx[] = [];
    await commands.run(clerk, now, (tx) => {
      escaped.push(tx);
      return Promise.resolve({});
    });
    await assert.rejects(Promise.all(escaped.map((tx) => tx.query('select 1'))), /already released/);
    assert.equal(escaped.length, 1);
  });

  it('that is repeated with its Idempotency-Key gets the same answer and does nothing', async () => {
    const id = uuidv7();
    const first = await addOne(commands, id, callerWith('repeated'));
    const again = await addOne(commands, id, callerWith('repeated'));
    assert.deepEqual(again, first);
    assert.deepEqual(await rowsOf(id), [{ count: 1, events: 1, queued: 1 }]);
  });

  it('sent twenty times at once with one key has its effect once, and nobody gets another answer', async () => {
    const id = uuidv7();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => addOne(commands, id, callerWith('twenty-times'))),
    );
    const answers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    assert.ok(answers.length >= 1);
    assert.ok(answers.every(({ count }) => count === 1));
    assert.ok(refusals.every((refusal) => refusal instanceof RequestStillRunning));
    assert.deepEqual(await rowsOf(id), [{ count: 1, events: 1, queued: 1 }]);
  });

  it('whose key is being worked on is refused with 409 until the first is done', async () => {
    const id = uuidv7();
    await commands.run(callerWith('under-way'), now, async () => {
      await assert.rejects(addOne(commands, id, callerWith('under-way')), { status: 409 });
      return { count: 7 };
    });
    assert.deepEqual(await addOne(commands, id, callerWith('under-way')), { count: 7 });
  });

  it('with a key that came before with another body is refused with 422', async () => {
    const id = uuidv7();
    await addOne(commands, id, callerWith('reused', 'one body'));
    await assert.rejects(addOne(commands, id, callerWith('reused', 'another body')), IdempotencyKeyReused);
    assert.deepEqual(await rowsOf(id), [{ count: 1, events: 1, queued: 1 }]);
  });

  it('shares its key with no other caller', async () => {
    const id = uuidv7();
    await addOne(commands, id, callerWith('my-own-key'));
    await addOne(commands, id, { ...callerWith('my-own-key'), subjectId: 'colleague' });
    assert.deepEqual(await rowsOf(id), [{ count: 2, events: 2, queued: 2 }]);
  });

  it('gets a number from its last statement, in its answer and in its events, without gaps or doubles', async () => {
    const ids = Array.from({ length: 20 }, () => uuidv7());
    const answers = await Promise.all(ids.map((id) => allotNumber(commands, id, 'without-gaps')));
    const codes = answers.map(({ code }) => code).sort();
    assert.deepEqual(codes, Array.from({ length: 20 }, (_, index) => `N-${index + 1}`).sort());
    const said: { data: string }[] = await dataSource.query(
      'select data from event_log where aggregate_id = any ($1) order by data',
      [ids],
    );
    assert.deepEqual(said.map(({ data }) => readPayload('task.claimed', data).elementId).sort(), codes);
  });

  it('whose last statement allots nothing fails as a whole: no outbox row without its event', async () => {
    const id = uuidv7();
    const unlucky = commands.run(clerk, now, (tx) => {
      tx.insertLast({ ctes: `allotted as (select 'x'::text as value where false)`, values: [] });
      tx.record(event('task.claimed', id, { dossierId: id, taskId: id, elementId: 'x' }));
      return Promise.resolve({});
    });
    await assert.rejects(unlucky, /allotted nothing/);
    assert.deepEqual(await rowsOf(id), [{ count: null, events: 0, queued: 0 }]);
  });

  it('numbers the events of its aggregate without gaps, whatever others do at the same time', async () => {
    const ids = [uuidv7(), uuidv7(), uuidv7()];
    await Promise.all(Array.from({ length: 30 }, (_, index) => addOne(commands, ids[index % 3] ?? '')));
    for (const id of ids) {
      const log: { sequence: number; data: string }[] = await dataSource.query(
        `select sequence, data::jsonb ->> 'elementId' as data from event_log where aggregate_id = $1 order by sequence`,
        [id],
      );
      const expected = Array.from({ length: 10 }, (_, index) => ({ sequence: index + 1, data: `count-${index + 1}` }));
      assert.deepEqual(log, expected);
      const queue: { sequence: number }[] = await dataSource.query(
        'select sequence from outbox where aggregate_id = $1 order by id',
        [id],
      );
      assert.deepEqual(
        queue.map(({ sequence }) => sequence),
        expected.map(({ sequence }) => sequence),
      );
    }
  });

  it('queues several events in the order in which it recorded them', async () => {
    const [one, other] = [uuidv7(), uuidv7()];
    const claimed = (id: string, elementId: string) =>
      event('task.claimed', id, { dossierId: id, taskId: id, elementId }, { agencyCode: 'H01', positionCode: 'clerk' });
    await commands.run(clerk, now, (tx) => {
      tx.record(claimed(one, 'a'), claimed(other, 'b'));
      tx.record(claimed(one, 'c'));
      return Promise.resolve({});
    });
    const rows: unknown = await dataSource.query(
      `select o.aggregate_id, o.sequence, l.data::jsonb ->> 'elementId' as element, l.occurred_at, l.actor_id, l.actor_kind, l.agency_code
         from outbox o join event_log l using (aggregate_id, sequence) where o.aggregate_id in ($1, $2) order by o.id`,
      [one, other],
    );
    const acting = { occurred_at: now, actor_id: 'clerk', actor_kind: 'system', agency_code: 'H01' };
    assert.deepEqual(rows, [
      { aggregate_id: one, sequence: 1, element: 'a', ...acting },
      { aggregate_id: other, sequence: 1, element: 'b', ...acting },
      { aggregate_id: one, sequence: 2, element: 'c', ...acting },
    ]);
  });
});
