import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { building } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { withTimedBuilding } from '../timers/timed-building.fixture.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  await dossier.putInForce(withTimedBuilding(dossier.part));
});
after(() => dossier.close());

const chairman = () => dossier.people.officer('chutich.baclieu');
const outage = { ground: 'outage', reason: 'Mất điện trung tâm dữ liệu' } as const;
const version = async (id: string) => (await dossier.service.readDossier.execute(chairman(), id)).version;
const pause = async (id: string) => dossier.service.pauseClock.pause(chairman(), id, await version(id), outage);
const resume = async (id: string) => dossier.service.pauseClock.resume(chairman(), id, await version(id), outage);
const timers = (id: string) =>
  dossier.select<{ kind: string; state: string; fire_at: Date }>(
    `select kind, state, fire_at from timer where dossier_id = $1 and state <> 'cancelled' order by kind, fire_at`,
    [id],
  );
const opinionsDue = async (id: string) =>
  (
    await dossier.select<{ due_at: Date }>(
      `select due_at from task where dossier_id = $1 and state = 'open' and kind = 'consult'`,
      [id],
    )
  ).map(({ due_at }) => due_at);

describe('a dossier whose clock stands still', () => {
  it('fires nothing until it runs again, and then after what was left', async () => {
    dossier.clock.moveTo('2026-03-02T08:00+07:00');
    const [id, running] = [await office.takeIn(building), await office.takeIn(building)];
    dossier.clock.moveTo('2026-03-02T09:30+07:00'); // an hour and a half of the two
    await pause(id);
    dossier.clock.moveTo('2026-03-03T14:00+07:00');
    await until(async () => (await timers(running)).every(({ state }) => state === 'fired'));
    assert.deepEqual(
      (await timers(id)).map(({ state }) => state),
      ['held'],
    );
    await resume(id);
    assert.deepEqual(await timers(id), [
      { kind: 'process', state: 'waiting', fire_at: new Date('2026-03-03T14:30+07:00') },
    ]);
    dossier.clock.moveTo('2026-03-03T14:30+07:00');
    await until(async () => (await timers(id)).every(({ state }) => state === 'fired'));
  });

  it('gives agencies that are asked meanwhile their whole time from when it runs again', async () => {
    dossier.clock.moveTo('2026-03-02T08:00+07:00');
    const id = await office.takeIn(building);
    await pause(id);
    dossier.clock.moveTo('2026-03-03T08:00+07:00');
    await office.complete(id, 'appraise');
    assert.deepEqual(
      (await timers(id)).map(({ kind, state }) => `${kind} ${state}`),
      ['silence held', 'silence held'],
    );
    const [before] = await opinionsDue(id);
    dossier.clock.moveTo('2026-03-05T08:00+07:00');
    await resume(id);
    const due = await opinionsDue(id);
    const resumed = await timers(id);
    assert.deepEqual(
      resumed.map(({ state, fire_at }) => [state, fire_at]),
      due.map((moment) => ['waiting', moment]),
    );
    assert.ok(before && due.every((moment) => moment > before));
  });
});
