import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import { Client } from 'pg';
import { History, type ChainedEvent } from '../fixture/history.js';
import { ownerOf, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { isWhole, takeAnchor, verifyHistory, type Anchor, type HistoryReport } from './index.js';

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

const nothing: HistoryReport = {
  rows: 20,
  altered: [],
  removed: [],
  inserted: [],
  unchained: 0,
  omitted: 0,
  anchors: { checked: 0, broken: [] },
};

async function assertFound(expected: Partial<HistoryReport>, anchors: readonly Anchor[] = []): Promise<void> {
  const report = await verifyHistory(client, anchors);
  assert.deepEqual(report, { ...nothing, anchors: { checked: anchors.length, broken: [] }, ...expected });
}

async function anchorNow(): Promise<Anchor> {
  const anchor = await takeAnchor(client, 'tally', new Date('2025-07-01T17:00:00Z'));
  assert.ok(anchor);
  return anchor;
}

describe('a history of twenty events', () => {
  let events: ChainedEvent[];
  const tamper = (text: string, values: unknown[] = []) => history.client.query(text, values);
  const at = (position: number): ChainedEvent => {
    const event = events[position - 1];
    assert.ok(event);
    return event;
  };
  const alter = (position: number, change: string) =>
    tamper(`update event_log set ${change} where id = $1`, [at(position).eventId]);
  const removeEvent = (position: number) => tamper('delete from event_log where id = $1', [at(position).eventId]);
  const removeLink = (from: number, to = from) =>
    tamper('delete from event_position where position between $1 and $2', [from, to]);
  const eventRemoved = (position: number) => {
    const { aggregateId, sequence } = at(position);
    return { what: 'event' as const, position, aggregateId, sequence };
  };
  const linkRemoved = (position: number) => ({ what: 'position' as const, ...at(position) });

  beforeEach(async () => {
    events = await history.write([0, 1, 2, 0, 1, 0, 0, 2, 1, 0, 2, 2, 1, 0, 1, 2, 0, 0, 1, 2]);
  });

  it('that nobody touched is whole, with its anchors', async () => {
    await assertFound({}, [await anchorNow()]);
    assert.ok(isWhole(await verifyHistory(client)));
  });

  it('that does not begin yet is whole', async () => {
    await history.write([]);
    await assertFound({ rows: 0 });
    assert.equal(await takeAnchor(client, 'tally', new Date()), undefined);
  });

  for (const change of [
    `data = replace(data, 'taskId', 'task')`,
    `occurred_at = occurred_at + interval '1 millisecond'`,
    `occurred_at = 'infinity'`,
    `occurred_at = '290000-01-01'`,
    `actor_id = 'somebody else'`,
    `actor_kind = 'system'`,
    `agency_code = null`,
    `position_code = ''`,
    `trace_parent = '00-'`,
  ]) {
    it(`names the one row in which somebody set ${change}`, async () => {
      await alter(7, change);
      await assertFound({ altered: [at(7)] });
    });
  }

  it('names an altered row at either end, and several at once', async () => {
    for (const position of [1, 12, 13, 20]) await alter(position, `data = '{}'`);
    await assertFound({ altered: [at(1), at(12), at(13), at(20)] });
  });

  it('names a row as it stands now when its type or id was altered', async () => {
    const eventId = randomUUID();
    await tamper(`update event_log set type = 'task.completed', id = $2 where id = $1`, [at(7).eventId, eventId]);
    await assertFound({ altered: [{ ...at(7), eventId, type: 'task.completed' }] });
  });

  it('names the altered row when its own hash was computed anew', async () => {
    await alter(7, `data = '{}'`);
    await history.rechain(7, 7);
    await assertFound({ altered: [at(7)] });
  });

  it('names the last altered row when the hashes were computed anew up to there', async () => {
    await alter(7, `data = '{}'`);
    await history.rechain(7, 11);
    await assertFound({ altered: [at(11)] });
  });

  for (const change of ['previous_hash = hash', `hash = decode(repeat('0', 64), 'hex')`]) {
    it(`names the one link in which somebody set ${change}`, async () => {
      await tamper(`update event_position set ${change} where position = 7`);
      await assertFound({ altered: [at(7)] });
    });
  }

  it('names both rows whose content was exchanged', async () => {
    await tamper(
      `update event_log l set data = other.data from event_log other where (l.id = $1 and other.id = $2) or (l.id = $2 and other.id = $1)`,
      [at(7).eventId, at(15).eventId],
    );
    await assertFound({ altered: [at(7), at(15)] });
  });

  for (const other of [8, 15]) {
    it(`names both places whose links were exchanged: 7 and ${other}`, async () => {
      await tamper('update event_position set position = 1000 where position = 7');
      await tamper('update event_position set position = 7 where position = $1', [other]);
      await tamper('update event_position set position = $1 where position = 1000', [other]);
      await assertFound({
        altered: [
          { ...at(other), position: 7 },
          { ...at(7), position: other },
        ],
      });
    });
  }

  it('names a removed event by the link that it left', async () => {
    await removeEvent(7);
    await assertFound({ rows: 19, removed: [eventRemoved(7)] });
  });

  it('names a removed link by the event that it left, one or several', async () => {
    await removeLink(7);
    await removeLink(13, 15);
    await assertFound({ rows: 16, removed: [7, 13, 14, 15].map(linkRemoved) });
  });

  it('names a removed row by its position and by its number in its dossier', async () => {
    await removeLink(7);
    await removeEvent(7);
    const { aggregateId, sequence } = at(7);
    await assertFound({
      rows: 19,
      removed: [
        { what: 'positions', from: 7, to: 7 },
        { what: 'sequence', aggregateId, from: sequence, to: sequence },
      ],
    });
  });

  it('names a removed row when those behind it were given its number', async () => {
    await removeLink(7);
    await history.renumber(8, -1);
    await assertFound({ rows: 19, removed: [linkRemoved(7)] });
    await alter(12, `data = '{}'`);
    await assertFound({ rows: 19, removed: [linkRemoved(7)], altered: [{ ...at(12), position: 11 }] });
  });

  it('names a removed row behind a removed row', async () => {
    await removeLink(7);
    await removeEvent(8);
    await assertFound({ rows: 18, removed: [eventRemoved(8), linkRemoved(7)] });
  });

  it('names an event that was put into the log alone', async () => {
    const forged = { aggregateId: at(1).aggregateId, sequence: 9, eventId: randomUUID(), type: 'task.claimed' };
    await history.insertEvents([forged]);
    await assertFound({ inserted: [{ position: null, ...forged }] });
  });

  it('tells an event that lost its link from one that never had one', async () => {
    const forged = { aggregateId: randomUUID(), sequence: 1, eventId: randomUUID(), type: 'task.claimed' };
    await history.insertEvents([forged]);
    await removeLink(7);
    await assertFound({ rows: 19, removed: [linkRemoved(7)], inserted: [{ position: null, ...forged }] });
  });

  for (const [how, rehash] of [
    ['without a fitting hash', false],
    ['with a hash of its own', true],
  ] as const) {
    it(`names rows that were put between others, ${how}`, async () => {
      await history.renumber(7, 2);
      const forged = [7, 8].map((position, index) => ({
        position,
        aggregateId: at(1).aggregateId,
        sequence: 9 + index,
        eventId: randomUUID(),
        type: 'task.claimed',
      }));
      await history.insertEvents(forged);
      for (const event of forged) {
        await tamper(`insert into event_position values ($1, $2, $3, 'x', 'y')`, [
          event.position,
          event.aggregateId,
          event.sequence,
        ]);
      }
      if (rehash) await history.rechain(7, 8);
      await assertFound({ rows: 22, inserted: forged });
    });
  }

  it('names a link that was added behind the last', async () => {
    const forged = { aggregateId: randomUUID(), sequence: 1, eventId: randomUUID(), type: 'task.claimed' };
    await history.insertEvents([forged]);
    await tamper(`insert into event_position values (21, $1, 1, 'x', 'y')`, [forged.aggregateId]);
    await assertFound({ rows: 21, altered: [{ position: 21, ...forged }] });
  });

  it('shows by an anchor alone that the last rows were cut off', async () => {
    const anchor = await anchorNow();
    await tamper(
      'delete from event_log l using event_position p where p.position >= 17 and l.aggregate_id = p.aggregate_id and l.sequence = p.sequence',
    );
    await removeLink(17, 20);
    await assertFound({ rows: 16 });
    const broken = [{ ...anchor, reason: 'missing' as const }];
    await assertFound({ rows: 16, removed: [{ what: 'tail', from: 17, to: 20 }], anchors: { checked: 1, broken } }, [
      anchor,
    ]);
  });

  it('names the events whose links were cut off behind the last, if an anchor holds the last', async () => {
    const anchor = await anchorNow();
    await removeLink(18, 20);
    const inserted = [18, 19, 20].map((position) => ({ ...at(position), position: null }));
    await assertFound({ rows: 17, inserted });
    const broken = [{ ...anchor, reason: 'missing' as const }];
    await assertFound({ rows: 17, removed: [18, 19, 20].map(linkRemoved), anchors: { checked: 1, broken } }, [anchor]);
  });

  it('shows by the anchors alone that everything behind a change was computed anew', async () => {
    const anchors: Anchor[] = [];
    for (const position of [5, 6, 7, 20]) {
      const { rows } = await client.query<{ hash: Buffer }>('select hash from event_position where position = $1', [
        position,
      ]);
      anchors.push({ ...(await anchorNow()), position, hash: rows[0]?.hash.toString('hex') ?? '' });
    }
    await alter(7, `data = '{}'`);
    await history.rechain(7);
    await assertFound({});
    const broken = anchors.slice(2).map((anchor) => ({ ...anchor, reason: 'different' as const }));
    await assertFound({ anchors: { checked: 4, broken } }, anchors);
  });

  it('misses the anchor of a row that was removed', async () => {
    const anchor = { ...(await anchorNow()), position: 7 };
    await removeLink(7);
    await assertFound(
      { rows: 19, removed: [linkRemoved(7)], anchors: { checked: 1, broken: [{ ...anchor, reason: 'missing' }] } },
      [anchor],
    );
  });

  it('counts what is committed and not chained yet, and finds no fault in it', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    for (const aggregateId of [id, other]) {
      await history.insertEvents([{ aggregateId, sequence: 1, eventId: randomUUID(), type: 'task.claimed' }]);
      await tamper('insert into outbox (aggregate_id, sequence) values ($1, 1)', [aggregateId]);
    }
    await assertFound({ unchained: 2 });
    await tamper('delete from event_log where aggregate_id = $1', [id]);
    await assertFound({
      unchained: 1,
      removed: [{ what: 'event', position: null, aggregateId: id, sequence: 1 }],
    });
  });

  it('names everything that was done to it, each by its kind', async () => {
    const anchor = await anchorNow();
    const forged = { aggregateId: randomUUID(), sequence: 1, eventId: randomUUID(), type: 'task.claimed' };
    await alter(3, `actor_id = 'x'`);
    await removeEvent(6);
    await removeLink(9);
    await history.insertEvents([forged]);
    await alter(14, `data = ''`);
    await history.rechain(14, 14);
    await removeLink(20);
    await removeEvent(20);
    await assertFound(
      {
        rows: 17,
        altered: [at(3), at(14)],
        removed: [eventRemoved(6), linkRemoved(9), { what: 'tail', from: 20, to: 20 }],
        inserted: [{ position: null, ...forged }],
        anchors: { checked: 1, broken: [{ ...anchor, reason: 'missing' }] },
      },
      [anchor],
    );
  });
});
