import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { event } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { building } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { FireTimers } from './fire-timers.js';
import { withTimedBuilding } from './timed-building.fixture.js';
import { oneByOne, type TimerHandler } from './timer-handler.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

const morning = '2026-03-02T09:00+07:00';
const noon = '2026-03-02T11:30+07:00';

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  await dossier.putInForce(withTimedBuilding(dossier.part));
});
after(() => dossier.close());

interface TimerRow {
  readonly state: string;
  readonly attempts: number;
  readonly parked_at: Date | null;
  readonly fault: string | null;
}

const timerOf = async (dossierId: string, kind = 'process') => {
  const [row] = await dossier.select<TimerRow>(
    'select state, attempts, parked_at, fault from timer where dossier_id = $1 and kind = $2',
    [dossierId, kind],
  );
  assert.ok(row);
  return row;
};
const told = async (dossierId: string, type: string) =>
  (await dossier.select('select from event_log where aggregate_id = $1 and type = $2', [dossierId, type])).length;
const steps = async (dossierId: string) => (await office.openTasks(dossierId)).map(({ element_id }) => element_id);

/** Timers of a kind that only a spec knows, all due. */
const dueTimers = (dossierId: string, kind: string, count: number) =>
  dossier.select(
    `insert into timer (id, dossier_id, kind, key, started_at, fire_at)
     select gen_random_uuid(), $1, $2, n::text, $3, $3 from generate_series(1, $4::integer) n`,
    [dossierId, kind, morning, count],
  );
const firing = (kind: string, handler: TimerHandler) =>
  new FireTimers(dossier.service.ground, new Map([[kind, oneByOne(handler)]]));

describe('a timer of the drawing', () => {
  it('fires when its moment has come, opens the step behind it, and is told once', async () => {
    dossier.clock.moveTo(morning);
    const id = await office.takeIn(building);
    assert.deepEqual(await steps(id), ['appraise']);
    dossier.clock.moveTo(noon);
    await until(async () => (await timerOf(id)).state === 'fired');
    assert.deepEqual(await steps(id), ['appraise', 'remind']);
    assert.equal(await told(id, 'timer.fired'), 1);
  });

  it('is gone with the step that it watched over', async () => {
    dossier.clock.moveTo(morning);
    const id = await office.takeIn(building);
    await office.complete(id, 'appraise');
    assert.equal((await timerOf(id)).state, 'cancelled');
  });

  it('does not fire while the clock of its dossier stands still', async () => {
    dossier.clock.moveTo(morning);
    const [held, running] = [await office.takeIn(building), await office.takeIn(building)];
    await dossier.select(`update timer set state = 'held', held_at = $2 where dossier_id = $1`, [held, morning]);
    dossier.clock.moveTo(noon);
    await until(async () => (await timerOf(running)).state === 'fired');
    assert.deepEqual([await timerOf(held).then(({ state }) => state), await steps(held)], ['held', ['appraise']]);
  });

  it('changes nothing when what it ran for is gone meanwhile', async () => {
    dossier.clock.moveTo(morning);
    const id = await office.takeIn(building);
    await dossier.select(`update timer set key = 'another' where dossier_id = $1`, [id]);
    dossier.clock.moveTo(noon);
    await until(async () => (await timerOf(id)).state === 'fired');
    assert.deepEqual([await steps(id), await told(id, 'timer.fired')], [['appraise'], 0]);
  });
});

