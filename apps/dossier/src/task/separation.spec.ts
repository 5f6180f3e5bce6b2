import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { building } from '../sample-dossiers.fixture.js';
import { TurnNotPossible } from '../turn/turn.problems.js';
import { OfficersAtWork, type OpenTask } from './officers-at-work.fixture.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let id: string;
let approval: OpenTask;
let chairman: Caller;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  chairman = dossier.people.officer('chutich.baclieu');
  id = await office.takeIn(building);
  approval = await office.workUntil(id, 'approve');
});
after(() => dossier.close());

/** The chairman, had it been they who did an earlier step. */
async function chairmanWhoDid(elementId: string): Promise<Caller> {
  const [done] = await dossier.select<{ completed_by: string }>(
    'select completed_by from task where dossier_id = $1 and element_id = $2',
    [id, elementId],
  );
  assert.ok(done);
  return { ...chairman, subjectId: done.completed_by };
}

describe('a permit whose procedure keeps duties apart', () => {
  for (const step of ['receive', 'appraise', 'decide']) {
    it(`is not signed by who did its step ${step}, who is told why`, async () => {
      const same = await chairmanWhoDid(step);
      await assert.rejects(dossier.service.claimTask.execute(same, approval.id, 1), TurnNotPossible);
      await assert.rejects(
        dossier.service.completeTask.execute(same, approval.id, 1, { outcome: 'approve' }),
        TurnNotPossible,
      );
      const seen = await dossier.service.inbox.get(same, approval.id);
      assert.equal(seen.obstacle?.code, 'separated');
      assert.deepEqual(seen.allowed, ['reassign']);
      const { tasks } = await dossier.service.readDossier.execute(same, id);
      assert.equal(tasks.find((task) => task.id === approval.id)?.obstacle?.code, 'separated');
    });
  }

  it('is signed by somebody who did another step of it, and by who did none', async () => {
    const consulted = await chairmanWhoDid('consult');
    assert.deepEqual((await dossier.service.inbox.get(consulted, approval.id)).obstacle, undefined);
    const seen = await dossier.service.inbox.get(chairman, approval.id);
    assert.deepEqual(seen.allowed, ['claim', 'complete', 'reassign']);
    await dossier.service.claimTask.execute(chairman, approval.id, 1);
    await dossier.service.completeTask.execute(chairman, approval.id, 2, { outcome: 'approve' });
  });
});
