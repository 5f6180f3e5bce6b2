import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound, VersionStale } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { repeated } from '../neighbours.fixture.js';
import { birth, ngoc } from '../sample-dossiers.fixture.js';
import { OfficersAtWork, type OpenTask } from '../task/officers-at-work.fixture.js';
import { TaskAlreadyCompleted, TaskNotClaimed } from '../task/task.problems.js';
import { eachOf } from '../turn/one-of-many.js';
import { OfficerNotCandidate } from './assignment.problems.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let loi: Caller;
let hoa: Caller;
let chairman: Caller;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  loi = dossier.people.officer('hotich.baclieu');
  hoa = dossier.people.colleagueOf('hotich.baclieu', 'Trần Thị Hoa');
  chairman = dossier.people.officer('chutich.baclieu');
});
after(() => dossier.close());

async function newTask(): Promise<OpenTask> {
  return office.openTask(await office.takeIn(birth));
}

function hand(caller: Caller, task: { id: string; version?: number }, to: Caller) {
  return dossier.service.reassignTask.execute(caller, task.id, task.version, { officerId: to.subjectId });
}

async function claimed(task: OpenTask, by: Caller): Promise<OpenTask> {
  const { version } = await dossier.service.claimTask.execute(by, task.id, task.version);
  return { ...task, version };
}

describe('a task that is handed over', () => {
  it('is in the charge of the other officer, who alone completes it, and the timeline tells', async () => {
    const id = await office.takeIn(birth);
    const task = await claimed(await office.openTask(id), loi);
    assert.deepEqual(await hand(loi, task, hoa), { id: task.id, version: 3 });
    const seen = await office.view('chutich.baclieu', task.id);
    assert.deepEqual([seen.claimedBy?.displayName, seen.allowed], ['Trần Thị Hoa', ['reassign']]);
    assert.deepEqual((await dossier.service.inbox.get(loi, task.id)).allowed, []);
    await dossier.service.completeTask.execute(hoa, task.id, 3, {});
    const timeline = await dossier.service.readTimeline.execute(loi, id);
    const told = timeline.items.find(({ type }) => type === 'task.reassigned');
    assert.equal(told?.step?.elementId, 'examine');
    const [logged] = await dossier.select<{ data: string }>(
      `select data from event_log where aggregate_id = $1 and type = 'task.reassigned'`,
      [id],
    );
    const data = JSON.parse(logged?.data ?? '') as Record<string, unknown>;
    assert.deepEqual([data['toOfficerId'], data['fromOfficerId']], [hoa.subjectId, loi.subjectId]);
  });

  it('is taken from an absent officer, or given before anybody took it, by a leader of the agency', async () => {
    const free = await newTask();
    await hand(chairman, free, hoa);
    const taken = await claimed(await newTask(), loi);
    await hand(chairman, taken, hoa);
    assert.equal((await dossier.service.inbox.get(hoa, taken.id)).allowed.includes('complete'), true);
  });

  it('is not given away by a colleague who does not have it, and nobody else sees it at all', async () => {
    const task = await newTask();
    await assert.rejects(hand(hoa, task, loi), TaskNotClaimed);
    await assert.rejects(hand(hoa, await claimed(task, loi), hoa), TaskNotClaimed);
    for (const stranger of ['chutich.giarai', 'tiepnhan.baclieu'])
      await assert.rejects(hand(dossier.people.officer(stranger), task, hoa), NotFound);
    await assert.rejects(hand(dossier.people.citizen(ngoc), task, hoa), NotFound);
  });

  it('goes only to somebody who holds a position that may do it', async () => {
    const task = await newTask();
    for (const other of [chairman, dossier.people.officer('hotich.giarai'), dossier.people.citizen(ngoc)])
      await assert.rejects(hand(chairman, task, other), OfficerNotCandidate);
  });

  it('is left alone by who saw an older one, and by who comes after it was done', async () => {
    const task = await claimed(await newTask(), loi);
    await assert.rejects(hand(chairman, { id: task.id, version: 1 }, hoa), VersionStale);
    await dossier.service.completeTask.execute(loi, task.id, task.version, {});
    await assert.rejects(hand(chairman, task, hoa), TaskAlreadyCompleted);
  });
});

describe('those to whom a task can be handed over', () => {
  it('are the officers who hold a position that may do it, and nobody else is told who they are', async () => {
    const task = await newTask();
    const { items } = await dossier.service.findAssignees.execute(chairman, task.id);
    const ids = items.map(({ officerId }) => officerId);
    assert.ok([loi, hoa].every(({ subjectId }) => ids.includes(subjectId)));
    assert.ok(!ids.includes(chairman.subjectId));
    assert.equal(items[0]?.positionTitle.vi, 'Công chức Tư pháp - Hộ tịch');
    await assert.rejects(
      dossier.service.findAssignees.execute(dossier.people.officer('hotich.giarai'), task.id),
      NotFound,
    );
  });
});

describe('many tasks at once', () => {
  it('are handed over one by one: those that cannot be say why, and the others go', async () => {
    const [first, done, last] = [await newTask(), await newTask(), await newTask()];
    await dossier.service.completeTask.execute(loi, done.id, done.version, {});
    const { items } = await eachOf(chairman, [first, done, last], (one, { id }) => hand(one, { id }, hoa));
    assert.deepEqual(
      items.map(({ status, version, problem }) => [status, version ?? problem?.type]),
      [
        [200, 2],
        [409, 'urn:motcua:problem:task-already-completed'],
        [200, 2],
      ],
    );
  });

  it('are completed together, and a call that is repeated whole does nothing twice', async () => {
    const tasks = [await newTask(), await newTask()];
    const caller = repeated(loi, randomUUID());
    const completeAll = () =>
      eachOf(caller, tasks, (one, { id, version }) => dossier.service.completeTask.execute(one, id, version, {}));
    const first = await completeAll();
    assert.deepEqual(
      first.items.map(({ status }) => status),
      [200, 200],
    );
    assert.deepEqual(await completeAll(), first);
  });
});
