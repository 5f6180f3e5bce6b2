import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import fc from 'fast-check';
import { History, type ChainedEvent } from '../fixture/history.js';
import { ownerOf, tallyDatabase } from '../fixture/tally.js';
import { takeAnchor, verifyHistory, type RemovedRow } from './index.js';

const kinds = [
  'eventAltered',
  'eventRehashed',
  'linkAltered',
  'eventRemoved',
  'linkRemoved',
  'rowRemoved',
  'rowForged',
] as const;
type Kind = (typeof kinds)[number];

const changes = [
  `data = data || ' '`,
  `occurred_at = occurred_at - interval '1 day'`,
  `actor_id = ''`,
  `agency_code = null`,
];

/** Who changed what: nobody touches two rows side by side, where one change may hide another. */
const tamperings = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      gap: fc.integer({ min: 2, max: 9 }),
      change: fc.constantFrom(...changes),
    }),
    { maxLength: 5 },
  )
  .map((steps) => {
    let position = -1;
    return steps.map(({ kind, gap, change }) => ({ kind, change, position: (position += gap) }));
  });

describe('any history with anything done to it', () => {
  let database: TestDatabase;
  let history: History;

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    history = await History.open(ownerOf(database));
  });

  after(async () => {
    await history.close();
    await database.drop();
  });

  async function tamper(kind: Kind, event: ChainedEvent, change: string): Promise<void> {
    const { position, eventId } = event;
    if (kind === 'eventAltered' || kind === 'eventRehashed')
      await history.client.query(`update event_log set ${change} where id = $1`, [eventId]);
    if (kind === 'eventRehashed') await history.rechain(position, position);
    if (kind === 'linkAltered')
      await history.client.query('update event_position set hash = previous_hash where position = $1', [position]);
    if (kind === 'linkRemoved' || kind === 'rowRemoved')
      await history.client.query('delete from event_position where position = $1', [position]);
    if (kind === 'eventRemoved' || kind === 'rowRemoved')
      await history.client.query('delete from event_log where id = $1', [eventId]);
  }

  it('is found out, and each row is named by what was done to it', async () => {
    const orders = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(orders, tamperings, async (order, given) => {
        const events = await history.write(order);
        const anchor = await takeAnchor(history.client, 'tally', new Date());
        assert.ok(anchor);
        const done = given.flatMap(({ kind, position, change }) => {
          const event = events[position - 1];
          return event ? [{ kind, event, change }] : [];
        });
        const forged = done
          .filter(({ kind }) => kind === 'rowForged')
          .map(({ event }) => ({ ...event, aggregateId: randomUUID(), sequence: 1, eventId: randomUUID() }));
        await history.insertEvents(forged);
        for (const { kind, event, change } of done) await tamper(kind, event, change);

        const report = await verifyHistory(history.client, [anchor]);
        const having = (...wanted: Kind[]) =>
          done.filter(({ kind }) => wanted.includes(kind)).map(({ event }) => event);
        const isLast = ({ position }: ChainedEvent) => position === events.length;
        const unseen = having('eventRehashed').filter(isLast); // nothing stands behind it that knew it
        assert.deepEqual(
          report.altered,
          having('eventAltered', 'eventRehashed', 'linkAltered').filter((event) => !unseen.includes(event)),
        );
        assert.deepEqual(inOrder(report.inserted), inOrder(forged.map((event) => ({ ...event, position: null }))));
        const rowsRemoved = having('rowRemoved');
        const removed: RemovedRow[] = [
          ...having('eventRemoved').map(({ position, aggregateId, sequence }) => ({
            what: 'event' as const,
            position,
            aggregateId,
            sequence,
          })),
          ...having('linkRemoved').map((event) => ({ what: 'position' as const, ...event })),
          ...rowsRemoved.map((event) => ({
            what: isLast(event) ? ('tail' as const) : ('positions' as const),
            from: event.position,
            to: event.position,
          })),
          ...gapsOf(events, rowsRemoved),
        ];
        assert.deepEqual(inOrder(report.removed), inOrder(removed));
        assert.deepEqual(
          report.anchors.broken.map(({ reason }) => reason),
          [
            ...having('eventRehashed', 'linkAltered')
              .filter(isLast)
              .map(() => 'different'),
            ...having('linkRemoved', 'rowRemoved')
              .filter(isLast)
              .map(() => 'missing'),
          ],
        );
        assert.equal(report.rows, events.length - having('eventRemoved', 'linkRemoved', 'rowRemoved').length);
      }),
      { seed: 20250701, numRuns: 60 },
    );
  });
});

/** The numbers that an aggregate lacks although it counts on behind them. */
function gapsOf(events: readonly ChainedEvent[], removed: readonly ChainedEvent[]): RemovedRow[] {
  return [...new Set(events.map(({ aggregateId }) => aggregateId))].flatMap((aggregateId) => {
    const left = events.filter((event) => event.aggregateId === aggregateId && !removed.includes(event));
    return left.flatMap(({ sequence }, index) => {
      const before = left[index - 1]?.sequence ?? 0;
      return sequence > before + 1
        ? [{ what: 'sequence' as const, aggregateId, from: before + 1, to: sequence - 1 }]
        : [];
    });
  });
}

function inOrder(findings: readonly object[]): string[] {
  return findings.map((finding) => JSON.stringify(Object.entries(finding).sort())).sort();
}
