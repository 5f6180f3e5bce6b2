import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound, VersionStale } from '@motcua/service-kit/errors';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { construction, environment } from '../drawn-procedures.fixture.js';
import { FileAlreadyUsed } from '../intake/intake.problems.js';
import { repeated } from '../neighbours.fixture.js';
import { birth, building, business, ngoc, online } from '../sample-dossiers.fixture.js';
import type { CompleteTaskInput } from './complete-task.schemas.js';
import { OfficersAtWork } from './officers-at-work.fixture.js';
import { AcceptInstead, OutcomeInvalid, TaskAlreadyCompleted, TaskClaimedByAnother } from './task.problems.js';

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
beforeEach(() => dossier.clock.moveTo('2026-03-02T09:00:00+07:00'));

function complete(
  caller: Caller,
  task: { readonly id: string; readonly version: number },
  input: CompleteTaskInput = {},
) {
  return dossier.service.completeTask.execute(caller, task.id, task.version, input);
}

async function row(dossierId: string) {
  const [found] = await dossier.select<Record<string, unknown>>(
    'select state, decision, timeliness, version, decided_at, returned_at from dossier where id = $1',
    [dossierId],
  );
  assert.ok(found);
  return found;
}

async function eventsOf(dossierId: string): Promise<string[]> {
  const rows = await dossier.select<{ type: string; sequence: number }>(
    'select type, sequence from event_log where aggregate_id = $1 order by sequence',
    [dossierId],
  );
  assert.deepEqual(
    rows.map(({ sequence }) => sequence),
    rows.map((_, index) => index + 1),
  );
  return rows.map(({ type }) => type);
}

describe('a step that is completed', () => {
  it('moves the dossier on, with its note sealed', async () => {
    const id = await office.takeIn(birth);
    const task = await office.openTask(id);
    assert.deepEqual(await complete(loi, task, { note: 'Đã đối chiếu' }), { id: task.id, version: 2 });
    const [done] = await dossier.select<Record<string, unknown>>(
      'select state, completed_by, claimed_by, completed_at, note from task where id = $1',
      [task.id],
    );
    const { note, ...rest } = done ?? {};
    assert.deepEqual(rest, {
      state: 'completed',
      completed_by: loi.subjectId,
      claimed_by: loi.subjectId,
      completed_at: dossier.clock.now(),
    });
    assert.match(String(note), /^s1\./);
    assert.deepEqual(
      (await office.openTasks(id)).map(({ element_id }) => element_id),
      ['decide'],
    );
    assert.equal((await row(id)).version, 2);
    assert.deepEqual((await eventsOf(id)).slice(3), ['step.completed']);
  });

  it('by two officers at once is done by one of them, and the other learns by whom and leaves no trace', async () => {
    const id = await office.takeIn(birth);
    const task = await office.openTask(id);
    const results = await Promise.allSettled([complete(loi, task), complete(hoa, task)]);
    const [lost] = results.filter((result) => result.status === 'rejected');
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.ok(lost?.reason instanceof TaskAlreadyCompleted, String(lost?.reason));
    const [winner] = await dossier.select<{ completed_by: string }>('select completed_by from task where id = $1', [
      task.id,
    ]);
    const name = winner?.completed_by === loi.subjectId ? 'Phạm Văn Lợi' : 'Trần Thị Hoa';
    assert.equal(lost.reason.detail.vi, `${name} đã hoàn thành bước này trước đó.`);
    assert.equal(lost.reason.detail.en, `${name} completed this step before.`);
    assert.equal((await eventsOf(id)).length, 4);
  });

  it('is judged by its state before its version', async () => {
    const id = await office.takeIn(birth);
    const task = await office.openTask(id);
    await complete(loi, task);
    await assert.rejects(complete(hoa, { id: task.id, version: 99 }), TaskAlreadyCompleted);
  });

  it('is refused under a version that the open task no longer has', async () => {
    const task = await office.openTask(await office.takeIn(birth));
    await dossier.service.claimTask.execute(loi, task.id, 1);
    await assert.rejects(complete(loi, task), VersionStale);
  });

  it('is refused while a colleague has it in charge', async () => {
    const task = await office.openTask(await office.takeIn(birth));
    await dossier.service.claimTask.execute(loi, task.id, 1);
    await assert.rejects(complete(hoa, { id: task.id, version: 2 }), TaskClaimedByAnother);
  });

  it('is nobody’s but its candidates’', async () => {
    const task = await office.openTask(await office.takeIn(birth));
    for (const username of ['hotich.giarai', 'tiepnhan.baclieu', 'chutich.baclieu', 'lanhdao.tinh']) {
      await assert.rejects(complete(dossier.people.officer(username), task), NotFound);
    }
    await assert.rejects(complete(dossier.people.citizen(ngoc), task), NotFound);
  });

  it('gives the same answer to the same key, and happens once', async () => {
    const id = await office.takeIn(birth);
    const task = await office.openTask(id);
    const caller = repeated(loi, randomUUID());
    const first = await complete(caller, task);
    assert.deepEqual(await complete(caller, task), first);
    assert.equal((await eventsOf(id)).length, 4);
  });

  it('does not accept a dossier: that is an act of its own', async () => {
    const citizen = dossier.people.citizen(ngoc);
    const { id } = await dossier.service.submitDossier.execute(citizen, online(dossier.files.upload(citizen).id));
    const task = await office.openTask(id);
    await assert.rejects(complete(dossier.people.officer('tiepnhan.baclieu'), task), AcceptInstead);
  });
});

