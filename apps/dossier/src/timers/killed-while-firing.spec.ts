import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { building } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { withTimedBuilding } from './timed-building.fixture.js';

const timers = 300;
/** After how many fired timers the replica that leads is killed. */
const killedAfter = [40, 130, 210];

let dossier: DossierForTest;
const replicas: ChildProcess[] = [];

before(async () => {
  dossier = await dossierForTest();
  await dossier.putInForce(withTimedBuilding(dossier.part));
  dossier.clock.moveTo('2026-03-02T09:00+07:00');
  const office = new OfficersAtWork(dossier);
  // Few at once: leaders hold connections of the pool, and whoever waits too long for one is sent away.
  for (let taken = 0; taken < timers; taken += 3)
    await Promise.all(Array.from({ length: 3 }, () => office.takeIn(building)));
  await dossier.service.stop();
});
after(async () => {
  for (const replica of replicas) replica.kill('SIGKILL');
  await dossier.close();
});

async function startReplica(): Promise<ChildProcess> {
  const given = JSON.stringify({ database: dossier.settings, now: '2026-03-02T12:00+07:00' });
  const replica = fork(new URL('./replica.fixture.js', import.meta.url), [given]);
  replicas.push(replica);
  await once(replica, 'message');
  return replica;
}

const count = async (what: string) =>
  Number((await dossier.select<{ count: string }>(`select count(*) from ${what}`))[0]?.count);
const fired = () => count(`timer where state = 'fired'`);

async function kill(replica: ChildProcess): Promise<void> {
  const gone = once(replica, 'exit');
  replica.kill('SIGKILL');
  await gone;
}

describe('replicas that are killed while timers fire', () => {
  it('lose none and fire none twice', async () => {
    for (const after of killedAfter) {
      const replica = await startReplica();
      await until(async () => (await fired()) >= after);
      await kill(replica);
      assert.ok((await fired()) < timers, 'it was killed too late to tell anything');
    }
    await startReplica();
    await until(async () => (await fired()) === timers);
    const dossiers = 'dossier d where exists (select from timer t where t.dossier_id = d.id)';
    const once = (what: string) => `${dossiers} and (select count(*) from ${what}) = 1`;
    assert.deepEqual(
      [
        await count(once(`event_log l where l.aggregate_id = d.id and l.type = 'timer.fired'`)),
        await count(once(`task t where t.dossier_id = d.id and t.element_id = 'remind' and t.state = 'open'`)),
      ],
      [timers, timers],
    );
  });

  it('are followed by another within five seconds', async () => {
    const follower = await startReplica();
    const leader = replicas.at(-2);
    assert.ok(leader);
    await dossier.select(
      `insert into timer (id, dossier_id, kind, key, started_at, fire_at)
       select gen_random_uuid(), id, 'process', 'late', $1, $1 from dossier limit 1`,
      ['2026-03-02T09:00+07:00'],
    );
    await until(async () => (await fired()) === timers + 1);
    await kill(leader);
    const killedAt = performance.now();
    await dossier.select(
      `insert into timer (id, dossier_id, kind, key, started_at, fire_at)
       select gen_random_uuid(), id, 'process', 'later', $1, $1 from dossier limit 1`,
      ['2026-03-02T09:00+07:00'],
    );
    await until(async () => (await fired()) === timers + 2);
    assert.ok(performance.now() - killedAt < 5_000);
    assert.equal(follower.exitCode, null);
  });
});
