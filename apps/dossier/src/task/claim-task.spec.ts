import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound, VersionStale } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from './officers-at-work.fixture.js';
import { TaskAlreadyCompleted, TaskClaimedByAnother, TaskNotClaimed } from './task.problems.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let loi: Caller;
let hoa: Caller;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  loi = dossier.people.officer('hotich.baclieu');
  hoa = dossier.people.colleagueOf('hotich.baclieu', 'Trần Thị Hoa');
});
after(() => dossier.close());

const claim = (caller: Caller, id: string, version: number) => dossier.service.claimTask.execute(caller, id, version);
const release = (caller: Caller, id: string, version: number) =>
  dossier.service.releaseTask.execute(caller, id, version);

async function examine() {
  return office.openTask(await office.takeIn(birth), 'examine');
}

async function claims(taskId: string) {
  const rows = await dossier.select<{ type: string }>(
    `select l.type from event_log l join task t on t.dossier_id = l.aggregate_id where t.id = $1 and l.type like 'task.%' order by l.sequence`,
    [taskId],
  );
  return rows.map(({ type }) => type);
}

describe('an officer who takes a task in charge', () => {
  it('is seen to have it, and may give it back', async () => {
    const task = await examine();
    assert.deepEqual(await claim(loi, task.id, 1), { id: task.id, version: 2 });
    const claimed = await office.view('hotich.baclieu', task.id);
    assert.deepEqual(claimed.claimedBy, { officerId: loi.subjectId, displayName: 'Phạm Văn Lợi' });
    assert.deepEqual(claimed.allowed, ['release', 'complete', 'reassign']);
    assert.deepEqual((await dossier.service.inbox.get(hoa, task.id)).allowed, []);
    assert.deepEqual(await release(loi, task.id, 2), { id: task.id, version: 3 });
    const free = await office.view('hotich.baclieu', task.id);
    assert.equal(free.claimedBy, undefined);
    assert.deepEqual(free.allowed, ['claim', 'complete']);
    assert.deepEqual(await claims(task.id), ['task.claimed', 'task.released']);
  });

  it('may take it twice without a second entry in the history', async () => {
    const task = await examine();
    await claim(loi, task.id, 1);
    assert.deepEqual(await claim(loi, task.id, 2), { id: task.id, version: 2 });
    assert.deepEqual(await claims(task.id), ['task.claimed']);
  });

  it('gets it alone when several reach for it at once', async () => {
    const task = await examine();
    const results = await Promise.allSettled([loi, hoa, loi, hoa].map((caller) => claim(caller, task.id, 1)));
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.deepEqual(await claims(task.id), ['task.claimed']);
  });

  it('does not get what a colleague has, and cannot give it back in the colleague’s place', async () => {
    const task = await examine();
    await claim(loi, task.id, 1);
    await assert.rejects(claim(hoa, task.id, 2), TaskClaimedByAnother);
    await assert.rejects(release(hoa, task.id, 2), TaskNotClaimed);
    assert.deepEqual(await claims(task.id), ['task.claimed']);
  });

  it('is told that the task has changed since it was seen', async () => {
    const task = await examine();
    await claim(loi, task.id, 1);
    await release(loi, task.id, 2);
    await assert.rejects(claim(hoa, task.id, 1), VersionStale);
  });

  it('is told who did it, when it is done already', async () => {
    const task = await examine();
    await dossier.service.completeTask.execute(loi, task.id, 1, {});
    for (const act of [claim, release]) {
      const error = await act(hoa, task.id, 1).catch((caught: unknown) => caught);
      assert.ok(error instanceof TaskAlreadyCompleted);
      assert.match(error.detail.vi, /^Phạm Văn Lợi đã hoàn thành/);
    }
  });

  it('finds no task of another agency, of another desk, or that does not exist', async () => {
    const task = await examine();
    for (const username of ['hotich.giarai', 'tiepnhan.baclieu', 'chutich.baclieu']) {
      await assert.rejects(claim(dossier.people.officer(username), task.id, 1), NotFound);
    }
    await assert.rejects(claim(loi, randomUUID(), 1), NotFound);
  });
});