describe('the outcome of a step', () => {
  async function faults(
    caller: Caller,
    task: { readonly id: string; readonly version: number },
    input: CompleteTaskInput,
  ): Promise<string[]> {
    const error = await complete(caller, task, input).catch((caught: unknown) => caught);
    assert.ok(error instanceof OutcomeInvalid, String(error));
    return error.faults.map(({ pointer, code }) => `${pointer} ${code}`);
  }

  it('must be one of its choices, with a reason where it asks for one', async () => {
    const id = await office.takeIn(birth);
    const task = await office.workUntil(id, 'decide');
    assert.deepEqual(await faults(loi, task, {}), ['/outcome required']);
    assert.deepEqual(await faults(loi, task, { outcome: 'perhaps' }), ['/outcome enum']);
    assert.deepEqual(await faults(loi, task, { outcome: 'refuse' }), ['/note required']);
    assert.deepEqual(await faults(loi, task, { outcome: 'rework' }), ['/outcome enum']);
    assert.equal((await office.openTask(id)).version, 1);
    await complete(loi, task, { outcome: 'refuse', note: 'Không đủ giấy tờ' });
  });

  it('is refused where there is nothing to choose, and so is a receiver where nothing is handed over', async () => {
    const task = await office.openTask(await office.takeIn(birth), 'examine');
    assert.deepEqual(await faults(loi, task, { outcome: 'approve' }), ['/outcome unknownField']);
    assert.deepEqual(await faults(loi, task, { receiver: { fullName: 'A' } }), ['/receiver unknownField']);
  });

  it('may come with files of the officer, each of one dossier', async () => {
    const id = await office.takeIn(birth);
    const task = await office.workUntil(id, 'approve');
    const [own, foreign] = [dossier.files.upload(chairman, 'Giấy khai sinh.pdf'), dossier.files.upload(loi)];
    assert.deepEqual(await faults(chairman, task, { outcome: 'approve', resultFileIds: [own.id, foreign.id] }), [
      '/resultFileIds/1 unknownFile',
    ]);
    await complete(chairman, task, { outcome: 'approve', resultFileIds: [own.id, own.id] });
    assert.deepEqual(
      await dossier.select('select file_id, component_code from dossier_file where dossier_id = $1', [id]),
      [{ file_id: own.id, component_code: null }],
    );
    const event = await until(() =>
      // The steps before it say the same without files, and may be told only now.
      dossier.published.find(
        ({ subject, type, data }) => subject === id && type === 'step.completed' && data.includes(own.id),
      ),
    );
    assert.deepEqual((JSON.parse(event.data) as { fileIds: string[] }).fileIds, [own.id]);
    const other = await office.takeIn(birth);
    const again = await office.workUntil(other, 'approve');
    await assert.rejects(complete(chairman, again, { outcome: 'approve', resultFileIds: [own.id] }), FileAlreadyUsed);
    assert.equal((await row(other)).state, 'inProcess');
  });
});

