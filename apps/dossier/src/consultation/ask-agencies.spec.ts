import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound, VersionStale } from '@motcua/service-kit/errors';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { asking, construction, environment, withDrawnProcedures } from '../drawn-procedures.fixture.js';
import { birth, ngoc } from '../sample-dossiers.fixture.js';
import type { CompleteTaskInput } from '../task/complete-task.schemas.js';
import { OfficersAtWork, type OpenTask } from '../task/officers-at-work.fixture.js';
import { OutcomeInvalid, TaskAlreadyCompleted, TaskCancelled } from '../task/task.problems.js';
import { TurnNotYours } from '../turn/turn.problems.js';
import { ConsultationInvalid } from './consultation.problems.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let loi: Caller;
let builder: Caller;
let farmer: Caller;

before(async () => {
  dossier = await dossierForTest();
  await dossier.putInForce(withDrawnProcedures(dossier.part));
  office = new OfficersAtWork(dossier);
  loi = dossier.people.officer('hotich.baclieu');
  builder = dossier.people.officer('chuyenvien.soxaydung');
  farmer = dossier.people.officer('chuyenvien.sonongnghiep');
});
after(() => dossier.close());
beforeEach(() => dossier.clock.moveTo('2026-03-02T09:00:00+07:00'));

const read = (id: string, caller = loi) => dossier.service.readDossier.execute(caller, id);
const complete = (caller: Caller, task: { id: string; version: number }, input: CompleteTaskInput) =>
  dossier.service.completeTask.execute(caller, task.id, task.version, input);

async function ask(id: string, agencyCodes = [construction, environment], caller = loi) {
  const { version } = await read(id, caller);
  return dossier.service.askAgencies.execute(caller, id, version, {
    agencyCodes,
    question: 'Địa chỉ này có trong quy hoạch không?',
    limit: { n: 2, unit: 'workingHour' },
  });
}

async function questions(id: string): Promise<OpenTask[]> {
  return (await office.openTasks(id)).filter(({ kind }) => kind === 'consult');
}

async function questionTo(id: string, agency: string): Promise<OpenTask> {
  const task = (await questions(id)).find(({ candidates }) => candidates.some((at) => at.startsWith(`${agency}/`)));
  assert.ok(task);
  return task;
}

