import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import { topics, writePayload } from '@motcua/contracts/events';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { isOutage, TemporarilyUnavailable } from '../errors/index.js';
import { connect, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { until } from '../fixture/until.js';
import { createLogger } from '../logs/index.js';
import { InProcessBus } from './bus.js';
import { Consumer, type EffectTx } from './consumer.js';

const log = createLogger({ service: 'tally', level: 'silent' });

function claimed(subject: string, sequence: number, over: Partial<CloudEvent> = {}): CloudEvent {
  return {
    specversion: '1.0',
    id: uuidv7(),
    source: '/motcua/dossier',
    type: 'task.claimed',
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    data: writePayload('task.claimed', { dossierId: subject, taskId: subject, elementId: 'receive' }),
    sequence,
    ...over,
  };
}

describe('a consumer', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let bus: InProcessBus;
  let consumer: Consumer;
  /** Called before the row of an effect is written. */
  let beforeEffect: (tx: EffectTx, event: CloudEvent) => Promise<void>;

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    dataSource = await connect(runtimeOf(database));
  });

  after(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  beforeEach(() => {
    bus = new InProcessBus();
    consumer = consumerOf();
    beforeEffect = () => Promise.resolve();
  });

  afterEach(() => consumer.stop());

  function consumerOf(): Consumer {
    const made = new Consumer({ group: 'tally', dataSource, bus, log });
    made.on(topics.dossier, {
      'task.claimed': async (tx, payload, event) => {
        assert.equal(payload.elementId, 'receive');
        await tx.query('insert into effect (aggregate_id, sequence) values ($1, $2)', [event.subject, event.sequence]);
        await beforeEffect(tx, event);
      },
    });
    return made;
  }

  const take = (...events: CloudEvent[]) => bus.publish(topics.dossier, events);

  async function effectsOn(...ids: string[]): Promise<string[]> {
    const rows: { aggregate_id: string; sequence: number }[] = await dataSource.query(
      'select aggregate_id, sequence from effect where aggregate_id = any ($1) order by place',
      [ids],
    );
    return rows.map((row) => `${ids.indexOf(row.aggregate_id)}:${row.sequence}`);
  }

  async function parkedOf(id: string): Promise<number[]> {
    const rows: { sequence: number }[] = await dataSource.query(
      'select sequence from parked_event where aggregate_id = $1 order by sequence',
      [id],
    );
    return rows.map(({ sequence }) => sequence);
  }

  it('gives each event of a batch its effect, in order, and remembers it', async () => {
    const [one, other] = [uuidv7(), uuidv7()];
    const events = [claimed(one, 1), claimed(other, 1), claimed(one, 2)];
    await take(...events);
    assert.deepEqual(await effectsOn(one, other), ['0:1', '1:1', '0:2']);
    const inbox: unknown[] = await dataSource.query('select from inbox where event_id = any ($1)', [
      events.map(({ id }) => id),
    ]);
    assert.equal(inbox.length, 3);
  });

  it('gives an event that comes twice one effect: in a later batch, in the same one, and at the same moment', async () => {
    const id = uuidv7();
    const [first, second, third] = [claimed(id, 1), claimed(id, 2), claimed(id, 3)];
    await take(first);
    await take(first, second, second);
    await Promise.all([take(second, third), take(second, third), take(third)]);
    assert.deepEqual(await effectsOn(id), ['0:1', '0:2', '0:3']);
  });

  it('parks an event whose effect fails, and those of its dossier behind it; other dossiers go on', async () => {
    const [sick, well] = [uuidv7(), uuidv7()];
    beforeEffect = async (tx, event) => {
      if (event.subject === sick && event.sequence === 2) await tx.query('select 1 / 0');
    };
    await take(claimed(sick, 1), claimed(sick, 2), claimed(well, 1), claimed(sick, 3));
    await take(claimed(well, 2), claimed(sick, 4));
    assert.deepEqual(await effectsOn(sick, well), ['0:1', '1:1', '1:2']);
    assert.deepEqual(await parkedOf(sick), [2, 3, 4]);
    const [parked]: { reason: string; attempts: number }[] = await dataSource.query(
      'select reason, attempts from parked_event where aggregate_id = $1 and sequence = 2',
      [sick],
    );
    assert.match(parked?.reason ?? '', /^QueryFailedError 22012/);
    beforeEffect = () => Promise.resolve();
    consumer.start();
    await until(async () => (await parkedOf(sick)).length === 0);
    assert.deepEqual(await effectsOn(sick), ['0:1', '0:2', '0:3', '0:4']);
  });

  it('parks an event whose effect hid that a statement failed, and no other', async () => {
    const [sick, well] = [uuidv7(), uuidv7()];
    beforeEffect = async (tx, event) => {
      if (event.subject === sick) await tx.query('select 1 / 0').catch(() => undefined);
    };
    await take(claimed(well, 1), claimed(sick, 1), claimed(well, 2));
    await take(claimed(well, 3), claimed(sick, 2));
    assert.deepEqual(await effectsOn(sick, well), ['1:1', '1:2', '1:3']);
    assert.deepEqual(await parkedOf(sick), [1, 2]);
    assert.deepEqual(await parkedOf(well), []);
    const last = uuidv7();
    beforeEffect = async (tx) => {
      await tx.query('select 1 / 0').catch(() => undefined);
    };
    await take(claimed(last, 1));
    assert.deepEqual(await parkedOf(last), [1]);
    await dataSource.query('delete from parked_event where aggregate_id = any ($1)', [[sick, last]]);
  });

  it('sets savepoints only for a batch in which an effect has failed', async () => {
    const [sick, well] = [uuidv7(), uuidv7()];
    const depths: string[] = [];
    beforeEffect = async (tx, event) => {
      // What was written below a savepoint has another id than the transaction as a whole.
      const [row] = await tx.query<{ top: boolean }>(
        'select xmin::text = pg_current_xact_id()::xid::text as top from effect where aggregate_id = $1 and sequence = $2',
        [event.subject, event.sequence],
      );
      depths.push(`${event.subject === sick ? 'sick' : 'well'} ${row?.top === true ? 'plain' : 'savepoint'}`);
      if (event.subject === sick) throw new Error('not today');
    };
    await take(claimed(well, 1), claimed(well, 2));
    await take(claimed(well, 3), claimed(sick, 1));
    assert.deepEqual(depths, [
      'well plain',
      'well plain',
      'well plain',
      'sick plain',
      'well savepoint',
      'sick savepoint',
    ]);
    assert.deepEqual(await effectsOn(sick, well), ['1:1', '1:2', '1:3']);
    await dataSource.query('delete from parked_event where aggregate_id = $1', [sick]);
  });

  it('keeps why an effect failed, without the value that was refused', async () => {
    const id = uuidv7();
    beforeEffect = async (tx) => {
      await tx.query('select $1::date', ['Nguyễn Phước']);
    };
    await take(claimed(id, 1));
    const [parked]: { reason: string }[] = await dataSource
      .query('delete from parked_event where aggregate_id = $1 returning reason', [id])
      .then(([rows]) => rows);
    assert.equal(parked?.reason, 'QueryFailedError 22007: ***');
  });

  it('parks nothing twice when parked events are brought again', async () => {
    const id = uuidv7();
    beforeEffect = () => Promise.reject(new Error('not today'));
    const events = [claimed(id, 1), claimed(id, 2)];
    await take(...events);
    await take(...events);
    // As maintenance leaves it when an event stays parked for weeks.
    await dataSource.query('delete from inbox where event_id = any ($1)', [events.map((event) => event.id)]);
    await take(...events);
    assert.deepEqual(await parkedOf(id), [1, 2]);
    await dataSource.query('delete from parked_event where aggregate_id = $1', [id]);
  });

  it('tries a parked event again and again, ever less often, until it succeeds; two replicas do no more than one', async () => {
    const id = uuidv7();
    let attempts = 0;
    beforeEffect = () => {
      attempts += 1;
      return attempts <= 2 ? Promise.reject(new Error('not yet')) : Promise.resolve();
    };
    await take(claimed(id, 1), claimed(id, 2));
    attempts = 1; // taking it in tries twice
    await dataSource.query('update parked_event set attempts = 3 where aggregate_id = $1', [id]);
    const replica = consumerOf();
    consumer.start();
    replica.start();
    await until(async () => {
      const [row]: { later: boolean }[] = await dataSource.query(
        `select next_attempt_at > clock_timestamp() + interval '5 seconds' as later from parked_event
          where aggregate_id = $1 and sequence = 1 and attempts = 4`,
        [id],
      );
      return row?.later === true;
    });
    await dataSource.query('update parked_event set next_attempt_at = clock_timestamp() where aggregate_id = $1', [id]);
    await until(async () => (await parkedOf(id)).length === 0);
    await replica.stop();
    assert.deepEqual(await effectsOn(id), ['0:1', '0:2']);
    assert.equal(attempts, 4);
  });

  it('refuses the whole batch when the database goes away, and parks nothing; brought again it has its effect', async () => {
    const [one, other] = [uuidv7(), uuidv7()];
    let cut = false;
    beforeEffect = async (tx, event) => {
      if (cut || event.subject !== other) return;
      cut = true;
      const [backend] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await dataSource.query('select pg_terminate_backend($1, 5000)', [backend?.pid]);
      await tx.query('select 1');
    };
    const events = [claimed(one, 1), claimed(other, 1), claimed(one, 2)];
    await assert.rejects(take(...events), isOutage);
    assert.deepEqual(await effectsOn(one, other), []);
    assert.deepEqual([await parkedOf(one), await parkedOf(other)], [[], []]);
    await take(...events);
    assert.deepEqual(await effectsOn(one, other), ['0:1', '1:1', '0:2']);
  });

  it('refuses the whole batch when a service that it asks is away, and parks nothing', async () => {
    const [one, other] = [uuidv7(), uuidv7()];
    beforeEffect = (_, event) =>
      event.subject === other ? Promise.reject(new TemporarilyUnavailable(undefined)) : Promise.resolve();
    await assert.rejects(take(claimed(one, 1), claimed(other, 1)), TemporarilyUnavailable);
    assert.deepEqual(await effectsOn(one, other), []);
    assert.deepEqual(await parkedOf(other), []);
  });

  it('passes over what a newer release says, and fields that it does not know', async () => {
    const id = uuidv7();
    const data = JSON.stringify({ dossierId: id, taskId: id, elementId: 'receive', mood: 'cheerful' });
    await take(
      claimed(id, 1, { type: 'dossier.teleported', data: 'not even JSON' }),
      claimed(id, 2, { data }),
      claimed(id, 3, { type: 'dossier.returned', data: '{}' }),
    );
    assert.deepEqual(await effectsOn(id), ['0:2']);
    assert.deepEqual(await parkedOf(id), []);
  });

  it('parks an event whose payload cannot be read', async () => {
    const id = uuidv7();
    await take(claimed(id, 1, { data: '{' }));
    assert.deepEqual(await parkedOf(id), [1]);
    await dataSource.query('delete from parked_event where aggregate_id = $1', [id]);
  });
});
