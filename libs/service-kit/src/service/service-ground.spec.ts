import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { topics } from '@motcua/contracts/events';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import { register } from 'prom-client';
import { v7 as uuidv7 } from 'uuid';
import { InProcessBus } from '../events/index.js';
import { addOne, settingsOf, tallyDatabase } from '../fixture/tally.js';
import { until } from '../fixture/until.js';
import { GrpcServer } from '../grpc/index.js';
import { createLogger } from '../logs/index.js';
import { Clock, ServiceGround, StartCancelled, type Surroundings } from './service-ground.js';

describe('the ground of a service', () => {
  const log = createLogger({ service: 'platform', level: 'silent' });
  const meshKey = randomBytes(32);
  let surroundings: Surroundings;
  let saying: TestDatabase;
  let hearing: TestDatabase;

  before(async () => {
    saying = await databaseForTest(tallyDatabase);
    hearing = await databaseForTest(tallyDatabase);
    surroundings = {
      bus: new InProcessBus(),
      grpc: new GrpcServer({ meshKey, log }),
      addressOf: () => 'unix:/nowhere',
      meshKey,
      sealingKeys: { current: 'k1', keys: { k1: randomBytes(32) }, indexKey: randomBytes(32) },
      log,
      clock: new Clock(),
    };
  });

  after(async () => {
    await saying.drop();
    await hearing.drop();
  });

  function groundOn(database: TestDatabase, name: string): ServiceGround {
    return new ServiceGround(
      {
        name,
        database: settingsOf(database),
        migrations: tallyDatabase.migrationsDir,
        entities: [],
        topic: topics.dossier,
      },
      surroundings,
    );
  }

  it('carries a command of one service to the effect in another, each in its own database', async () => {
    const [one, other] = [groundOn(saying, 'saying'), groundOn(hearing, 'hearing')];
    other.consumer.on(topics.dossier, {
      'task.claimed': async (tx, payload, event) => {
        await tx.query('insert into effect (aggregate_id, sequence) values ($1, $2)', [
          payload.dossierId,
          event.sequence,
        ]);
      },
    });
    await Promise.all([one.migrate(), other.migrate()]);
    await Promise.all([one.start(), other.start()]);
    const id = uuidv7();
    await addOne(one.commands, id);
    const effects = () => other.queries.read('select sequence from effect where aggregate_id = $1', [id]);
    await until(async () => (await effects()).length > 0);
    assert.deepEqual(await effects(), [{ sequence: 1 }]);
    assert.deepEqual(await other.queries.read('select from tally'), []);
    assert.deepEqual(await one.queries.read('select from effect'), []);
    await one.ready.check();
    // What was committed last is published before the service lets go.
    const last = uuidv7();
    await addOne(one.commands, last);
    await one.stop();
    assert.equal((await other.queries.read('select from effect where aggregate_id = $1', [last])).length, 1);
    await other.stop();
    await assert.rejects(one.ready.check());
    await surroundings.bus.close();
  });

  it('waits for the migrations of its release, not ready, and starts when they are there', async () => {
    const database = await databaseForTest({ ...tallyDatabase, service: 'waiting', migrate: () => Promise.resolve() });
    const ground = groundOn(database, 'waiting');
    const started = ground.start();
    await assert.rejects(ground.ready.check());
    assert.equal(await Promise.race([started.then(() => 'started'), pause(300).then(() => 'waiting')]), 'waiting');
    await assert.rejects(ground.ready.check());
    await ground.migrate();
    await started;
    await ground.ready.check();
    await ground.stop();
    await database.drop();
  });

  it('can be stopped while it waits', async () => {
    const database = await databaseForTest({ ...tallyDatabase, service: 'waiting', migrate: () => Promise.resolve() });
    const ground = groundOn(database, 'waiting');
    const started = ground.start();
    await Promise.all([assert.rejects(started, StartCancelled), ground.stop()]);
    await database.drop();
  });

  it('tells Prometheus the age of its outbox and how many events are parked', async () => {
    const ground = groundOn(saying, 'measured');
    await ground.start();
    const parked = async () => (await register.getSingleMetricAsString('motcua_parked_events')).split('\n');
    assert.ok((await parked()).includes('motcua_parked_events{service="measured"} 0'));
    await ground.queries.read(
      `insert into parked_event (aggregate_id, sequence, event_id, source, envelope, reason, next_attempt_at)
       values ($1, 1, $1, '/motcua/x', '{}', 'x', 'infinity')`,
      [uuidv7()],
    );
    assert.ok((await parked()).includes('motcua_parked_events{service="measured"} 1'));
    assert.match(await register.getSingleMetricAsString('motcua_outbox_age_seconds'), /\{service="measured"\} 0/);
    await ground.stop();
    // A measure that cannot be taken is absent, not what it was.
    assert.doesNotMatch((await parked()).join('\n'), /measured/);
  });
});
