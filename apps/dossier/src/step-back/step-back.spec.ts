import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { VersionStale } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { asking, withDrawnProcedures } from '../drawn-procedures.fixture.js';
import { birth, ngoc } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { TaskCancelled } from '../task/task.problems.js';
import { TurnNotPossible, TurnNotYours } from '../turn/turn.problems.js';
import { StepNotReturnable } from './step-back.problems.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let loi: Caller;
let chairman: Caller;

before(async () => {
  dossier = await dossierForTest();
  await dossier.putInForce(withDrawnProcedures(dossier.part));
  office = new OfficersAtWork(dossier);
  loi = dossier.people.officer('hotich.baclieu');
  chairman = dossier.people.officer('chutich.baclieu');
});
after(() => dossier.close());

async function goBack(caller: Caller, id: string, toElementId: string, version?: number) {
  const seen = await dossier.service.readDossier.execute(caller, id);
  return dossier.service.stepBack.execute(caller, id, version ?? seen.version, {
    toElementId,
    reason: 'Thiếu chữ ký của người cha',
  });
}

async function openSteps(id: string): Promise<string[]> {
  return (await office.openTasks(id)).map(({ element_id }) => element_id);
}

describe('a dossier that goes back to an earlier step', () => {
  it('lies there again and nowhere else, under the same clock, with the reason for those who work on it', async () => {
    const id = await office.takeIn(birth);
    const signature = await office.workUntil(id, 'approve');
    const before = await dossier.service.readDossier.execute(chairman, id);
    assert.deepEqual(
      before.stepBackTo?.map(({ elementId }) => elementId),
      ['examine', 'decide', 'populationNumber'],
    );
    await goBack(chairman, id, 'examine');
    assert.deepEqual(await openSteps(id), ['examine']);
    const now = await dossier.service.readDossier.execute(chairman, id);
    assert.deepEqual([now.state, now.clock.dueAt, now.stepBackTo], ['inProcess', before.clock.dueAt, []]);
    await assert.rejects(
      dossier.service.completeTask.execute(chairman, signature.id, signature.version, { outcome: 'approve' }),
      TaskCancelled,
    );
    const told = async (caller: Caller) =>
      (await dossier.service.readTimeline.execute(caller, id)).items.find(({ type }) => type === 'step.returned');
    assert.deepEqual(
      [(await told(loi))?.step?.elementId, (await told(loi))?.note],
      ['examine', 'Thiếu chữ ký của người cha'],
    );
    assert.equal((await told(dossier.people.citizen(ngoc)))?.note, undefined);
    await office.workUntil(id, 'deliver');
  });

  it('tells in its event from where to where it went, and nothing of the reason', async () => {
    const id = await office.takeIn(birth);
    await office.workUntil(id, 'decide');
    await goBack(loi, id, 'examine');
    const [logged] = await dossier.select<{ data: string }>(
      `select data from event_log where aggregate_id = $1 and type = 'step.returned'`,
      [id],
    );
    const data = JSON.parse(logged?.data ?? '') as Record<string, unknown>;
    assert.deepEqual([data['fromElementId'], data['toElementId']], ['decide', 'examine']);
    assert.doesNotMatch(logged?.data ?? '', /chữ ký/);
  });

  it('goes to no step that was not done, to none ahead, and never back before its acceptance', async () => {
    const id = await office.takeIn(birth);
    await office.workUntil(id, 'decide');
    for (const target of ['approve', 'decide', 'receive', 'nowhere'])
      await assert.rejects(goBack(loi, id, target), StepNotReturnable);
    assert.deepEqual(await openSteps(id), ['decide']);
  });

  it('is sent by who works on it or answers for the agency, not by who is only asked for an opinion', async () => {
    const id = await office.takeIn(asking);
    await office.workUntil(id, 'opinion');
    await assert.rejects(goBack(dossier.people.officer('chuyenvien.soxaydung'), id, 'examine'), TurnNotYours);
    await assert.rejects(goBack(dossier.people.citizen(ngoc), id, 'examine'), TurnNotYours);
  });

  it('takes the consultations with it that were opened behind the step, and their terms of silence', async () => {
    const id = await office.takeIn(asking);
    await office.workUntil(id, 'opinion');
    const terms = () =>
      dossier.select<{ state: string }>(`select state from timer where dossier_id = $1 and kind = 'silence'`, [id]);
    assert.deepEqual(
      (await terms()).map(({ state }) => state),
      ['waiting', 'waiting'],
    );
    await goBack(chairman, id, 'examine');
    assert.deepEqual(await openSteps(id), ['examine']);
    assert.deepEqual(
      (await terms()).map(({ state }) => state),
      ['cancelled', 'cancelled'],
    );
  });

  it('is not sent back by two at once, nor by who saw an older one, nor after the decision', async () => {
    const id = await office.takeIn(birth);
    await office.workUntil(id, 'approve');
    const results = await Promise.allSettled([goBack(chairman, id, 'examine'), goBack(chairman, id, 'decide')]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await assert.rejects(goBack(chairman, id, 'examine', 1), VersionStale);
    await office.workUntil(id, 'deliver');
    await assert.rejects(goBack(chairman, id, 'examine'), TurnNotPossible);
  });
});
