import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { topics } from '@motcua/contracts/events';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { chainHash, genesisHash, storedEventColumns, type StoredEventRow } from '../chain/index.js';
import { Commands } from '../database/index.js';
import { ScriptedBus } from '../fixture/scripted-bus.js';
import { addOne, connect, ownerOf, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { until } from '../fixture/until.js';
import { createLogger } from '../logs/index.js';
import { readEvents } from './read-events.js';
import { Relay } from './relay.js';

const log = createLogger({ service: 'tally', level: 'silent' });

describe('the relay', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let commands: Commands;
  let bus: ScriptedBus;
  let relays: Relay[];

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    dataSource = await connect(runtimeOf(database));
    commands = new Commands(dataSource, () => relays.forEach((relay) => relay.notify()));
  });

  after(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  beforeEach(() => {
    bus = new ScriptedBus();
    relays = [];
  });

  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
    assert.deepEqual(await dataSource.query('select * from outbox'), [], 'nothing stays behind');
  });

  function startRelay(over = bus): Relay {
    const relay = new Relay({ service: 'tally', topic: topics.dossier, login: runtimeOf(database), bus: over, log });
    relays.push(relay);
    relay.start();
    return relay;
  }

  async function leader(): Promise<number | undefined> {
    const [row]: { pid: number }[] = await dataSource.query(
      `select pid from pg_locks join pg_database d on d.oid = database
        where locktype = 'advisory' and granted and objid = 7702912 and d.datname = current_database()`,
    );
    return row?.pid;
  }

  async function cutLeader(): Promise<void> {
    await dataSource.query('select pg_terminate_backend($1, 5000)', [await leader()]);
  }

  const outboxIsEmpty = async () => (await dataSource.query<unknown[]>('select from outbox limit 1')).length === 0;

  it('publishes each event once and each dossier in the order of the commits', async () => {
    const ids = [uuidv7(), uuidv7(), uuidv7()];
    startRelay();
    await Promise.all(Array.from({ length: 60 }, (_, index) => addOne(commands, ids[index % 3] ?? '')));
    await until(outboxIsEmpty);
    for (const id of ids) {
      assert.deepEqual(
        bus.said.filter((name) => name.startsWith(id)),
        Array.from({ length: 20 }, (_, index) => `${id} ${index + 1}`),
      );
    }
  });

  it('gives positions without gaps and a chain of hashes in which an altered row is found', async () => {
    startRelay();
    const ids = Array.from({ length: 10 }, () => uuidv7());
    await Promise.all(ids.map((id) => addOne(commands, id)));
    await until(outboxIsEmpty);
    assert.equal(await firstBrokenLink(), undefined);
    const owner = await connect(ownerOf(database));
    for (const alteration of [
      `data = replace(data, 'count-1', 'count-9')`,
      `occurred_at = occurred_at + interval '1 millisecond'`,
      `actor_id = 'somebody else'`,
      `agency_code = ''`,
    ]) {
      const [row]: { position: string; aggregate_id: string }[] = await owner.query(
        'select position, aggregate_id from event_position where aggregate_id = any ($1) order by random() limit 1',
        [ids],
      );
      await owner.query('create table kept as select * from event_log where aggregate_id = $1', [row?.aggregate_id]);
      await owner.query(`update event_log set ${alteration} where aggregate_id = $1`, [row?.aggregate_id]);
      assert.equal(await firstBrokenLink(), Number(row?.position), alteration);
      await owner.query(
        `update event_log l set data = k.data, occurred_at = k.occurred_at, actor_id = k.actor_id, agency_code = k.agency_code
           from kept k where k.id = l.id`,
      );
      await owner.query('drop table kept');
    }
    // Too small for the hash to see, so the column does not keep it either.
    await owner.query(`update event_log set occurred_at = occurred_at + interval '1 microsecond'`);
    assert.equal(await firstBrokenLink(), undefined);
    await owner.destroy();
  });

  /** The first position that is not the successor of the one before, or whose hash is not that of its row. */
  async function firstBrokenLink(): Promise<number | undefined> {
    const rows: (StoredEventRow & { position: string; previous_hash: Buffer; hash: Buffer })[] = await dataSource.query(
      `select p.position, p.previous_hash, p.hash, ${storedEventColumns}
         from event_position p join event_log l using (aggregate_id, sequence) order by p.position`,
    );
    let previous: Buffer = genesisHash;
    for (const [index, row] of rows.entries()) {
      const isLink =
        Number(row.position) === index + 1 &&
        row.previous_hash.equals(previous) &&
        row.hash.equals(chainHash(index + 1, row, previous));
      if (!isLink) return index + 1;
      previous = row.hash;
    }
    return undefined;
  }

  it('leads alone among the replicas of a service, and another takes over when its connection dies', async () => {
    const buses = [new ScriptedBus(), new ScriptedBus()];
    for (const each of buses) startRelay(each);
    const id = uuidv7();
    await addOne(commands, id);
    await until(outboxIsEmpty);
    const [first, second] = buses[0]?.attempts.length === 0 ? [buses[1], buses[0]] : [buses[0], buses[1]];
    assert.deepEqual([first?.said, second?.said], [[`${id} 1`], []]);
    await cutLeader();
    await until(async () => (await leader()) !== undefined);
    await addOne(commands, id);
    await until(outboxIsEmpty);
    assert.deepEqual([...(first?.said ?? []), ...(second?.said ?? [])].sort(), [`${id} 1`, `${id} 2`]);
  });

  it('publishes again what could not be published, and loses nothing', async () => {
    const id = uuidv7();
    bus.before = (attempt) => {
      if (attempt <= 2) throw new Error('the broker is away');
    };
    startRelay();
    await addOne(commands, id);
    await until(outboxIsEmpty);
    assert.deepEqual(bus.said, [`${id} 1`, `${id} 1`, `${id} 1`]);
  });

  it('is not driven to hurry by commits while publishing fails', async () => {
    bus.before = () => {
      throw new Error('the broker is away');
    };
    const relay = startRelay();
    await addOne(commands, uuidv7());
    await until(() => bus.attempts.length === 1);
    for (let commit = 0; commit < 60; commit++) {
      relay.notify();
      await pause(10);
    }
    assert.ok(bus.attempts.length <= 3, `${bus.attempts.length} attempts`);
    bus.before = () => undefined;
    await until(outboxIsEmpty);
  });

  it('publishes again when it was cut off between the publication and its mark', async () => {
    const id = uuidv7();
    bus.after = (attempt) => (attempt === 1 ? cutLeader() : undefined);
    startRelay();
    await addOne(commands, id);
    await until(outboxIsEmpty);
    assert.deepEqual(bus.said, [`${id} 1`, `${id} 1`]);
    assert.equal(await firstBrokenLink(), undefined);
  });

  it('is woken by a commit: forty one after another do not wait for forty looks at the clock', async () => {
    startRelay();
    await until(async () => (await leader()) !== undefined);
    const startedAt = performance.now();
    for (let commit = 0; commit < 40; commit++) {
      await addOne(commands, uuidv7());
      await until(() => bus.attempts.length > commit);
    }
    assert.ok(performance.now() - startedAt < 20_000);
  });

  it('is woken by the commit of another replica', async () => {
    startRelay();
    await until(async () => (await leader()) !== undefined);
    const listener = new Client(runtimeOf(database));
    await listener.connect();
    await listener.query('listen motcua_outbox');
    const heard = new Promise((resolve) => listener.once('notification', resolve));
    const other = startRelay(new ScriptedBus());
    const asks = setInterval(() => other.notify(), 20); // until it is connected itself
    await heard;
    clearInterval(asks);
    await listener.end();
  });

  it('publishes what is committed before it stops', async () => {
    const id = uuidv7();
    const relay = startRelay();
    await until(async () => (await leader()) !== undefined);
    await Promise.all([addOne(commands, id), addOne(commands, id)]);
    await relay.stop();
    assert.deepEqual(bus.said, [`${id} 1`, `${id} 2`]);
  });

  it('stops at once while the broker is away, and leaves its events to the next', async () => {
    const id = uuidv7();
    bus.before = () => {
      throw new Error('the broker is away');
    };
    const relay = startRelay();
    await addOne(commands, id);
    await until(() => bus.attempts.length > 0);
    await relay.stop();
    const next = new ScriptedBus();
    startRelay(next);
    await until(outboxIsEmpty);
    assert.deepEqual(next.said, [`${id} 1`]);
  });

  it('lets a reader have everything after a position, page by page and in order', async () => {
    const relay = startRelay();
    await dataSource.query(
      `insert into event_log (aggregate_id, sequence, id, type, occurred_at, actor_id, actor_kind, data)
       select $1, n, gen_random_uuid(), 'task.claimed', now(), 'clerk', 'system', '{}' from generate_series(1, 1100) n`,
      [uuidv7()],
    );
    await dataSource.query(
      `insert into outbox (aggregate_id, sequence) select aggregate_id, sequence from event_log l
        where not exists (select from event_position p where p.aggregate_id = l.aggregate_id and p.sequence = l.sequence) order by sequence`,
    );
    relay.notify();
    await until(outboxIsEmpty);
    const everything = await all(readEvents(dataSource, 0));
    assert.deepEqual(
      everything.map(({ position }) => position),
      everything.map((_, index) => index + 1),
    );
    const rest = await all(readEvents(dataSource, everything.length - 1100));
    assert.deepEqual(
      rest.map(({ sequence }) => sequence),
      Array.from({ length: 1100 }, (_, index) => index + 1),
    );
    assert.deepEqual(await all(readEvents(dataSource, everything.length)), []);
  });
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