describe('agencies that are asked beside the drawing', () => {
  it('are any of the province with somebody who works on dossiers, communes too, but the one that decides', async () => {
    const id = await office.takeIn(birth);
    const { items } = await dossier.service.findAgenciesToAsk.execute(loi, id);
    const codes = items.map(({ code }) => code);
    for (const code of [construction, environment, 'ubnd-phuong-vinh-trach']) assert.ok(codes.includes(code), code);
    assert.ok(!codes.includes('ubnd-phuong-bac-lieu'));
    await ask(id, ['ubnd-phuong-vinh-trach']);
    assert.equal((await questions(id)).length, 1);
    await assert.rejects(dossier.service.findAgenciesToAsk.execute(farmer, id), NotFound);
  });

  it('have each a task of their own with the question, while the process goes on', async () => {
    const id = await office.takeIn(birth);
    await ask(id);
    const task = await questionTo(id, construction);
    const seen = await dossier.service.inbox.get(builder, task.id);
    assert.deepEqual(
      [seen.step.kind, seen.dueAt, seen.outcomes.map(({ value }) => value)],
      ['consult', '2026-03-02T04:00:00.000Z', ['agree', 'agreeWithRemarks', 'disagree', 'notCompetent']],
    );
    const own = await read(id, builder);
    assert.deepEqual(
      own.consultations?.map(({ agency, question }) => [agency.code, question]),
      [[construction, 'Địa chỉ này có trong quy hoạch không?']],
    );
    await office.complete(id, 'examine');
    assert.equal((await questions(id)).length, 2);
  });

  it('answer at the same moment without one standing in the way of the other', async () => {
    const id = await office.takeIn(birth);
    await ask(id);
    const [first, second] = [await questionTo(id, construction), await questionTo(id, environment)];
    await Promise.all([
      complete(builder, first, { outcome: 'agree' }),
      complete(farmer, second, { outcome: 'disagree', note: 'Đất trồng lúa' }),
    ]);
    const { consultations = [] } = await read(id);
    assert.deepEqual(
      consultations.map(({ agency, state, opinion, note }) => [agency.code, state, opinion?.value, note]),
      [
        [construction, 'answered', 'agree', undefined],
        [environment, 'answered', 'disagree', 'Đất trồng lúa'],
      ],
    );
    assert.deepEqual(
      await dossier.select(`select from timer where dossier_id = $1 and kind = 'silence' and state = 'waiting'`, [id]),
      [],
    );
    const events = await dossier.select<{ type: string; data: string }>(
      `select type, data from event_log where aggregate_id = $1 and type like 'consultation.%' order by sequence`,
      [id],
    );
    assert.deepEqual(
      events.map(({ type }) => type),
      ['consultation.asked', 'consultation.asked', 'consultation.answered', 'consultation.answered'],
    );
    assert.doesNotMatch(events.map(({ data }) => data).join(), /quy hoạch|trồng lúa/);
  });

  it('answer once, with a reason where they do not simply agree, and the files stay with their opinion', async () => {
    const id = await office.takeIn(birth);
    await ask(id, [construction]);
    const task = await questionTo(id, construction);
    await assert.rejects(complete(builder, task, { outcome: 'disagree' }), OutcomeInvalid);
    const file = dossier.files.upload(builder, 'Ý kiến.pdf');
    await complete(builder, task, { outcome: 'agreeWithRemarks', note: 'Cần cấp nước', resultFileIds: [file.id] });
    await assert.rejects(complete(builder, task, { outcome: 'agree' }), TaskAlreadyCompleted);
    const seen = await read(id);
    assert.deepEqual([seen.resultFiles, seen.consultations?.[0]?.files.map(({ name }) => name)], [[], ['Ý kiến.pdf']]);
    const citizen = dossier.people.citizen(ngoc);
    assert.equal((await read(id, citizen)).consultations, undefined);
    assert.equal((await dossier.client.authorizeFile({ fileId: file.id }, citizen)).allowed, false);
    assert.equal((await dossier.client.authorizeFile({ fileId: file.id }, loi)).allowed, true);
  });

  it('that say nothing in their time leave the asker to go on alone', async () => {
    const id = await office.takeIn(birth);
    await ask(id, [construction]);
    dossier.clock.moveTo('2026-03-02T13:30:00+07:00');
    await until(async () => (await questions(id)).length === 0);
    assert.equal((await read(id)).consultations?.[0]?.state, 'lapsed');
    assert.equal((await office.openTask(id)).element_id, 'examine');
  });

  it('need not answer what was taken back', async () => {
    const id = await office.takeIn(birth);
    await ask(id);
    const [taken, left] = [await questionTo(id, construction), await questionTo(id, environment)];
    const withdraw = async (taskId: string) =>
      dossier.service.withdrawQuestion.execute(loi, id, (await read(id)).version, taskId);
    await withdraw(taken.id);
    assert.deepEqual(
      (await read(id)).consultations?.map(({ state }) => state),
      ['withdrawn', 'open'],
    );
    const [event] = await dossier.select<{ data: string }>(
      `select data from event_log where aggregate_id = $1 and type = 'consultation.withdrawn'`,
      [id],
    );
    assert.equal(readPayload('consultation.withdrawn', event?.data ?? '').taskId, taken.id);
    await assert.rejects(complete(builder, taken, { outcome: 'agree' }), TaskCancelled);
    await assert.rejects(withdraw(taken.id), TaskCancelled);
    await complete(farmer, left, { outcome: 'agree' });
    await assert.rejects(withdraw(left.id), TaskAlreadyCompleted);
    await assert.rejects(withdraw((await office.openTask(id, 'examine')).id), NotFound);
  });

  it('are known ones that somebody works at, and are asked by who works on the dossier', async () => {
    const id = await office.takeIn(birth);
    const error = await ask(id, [construction, 'so-hang-hai']).catch((caught: unknown) => caught);
    assert.ok(error instanceof ConsultationInvalid);
    assert.deepEqual(
      error.faults.map(({ pointer }) => pointer),
      ['/agencyCodes/1'],
    );
    await assert.rejects(ask(id, [construction], dossier.people.officer('tiepnhan.baclieu')), TurnNotYours);
    const stale = dossier.service.askAgencies.execute(loi, id, 9, {
      agencyCodes: [construction],
      question: 'x',
      limit: { n: 1, unit: 'workingDay' },
    });
    await assert.rejects(stale, VersionStale);
    const decided = await office.takeIn(birth);
    await office.workUntil(decided, 'deliver');
    await assert.rejects(ask(decided, [construction], loi), TurnNotYours);
  });
});

describe('agencies that the drawing asks', () => {
  it('answer each for itself, all at once, and the process goes on behind the last', async () => {
    const id = await office.takeIn(asking);
    await office.workUntil(id, 'opinion');
    const [first, second] = [await questionTo(id, construction), await questionTo(id, environment)];
    const items = await dossier.select<{ item: string; agency_code: string }>(
      `select item, agency_code from task where dossier_id = $1 and kind = 'consult'`,
      [id],
    );
    assert.deepEqual(items.map(({ item }) => item).sort(), [environment, construction]);
    assert.ok(items.every(({ item, agency_code: agency }) => item === agency));
    await Promise.all([
      complete(builder, first, { outcome: 'agree' }),
      complete(farmer, second, { outcome: 'disagree', note: 'Đất trồng lúa' }),
    ]);
    assert.deepEqual(
      (await office.openTasks(id)).map(({ element_id }) => element_id),
      ['decide'],
    );
    const { consultations = [] } = await read(id);
    assert.deepEqual(consultations.map(({ opinion }) => opinion?.value).sort(), ['agree', 'disagree']);
    const [asked] = await dossier.select<{ count: number }>(
      `select count(*)::integer from event_log where aggregate_id = $1 and type = 'consultation.asked'`,
      [id],
    );
    assert.equal(asked?.count, 2);
  });

  it('and say nothing have agreed where the law says so', async () => {
    const id = await office.takeIn(asking);
    await office.workUntil(id, 'opinion');
    await complete(builder, await questionTo(id, construction), { outcome: 'agree' });
    dossier.clock.moveTo('2026-03-06T09:00:00+07:00');
    await until(async () => (await questions(id)).length === 0);
    const { consultations = [] } = await read(id);
    assert.deepEqual(consultations.map(({ state, opinion }) => [state, opinion?.value]).sort(), [
      ['answered', 'agree'],
      ['lapsed', 'agree'],
    ]);
    assert.equal((await office.openTask(id)).element_id, 'decide');
  });
});
