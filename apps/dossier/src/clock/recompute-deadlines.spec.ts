import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import type { PackParts } from '@motcua/pack';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { building, business, ngoc, online } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { withTimedBuilding } from '../timers/timed-building.fixture.js';

type Part = PackParts['dossier'];

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

const chairman = () => dossier.people.officer('chutich.baclieu');
const read = (id: string) => dossier.service.readDossier.execute(chairman(), id);
const dueOf = async (id: string) => (await read(id)).dueAt;
const storm = { vi: 'Đóng cửa tránh bão', en: 'Closed for the storm' };

/** The province, whose offices are closed on some dates as well. */
function closedOn(part: Part, ...dates: string[]): Part {
  const { calendars } = part.calendars;
  const closures = dates.map((date) => ({ date, reason: storm }));
  return {
    ...part,
    calendars: { ...part.calendars, calendars: calendars.map((calendar) => ({ ...calendar, closures })) },
  };
}

const recomputations = (id: string) =>
  dossier.select<{ data: string }>(
    `select data from event_log where aggregate_id = $1 and type = 'deadline.recomputed' order by sequence`,
    [id],
  );
const countedBy = async (id: string) =>
  (await dossier.select<{ calendar_hash: string | null }>('select calendar_hash from dossier where id = $1', [id]))[0]
    ?.calendar_hash;

describe('a day on which the office is closed, announced afterwards', () => {
  it('moves the due date of what runs over it, with its steps, keeps the old date with the reason, and tells of it once', async () => {
    await dossier.putInForce(dossier.part);
    dossier.clock.moveTo('2026-06-01T08:00+07:00');
    const id = await office.takeIn(business); // three working days: Thursday 4 June
    dossier.clock.moveTo('2026-06-03T16:00+07:00');
    const hash = await dossier.putInForce(closedOn(dossier.part, '2026-06-02'));
    await until(async () => (await dueOf(id)) === '2026-06-05T10:00:00.000Z');
    const [told, ...more] = await recomputations(id);
    const { wasDueAt, dueAt } = readPayload('deadline.recomputed', told?.data ?? '');
    assert.deepEqual([wasDueAt, dueAt], [new Date('2026-06-04T10:00:00Z'), new Date('2026-06-05T10:00:00Z')]);
    assert.deepEqual(more, []);
    // Six working hours from Monday 8:00 end on Monday, before the closed day.
    assert.equal((await read(id)).tasks[0]?.dueAt, '2026-06-01T09:00:00.000Z');
    const explained = await dossier.service.readDossier.deadline(dossier.people.citizen(ngoc), id);
    assert.equal(explained.originalDueAt, '2026-06-05T10:00:00.000Z');
    assert.match(explained.acts.at(-1)?.text.vi ?? '', /02\/06\/2026 \(Đóng cửa tránh bão\)/);
    assert.deepEqual(
      explained.days.filter(({ counted }) => counted === 1).map(({ date }) => date),
      ['2026-06-03', '2026-06-04', '2026-06-05'],
    );
    const again = await dossier.putInForce({
      ...closedOn(dossier.part, '2026-06-02'),
      province: { ...dossier.part.province, overdueBasis: [] },
    });
    assert.notEqual(again, hash);
    const later = await office.takeIn(business);
    await until(async () => (await countedBy(later)) === null);
    assert.equal(await countedBy(id), hash, 'a province with the same days off moves nothing');
    assert.equal((await recomputations(id)).length, 1);
  });

  for (const [name, duration, firesAt] of [
    ['a timer of the drawing by working time', '=workingTime(4, "workingHour")', '2026-06-10T03:00:00.000Z'],
    ['no timer of the wall clock', 'PT20H', '2026-06-09T05:00:00.000Z'],
  ] as const)
    it(`moves a step that runs over it, and ${name}`, async () => {
      const part = withTimedBuilding(dossier.part, duration);
      await dossier.putInForce(part);
      dossier.clock.moveTo('2026-06-08T16:00+07:00');
      const id = await office.takeIn(building);
      const stepDue = async () => (await read(id)).tasks.find(({ step }) => step.elementId === 'appraise')?.dueAt;
      const before = await stepDue();
      const timers = () => dossier.select<{ fire_at: Date }>(`select fire_at from timer where dossier_id = $1`, [id]);
      await dossier.putInForce(closedOn(part, '2026-06-09'));
      await until(async () => (await countedBy(id)) !== null);
      assert.deepEqual([before, await stepDue()], ['2026-06-09T10:00:00.000Z', '2026-06-10T10:00:00.000Z']);
      assert.deepEqual(await timers(), [{ fire_at: new Date(firesAt) }]);
    });

  it('moves the counter’s time to answer', async () => {
    await dossier.putInForce(dossier.part);
    dossier.clock.moveTo('2026-06-11T09:00+07:00');
    const holder = dossier.people.citizen(ngoc);
    const { id } = await dossier.service.submitDossier.execute(holder, online(dossier.files.upload(holder).id));
    const answerDue = async () => (await read(id)).tasks[0]?.dueAt;
    assert.equal(await answerDue(), '2026-06-12T02:00:00.000Z');
    await dossier.putInForce(closedOn(dossier.part, '2026-06-12'));
    await until(async () => (await answerDue()) !== '2026-06-12T02:00:00.000Z');
    assert.equal(await answerDue(), '2026-06-15T02:00:00.000Z');
    assert.deepEqual(await recomputations(id), []);
  });

  it('waits where the clock stands still, and is counted when it runs again', async () => {
    await dossier.putInForce(dossier.part);
    dossier.clock.moveTo('2026-07-06T08:00+07:00');
    const id = await office.takeIn(business); // Thursday 9 July
    const outage = { ground: 'outage', reason: 'Mất điện' } as const;
    await dossier.service.pauseClock.pause(chairman(), id, 1, outage);
    await dossier.putInForce(closedOn(dossier.part, '2026-07-09'));
    dossier.clock.moveTo('2026-07-07T08:00+07:00');
    const other = await office.takeIn(business);
    await dossier.service.pauseClock.resume(chairman(), id, 2, outage); // Wednesday, Thursday, Friday
    await until(async () => (await dueOf(id)) === '2026-07-13T10:00:00.000Z');
    assert.equal(await dueOf(other), '2026-07-13T10:00:00.000Z');
    assert.equal((await recomputations(id)).length, 1);
    assert.equal((await recomputations(other)).length, 0);
  });

  it('is known to what is done with the dossier from then on', async () => {
    await dossier.putInForce(dossier.part);
    dossier.clock.moveTo('2026-08-03T08:00+07:00');
    const id = await office.takeIn(business); // Thursday 6 August
    await dossier.putInForce(closedOn(dossier.part, '2026-08-07'));
    await until(async () => (await countedBy(id)) !== null);
    const { version } = await read(id);
    const extension = { n: 1, unit: 'workingDay' } as const;
    await dossier.service.extendDossier.execute(chairman(), id, version, { extension, reason: 'Cần xác minh' });
    assert.equal(await dueOf(id), '2026-08-10T10:00:00.000Z');
  });
});
