import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { topics } from '@motcua/contracts/events';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { Commands } from '../database/index.js';
import { Relay } from '../events/index.js';
import { History } from '../fixture/history.js';
import { ScriptedBus } from '../fixture/scripted-bus.js';
import { addOne, connect, ownerOf, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { createLogger } from '../logs/index.js';
import { isWhole, takeAnchor, verifyHistory, type Anchor } from './index.js';

let database: TestDatabase;
let history: History;
let client: Client;

before(async () => {
  database = await databaseForTest(tallyDatabase);
  history = await History.open(ownerOf(database));
  client = new Client(runtimeOf(database));
  await client.connect();
});

after(async () => {
  await client.end();
  await history.close();
  await database.drop();
});

describe('a long history', () => {
  it('is read page by page, and rows at the edges of the pages are named as well', async () => {
    const events = await history.write(Array.from({ length: 4_001 }, (_, index) => index % 7));
    assert.ok(isWhole(await verifyHistory(client)));
    await history.client.query('delete from event_position where position in (2000, 4000)');
    await history.client.query(`update event_log set data = '' where id = $1`, [events[2000]?.eventId]);
    const { rows, altered, removed } = await verifyHistory(client);
    assert.equal(rows, 3_999);
    assert.deepEqual(altered, [events[2000]]);
    assert.deepEqual(removed, [
      { what: 'position', ...events[1999] },
      { what: 'position', ...events[3999] },
    ]);
  });

  it('names each of many links that were removed in a row by the event that it left', async () => {
    const events = await history.write(Array.from({ length: 600 }, (_, index) => index % 7));
    await history.client.query('delete from event_position where position between 101 and 500');
    const { removed, inserted } = await verifyHistory(client);
    assert.deepEqual(
      removed,
      events.slice(100, 500).map((event) => ({ what: 'position', ...event })),
    );
    assert.deepEqual(inserted, []);
  });

  it('tells which links are missing and which events have none where nobody can say what belongs to what', async () => {
    const events = await history.write(Array.from({ length: 60 }, (_, index) => index));
    await history.client.query('update event_position set position = 1000 - position');
    await history.client.query('update event_position set position = position - 939');
    await history.rechain(1); // the ids run against the chain
    await history.client.query('delete from event_position where position between 11 and 40');
    const { removed, inserted } = await verifyHistory(client);
    assert.deepEqual(removed, [{ what: 'positions', from: 11, to: 40 }]);
    assert.deepEqual(
      inserted,
      events.slice(20, 50).map((event) => ({ ...event, position: null })),
    );
  });

  it('that is scrambled from end to end lists the first findings and counts the rest', async () => {
    await history.client.query('truncate event_log, event_position, outbox');
    await history.client.query(
      `insert into event_log (aggregate_id, sequence, id, type, occurred_at, actor_id, actor_kind, data)
       select $1, n, gen_random_uuid(), 'task.claimed', now(), 'clerk', 'system', '{}' from generate_series(1, 10100) n`,
      [randomUUID()],
    );
    await history.client.query(
      `insert into event_position select sequence, aggregate_id, sequence, case sequence when 1 then 'x'::bytea else 'y' end, 'y' from event_log`,
    );
    const { altered, omitted } = await verifyHistory(client);
    assert.deepEqual([altered.length, omitted], [10_000, 100]);
  });
});

describe('a history that is being written to', () => {
  it('has no false finding, whatever moment is looked at', async () => {
    await history.write([]);
    const dataSource = await connect(runtimeOf(database), 8);
    const log = createLogger({ service: 'tally', level: 'silent' });
    const login = runtimeOf(database);
    const relay = new Relay({ service: 'tally', topic: topics.dossier, login, bus: new ScriptedBus(), log });
    const commands = new Commands(dataSource, () => relay.notify());
    relay.start();
    let [writing, written] = [true, 0];
    const writers = Array.from({ length: 4 }, async () => {
      const id = uuidv7();
      for (; writing; written++) await addOne(commands, id);
    });
    const anchors: Anchor[] = [];
    try {
      let sawUnchained = false;
      const until = performance.now() + 1_500;
      while (performance.now() < until || !sawUnchained) {
        const anchor = await takeAnchor(client, 'tally', new Date());
        if (anchor) anchors.push(anchor);
        const report = await verifyHistory(client, anchors);
        assert.ok(isWhole(report), JSON.stringify(report));
        sawUnchained ||= report.unchained > 0;
      }
    } finally {
      writing = false;
      await Promise.all(writers);
      await relay.stop();
      await dataSource.destroy();
    }
    const report = await verifyHistory(client, anchors);
    assert.ok(isWhole(report));
    assert.deepEqual([report.rows, report.unchained], [written, 0]);
  });

  it('is looked at as it stood when the look began', async (t) => {
    const [last] = (await history.write([0, 1, 2])).slice(-1);
    assert.ok(last);
    const query = client.query.bind(client);
    t.mock.method(client, 'query', async (statement: string | { text: string }) => {
      const result: unknown = await query(typeof statement === 'string' ? { text: statement } : statement);
      if (typeof statement === 'object' && statement.text.includes('event_position p'))
        await history.insertEvents([{ ...last, sequence: 9, eventId: uuidv7() }]);
      return result;
    });
    assert.ok(isWhole(await verifyHistory(client)));
    t.mock.restoreAll();
    assert.equal((await verifyHistory(client)).inserted.length, 1);
  });
});