describe('a decision', () => {
  it('is made by the signature: the clock stops and the result waits at the counter', async () => {
    const id = await office.takeIn(business);
    const task = await office.workUntil(id, 'approve');
    assert.equal((await row(id)).state, 'inProcess');
    dossier.clock.moveTo('2026-03-04T10:00:00+07:00');
    await complete(chairman, task, { outcome: 'approve', note: 'Đồng ý' });
    assert.deepEqual(await row(id), {
      state: 'decided',
      decision: 'approved',
      timeliness: 'early',
      version: 5,
      decided_at: dossier.clock.now(),
      returned_at: null,
    });
    assert.deepEqual((await eventsOf(id)).slice(-2), ['step.completed', 'dossier.decided']);
    assert.deepEqual(
      (await office.openTasks(id)).map(({ element_id }) => element_id),
      ['deliver'],
    );
    const seen = await dossier.service.readDossier.execute(dossier.people.citizen(ngoc), id);
    assert.equal(seen.decisionNote, undefined, 'a note to colleagues is no reason of a refusal');
  });

  it('is on time on the promised day, and overdue a moment after the promised one', async () => {
    const late = await office.takeIn(business);
    const onTime = await office.takeIn(business);
    const tasks = [await office.workUntil(onTime, 'approve'), await office.workUntil(late, 'approve')];
    const moments = ['2026-03-05T17:00:00+07:00', '2026-03-05T17:00:01+07:00'];
    for (const [index, task] of tasks.entries()) {
      dossier.clock.moveTo(moments[index] ?? '');
      await complete(chairman, task, { outcome: 'approve' });
    }
    assert.equal((await row(onTime)).timeliness, 'onTime');
    assert.equal((await row(late)).timeliness, 'overdue');
  });

  it('of refusal gives the citizen the reason that was proposed, unless the leader gives another', async () => {
    for (const note of [undefined, 'Lý do khác']) {
      const id = await office.takeIn(birth);
      await office.workUntil(id, 'decide');
      await office.complete(id, 'decide', { outcome: 'refuse', note: 'Không đủ giấy tờ' });
      await office.complete(id, 'approveRefusal', { outcome: 'approve', ...(note !== undefined && { note }) });
      const { state, decision } = await row(id);
      assert.deepEqual([state, decision], ['decided', 'refused']);
      const seen = await dossier.service.readDossier.execute(dossier.people.citizen(ngoc), id);
      assert.equal(seen.decisionNote, note ?? 'Không đủ giấy tờ');
    }
  });

  it('that the leader does not sign goes back to the officer, and may then be the other one', async () => {
    const id = await office.takeIn(birth);
    await office.workUntil(id, 'approve');
    await office.complete(id, 'approve', { outcome: 'rework', note: 'Thiếu chữ ký' });
    assert.equal((await row(id)).state, 'inProcess');
    await office.complete(id, 'decide', { outcome: 'refuse', note: 'Người ký không có thẩm quyền' });
    await office.complete(id, 'approveRefusal', { outcome: 'approve' });
    assert.equal((await row(id)).decision, 'refused');
    const decided = (await eventsOf(id)).filter((type) => type === 'dossier.decided');
    assert.equal(decided.length, 1);
  });
});

describe('the hand-over of a result', () => {
  it('returns the dossier, and keeps who took it', async () => {
    const id = await office.takeIn(birth);
    await office.workUntil(id, 'deliver');
    const decidedAt = (await row(id)).decided_at;
    dossier.clock.moveTo('2026-03-03T08:00:00+07:00');
    await office.complete(id, 'deliver', { receiver: { fullName: 'Nguyễn Văn Cha' } });
    const { state, decided_at, returned_at } = await row(id);
    assert.deepEqual([state, decided_at, returned_at], ['returned', decidedAt, dossier.clock.now()]);
    assert.deepEqual((await eventsOf(id)).slice(-2), ['step.completed', 'dossier.returned']);
    const seen = await dossier.service.readDossier.execute(chairman, id);
    assert.equal(seen.receiver?.fullName, 'Nguyễn Văn Cha');
    assert.deepEqual(seen.tasks, []);
  });
});

describe('steps that run beside one another', () => {
  it('all count when they are completed at the same moment, and the last one opens what comes next', async () => {
    const id = await office.takeIn(building);
    await office.complete(id, 'appraise');
    assert.deepEqual(
      (await office.openTasks(id)).map(({ element_id }) => element_id),
      ['consult', 'consult', 'fieldCheck'],
    );
    await Promise.all([
      ...[construction, environment].map((agency) => office.complete(id, 'consult', { outcome: 'agree' }, agency)),
      office.complete(id, 'fieldCheck'),
    ]);
    assert.deepEqual(
      (await office.openTasks(id)).map(({ element_id }) => element_id),
      ['decide'],
    );
    assert.equal((await row(id)).version, 5);
    const events = await eventsOf(id);
    assert.equal(events.filter((type) => type === 'step.completed').length, 5);
    assert.equal(events.filter((type) => type === 'consultation.answered').length, 2);
  });

  it('do not decide the dossier while one of them is open', async () => {
    const id = await office.takeIn(building);
    await office.complete(id, 'appraise');
    await office.complete(id, 'consult', { outcome: 'agree', note: 'Đồng ý' }, construction);
    await office.complete(id, 'fieldCheck');
    assert.equal((await row(id)).state, 'inProcess');
    assert.deepEqual(
      (await office.openTasks(id)).map(({ element_id, agency_code }) => [element_id, agency_code]),
      [['consult', environment]],
    );
  });
});
