import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { topics } from '@motcua/contracts/events';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Commands } from '../database/index.js';
import { Consumer, Relay } from '../events/index.js';
import { ScriptedBus } from '../fixture/scripted-bus.js';
import { addOne, connect, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { until } from '../fixture/until.js';
import { createLogger } from '../logs/index.js';

const log = createLogger({ service: 'tally', level: 'silent' });

/** What happens to one publication. */
type Fate = 'goes well' | 'broker refuses' | 'killed before' | 'killed after';
const fate = fc.constantFrom<Fate>('goes well', 'broker refuses', 'killed before', 'killed after');

describe('delivery', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    dataSource = await connect(runtimeOf(database));
  });

  after(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  async function killLeader(): Promise<void> {
    await dataSource.query(
      `select pg_terminate_backend(pid, 5000) from pg_locks join pg_database d on d.oid = database
        where locktype = 'advisory' and granted and objid = 7702912 and d.datname = current_database()`,
    );
  }

  it('changes the consumer once for each event and in order, wherever the relay is killed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 4 }), async (fates) => {
        const bus = new ScriptedBus();
        bus.before = async (attempt) => {
          const what = fates[attempt - 1];
          if (what === 'broker refuses') throw new Error('the broker is away');
          if (what === 'killed before') await killLeader();
        };
        bus.after = async (attempt) => {
          if (fates[attempt - 1] === 'killed after') await killLeader();
        };
        const consumer = new Consumer({ group: 'tally', dataSource, bus, log });
        consumer.on(topics.dossier, {
          'task.claimed': async (tx, _payload, event) => {
            await tx.query('insert into effect (aggregate_id, sequence) values ($1, $2)', [
              event.subject,
              event.sequence,
            ]);
          },
        });
        // Two replicas: whoever is not killed takes over at its next look.
        const relays = [1, 2].map(
          () => new Relay({ service: 'tally', topic: topics.dossier, login: runtimeOf(database), bus, log }),
        );
        const commands = new Commands(dataSource, () => relays.forEach((relay) => relay.notify()));
        for (const relay of relays) relay.start();
        const ids = [uuidv7(), uuidv7()];
        for (let round = 0; round < 3; round++) await Promise.all(ids.map((id) => addOne(commands, id)));
        await until(async () => (await dataSource.query<unknown[]>('select from outbox limit 1')).length === 0);
        await Promise.all(relays.map((relay) => relay.stop()));
        const effects: unknown = await dataSource.query(
          'select aggregate_id, sequence from effect where aggregate_id = any ($1) order by aggregate_id, place',
          [ids],
        );
        const expected = ids.flatMap((id) => [1, 2, 3].map((sequence) => ({ aggregate_id: id, sequence })));
        assert.deepEqual(effects, expected);
      }),
      { numRuns: 5, seed: 20250701, endOnFailure: true },
    );
  });
});
