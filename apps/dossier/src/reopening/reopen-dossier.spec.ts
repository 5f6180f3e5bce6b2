import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, business, ngoc } from '../sample-dossiers.fixture.js';
import { StepNotReturnable } from '../step-back/step-back.problems.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { TurnNotPossible, TurnNotYours } from '../turn/turn.problems.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let chairman: Caller;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  chairman = dossier.people.officer('chutich.baclieu');
});
after(() => dossier.close());
beforeEach(() => dossier.clock.moveTo('2026-03-02T09:00:00+07:00'));

const read = (id: string, caller = dossier.people.citizen(ngoc)) => dossier.service.readDossier.execute(caller, id);

async function refused(procedureCode = birth): Promise<string> {
  const id = await office.takeIn(procedureCode);
  await office.workUntil(id, 'decide');
  await office.complete(id, 'decide', { outcome: 'refuse', note: 'Không đủ căn cứ' });
  const file = dossier.files.upload(chairman, 'Từ chối.pdf');
  await office.complete(id, 'approveRefusal', { outcome: 'approve', resultFileIds: [file.id] });
  return id;
}

async function reopen(id: string, caller = chairman, toElementId?: string) {
  const { version } = await read(id, caller);
  return dossier.service.reopenDossier.execute(caller, id, version, {
    reason: 'Khiếu nại đúng',
    complaintReference: 'QĐ giải quyết khiếu nại 12/2026',
    ...(toElementId !== undefined && { toElementId }),
  });
}

describe('a decided dossier that is taken up again after a complaint', () => {
  it('lies where it was decided, under a clock of its own, and what was decided before is kept', async () => {
    const id = await refused(business);
    await office.complete(id, 'deliver', { receiver: { fullName: 'Nguyễn Ngọc' } });
    dossier.clock.moveTo('2026-03-16T09:00:00+07:00');
    await reopen(id);
    const seen = await read(id);
    assert.deepEqual(
      [seen.state, seen.decision, seen.decidedAt, seen.decisionNote, seen.returnedAt, seen.receiver, seen.resultFiles],
      ['inProcess', undefined, undefined, undefined, undefined, undefined, []],
    );
    assert.equal(seen.clock.dueAt, '2026-03-19T10:00:00.000Z');
    assert.deepEqual(
      (await office.openTasks(id)).map(({ element_id }) => element_id),
      ['decide'],
    );
    const [earlier] = seen.earlierDecisions;
    assert.deepEqual(
      [earlier?.decision, earlier?.decisionNote, earlier?.complaintReference, earlier?.files.map(({ name }) => name)],
      ['refused', 'Không đủ căn cứ', 'QĐ giải quyết khiếu nại 12/2026', ['Từ chối.pdf']],
    );
    assert.notEqual(earlier?.returnedAt, undefined);
  });

  it('is decided again, by the new clock, and the log has both decisions', async () => {
    const id = await refused();
    dossier.clock.moveTo('2026-03-16T09:00:00+07:00');
    await reopen(id);
    await office.workUntil(id, 'deliver');
    const seen = await read(id);
    assert.deepEqual([seen.state, seen.decision, seen.clock.timeliness], ['decided', 'approved', 'onTime']);
    const events = await dossier.select<{ type: string }>(
      `select type from event_log where aggregate_id = $1 and type in ('dossier.decided', 'dossier.reopened') order by sequence`,
      [id],
    );
    assert.deepEqual(
      events.map(({ type }) => type),
      ['dossier.decided', 'dossier.reopened', 'dossier.decided'],
    );
  });

  it('goes to any step that was done but its acceptance and its handover', async () => {
    const id = await refused();
    for (const step of ['receive', 'deliver', 'approve', 'nowhere'])
      await assert.rejects(reopen(id, chairman, step), StepNotReturnable);
    assert.deepEqual(
      (await read(id, chairman)).reopenTo?.map(({ elementId, isUsual }) => [elementId, isUsual]),
      [
        ['examine', false],
        ['decide', true],
        ['approveRefusal', false],
      ],
    );
    await reopen(id, chairman, 'examine');
    assert.equal((await read(id, chairman)).reopenTo, undefined);
    assert.deepEqual(
      (await office.openTasks(id)).map(({ element_id }) => element_id),
      ['examine'],
    );
  });

  it('is reopened by a leader alone, once, and only after the decision', async () => {
    const open = await office.takeIn(birth);
    await assert.rejects(reopen(open), TurnNotPossible);
    const id = await refused();
    await assert.rejects(reopen(id, dossier.people.officer('hotich.baclieu')), TurnNotYours);
    const results = await Promise.allSettled([reopen(id), reopen(id)]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await read(id)).earlierDecisions.length, 1);
  });
});
