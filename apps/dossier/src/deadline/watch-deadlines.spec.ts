import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { building, ngoc } from '../sample-dossiers.fixture.js';
import { Rules } from '../rules/rules.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { WatchDeadlines } from './watch-deadlines.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

/** Taken in on a Monday morning: the appraisal is due on Tuesday evening, the whole on the 17th. */
async function takenIn() {
  dossier.clock.moveTo('2026-03-02T09:00+07:00');
  return office.takeIn(building);
}

/** What was said about a dossier: whether of a step, and to whom. */
async function said(id: string) {
  const rows = await dossier.select<{ type: 'deadline.warned' | 'deadline.escalated'; data: string }>(
    `select type, data from event_log where aggregate_id = $1 and type like 'deadline.%' order by sequence`,
    [id],
  );
  return rows.map(({ type, data }) => {
    const { taskId, recipients } = readPayload(type, data);
    return `${type} ${taskId ? 'step' : 'dossier'} ${recipients.join(' ')}`;
  });
}

const rowOf = async (id: string) => {
  const [row] = await dossier.select<{ version: number; due_at: Date }>(
    'select version, due_at from dossier where id = $1',
    [id],
  );
  assert.ok(row);
  return row;
};

/** Two looks of a replica beside the one that looks each second. */
async function looked() {
  const { commands, queries, clock, log } = dossier.service.ground;
  const watch = new WatchDeadlines({
    ...{ commands, queries, clock, log },
    packs: dossier.service.ground.packs((stored) => Rules.prepare(stored)),
  });
  await watch.execute();
  await watch.execute();
}

const specialist = 'ubnd-phuong-bac-lieu/specialist';
const leaders = 'ubnd-phuong-bac-lieu/chairman ubnd-phuong-bac-lieu/vice-chairman';

describe('the deadline of a step', () => {
  it('is told to those who may take it before it passes, and to the leaders of their agency after it, once each', async () => {
    const id = await takenIn();
    await looked();
    assert.deepEqual(await said(id), []);
    dossier.clock.moveTo('2026-03-03T08:00+07:00');
    await until(async () => (await said(id)).length > 0);
    await looked();
    assert.deepEqual(await said(id), [`deadline.warned step ${specialist}`]);
    dossier.clock.moveTo('2026-03-03T17:00+07:00');
    await until(async () => (await said(id)).length > 1);
    await looked();
    assert.deepEqual(await said(id), [`deadline.warned step ${specialist}`, `deadline.escalated step ${leaders}`]);
  });

  it('stands in the history with the step, the date and who was told', async () => {
    const id = await takenIn();
    dossier.clock.moveTo('2026-03-03T17:00+07:00');
    await until(async () => (await said(id)).length > 0);
    const { items } = await dossier.service.readTimeline.execute(dossier.people.citizen(ngoc), id);
    const { type, step, dueAt, recipients } = items.at(-1) ?? {};
    assert.deepEqual(
      [type, step?.elementId, dueAt, recipients?.map(({ positionTitle }) => positionTitle.en)],
      [
        'deadline.escalated',
        'appraise',
        '2026-03-03T10:00:00.000Z',
        ["Chairman of the People's Committee", "Vice-chairman of the People's Committee"],
      ],
    );
  });

  it('does not make who works on the dossier read it anew', async () => {
    const id = await takenIn();
    const { version } = await office.openTask(id);
    dossier.clock.moveTo('2026-03-03T17:00+07:00');
    await until(async () => (await said(id)).length > 0);
    assert.deepEqual([(await rowOf(id)).version, (await office.openTask(id)).version], [1, version]);
  });

  it('is told again when it was moved', async () => {
    const id = await takenIn();
    dossier.clock.moveTo('2026-03-03T08:00+07:00');
    await until(async () => (await said(id)).length === 1);
    await dossier.select('update task set due_at = $2 where dossier_id = $1', [id, '2026-03-10T17:00+07:00']);
    await looked();
    assert.equal((await said(id)).length, 1);
    dossier.clock.moveTo('2026-03-09T08:00+07:00');
    await until(async () => (await said(id)).length === 2);
  });

  it('is nothing to speak of once the step is done', async () => {
    const id = await takenIn();
    await office.complete(id, 'appraise');
    dossier.clock.moveTo('2026-03-04T08:00+07:00');
    await looked();
    assert.deepEqual(await said(id), []);
  });
});

describe('the deadline of a dossier', () => {
  it('is told to all who have a step of it, and then to the leaders of the agency that decides', async () => {
    const id = await takenIn();
    await office.complete(id, 'appraise');
    await dossier.select(`update task set due_at = '2027-01-04T17:00+07:00' where dossier_id = $1`, [id]);
    dossier.clock.moveTo('2026-03-16T08:00+07:00');
    await until(async () => (await said(id)).length > 0);
    const all = ['so-nong-nghiep-va-moi-truong/specialist', 'so-xay-dung/specialist', specialist].join(' ');
    assert.deepEqual(await said(id), [`deadline.warned dossier ${all}`]);
    dossier.clock.moveTo('2026-03-17T17:00+07:00');
    await until(async () => (await said(id)).length > 1);
    assert.deepEqual((await said(id)).at(-1), `deadline.escalated dossier ${leaders}`);
  });

  it('says nothing while its clock stands still', async () => {
    const id = await takenIn();
    await dossier.select(`update dossier set paused_grounds = '{supplement}', paused_at = accepted_at where id = $1`, [
      id,
    ]);
    dossier.clock.moveTo('2026-04-01T08:00+07:00');
    await looked();
    assert.deepEqual(await said(id), []);
    await dossier.select(`update dossier set paused_grounds = '{}', paused_at = null where id = $1`, [id]);
    await until(async () => (await said(id)).length === 2);
  });

  it('is told to nobody any more when only its result is to be handed over', async () => {
    const id = await takenIn();
    await office.workUntil(id, 'deliver');
    dossier.clock.moveTo('2026-04-01T08:00+07:00');
    await looked();
    assert.deepEqual(await said(id), []);
  });
});