describe('timers that are due', () => {
  it('fire once each, however many look for them at once', async () => {
    dossier.clock.moveTo(morning);
    const id = await office.takeIn(building);
    const others = await Promise.all(Array.from({ length: 5 }, () => office.takeIn(building)));
    for (const each of [id, ...others]) await dueTimers(each, 'race', 20);
    const fired: string[] = [];
    const handler: TimerHandler = (tx, timer) => {
      fired.push(timer.id);
      tx.record(event('task.released', timer.dossierId, { dossierId: timer.dossierId, taskId: id, elementId: 'x' }));
      return Promise.resolve();
    };
    const both = [firing('race', handler), firing('race', handler)];
    await until(async () => {
      await Promise.all(both.map((each) => each.execute()));
      return (await dossier.select(`select from timer where kind = 'race' and state = 'waiting'`)).length === 0;
    });
    assert.deepEqual([fired.length, new Set(fired).size], [120, 120]);
    for (const each of [id, ...others]) assert.equal(await told(each, 'task.released'), 20);
  });

  it('are looked at again at once while more are due, and else when the next one is', async () => {
    dossier.clock.moveTo(morning);
    const id = await office.takeIn(building);
    await dueTimers(id, 'many', 301);
    const many = firing('many', () => Promise.resolve());
    assert.equal(await many.execute(), 0);
    assert.equal(await many.execute(), 1_000);
    await dossier.select(
      `insert into timer (id, dossier_id, kind, key, started_at, fire_at) values (gen_random_uuid(), $1, 'many', 'soon', $2, $2::timestamptz + interval '300 ms')`,
      [id, morning],
    );
    assert.equal(await many.execute(), 300);
  });

  it('are left to the next round when somebody works on their dossier, and keep none waiting', async () => {
    dossier.clock.moveTo(morning);
    const [busy, free] = [await office.takeIn(building), await office.takeIn(building)];
    for (const each of [busy, free]) await dueTimers(each, 'busy', 1);
    const round = firing('busy', () => Promise.resolve());
    const lock = dossier.rows.createQueryRunner();
    await lock.startTransaction();
    await lock.query('select from dossier where id = $1 for update', [busy]);
    await round.execute();
    assert.deepEqual([(await timerOf(busy, 'busy')).state, (await timerOf(free, 'busy')).state], ['waiting', 'fired']);
    await lock.rollbackTransaction();
    await lock.release();
    await round.execute();
    assert.equal((await timerOf(busy, 'busy')).state, 'fired');
  });

  it('come back later when their effect fails, and are parked in the end with the reason', async () => {
    dossier.clock.moveTo(morning);
    const [sick, sound] = [await office.takeIn(building), await office.takeIn(building)];
    for (const each of [sick, sound]) await dueTimers(each, 'sick', 1);
    const round = firing('sick', async (tx, { dossierId }) => {
      await tx.query('update dossier set version = version + 1 where id = $1', [dossierId]);
      if (dossierId === sick) throw new Error('the rule does not fit');
    });
    await round.execute();
    await round.execute();
    assert.equal((await timerOf(sick, 'sick')).attempts, 1, 'it waits before it is tried again');
    assert.equal((await timerOf(sound, 'sick')).state, 'fired');
    for (let minute = 1; minute <= 20; minute++) {
      dossier.clock.moveTo(new Date(Date.parse(morning) + minute * 60_000).toISOString());
      await round.execute();
    }
    const { state, attempts, parked_at, fault } = await timerOf(sick, 'sick');
    assert.deepEqual([attempts, state, parked_at !== null], [8, 'waiting', true]);
    assert.equal(
      fault,
      '{"vi":"Lỗi kỹ thuật: Error: the rule does not fit","en":"Technical fault: Error: the rule does not fit"}',
    );
    const [row] = await dossier.select<{ version: number }>('select version from dossier where id = $1', [sick]);
    assert.equal(row?.version, 1, 'what a failed attempt wrote is undone');
  });

  it('fire after all when somebody has mended the cause of a parked one', async () => {
    dossier.clock.moveTo(morning);
    const id = await office.takeIn(building);
    await dueTimers(id, 'mended', 1);
    let isMended = false;
    const round = firing('mended', () => (isMended ? Promise.resolve() : Promise.reject(new Error('no such rule'))));
    for (let minute = 0; minute <= 20; minute++) {
      dossier.clock.moveTo(new Date(Date.parse(morning) + minute * 60_000).toISOString());
      await round.execute();
    }
    isMended = true;
    await round.execute();
    const { parkedTimers } = dossier.service;
    const parkedIn = async (language: 'vi' | 'en') =>
      (await parkedTimers.list({ language }, { limit: 50 })).items.find(({ dossierId }) => dossierId === id);
    const parked = await parkedIn('vi');
    assert.equal(parked?.reason, 'Lỗi kỹ thuật: Error: no such rule');
    assert.equal((await parkedIn('en'))?.reason, 'Technical fault: Error: no such rule');
    const written = 'update timer set fault = $2 where dossier_id = $1 and fault is not null';
    await dossier.select(written, [id, 'Error: as the release before wrote it']);
    assert.equal((await parkedIn('vi'))?.reason, 'Error: as the release before wrote it');
    assert.equal(
      parked?.trackingNumber,
      (await dossier.service.readDossier.execute(dossier.people.officer('chutich.baclieu'), id)).trackingNumber,
    );
    await parkedTimers.retry(dossier.people.officer('quantri'), parked?.id ?? '');
    await round.execute();
    assert.equal((await timerOf(id, 'mended')).state, 'fired');
    await assert.rejects(parkedTimers.retry(dossier.people.officer('quantri'), parked?.id ?? ''), NotFound);
  });
});
