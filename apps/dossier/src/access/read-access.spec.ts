import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Forbidden, NotFound } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';

let dossier: DossierForTest;
let id: string;

before(async () => {
  dossier = await dossierForTest();
  id = await new OfficersAtWork(dossier).takeIn(birth);
});
after(() => dossier.close());

const explain = (who: string, of?: string) =>
  dossier.service.readAccess.execute(
    dossier.people.officer(who),
    id,
    of === undefined ? undefined : dossier.people.officer(of).subjectId,
  );

describe('the explanation of access', () => {
  it('says of everybody what the dossier itself lets them do', async () => {
    for (const who of ['tiepnhan.baclieu', 'hotich.baclieu', 'chutich.baclieu']) {
      const { sees, turns, steps } = await explain(who);
      const detail = await dossier.service.readDossier.execute(dossier.people.officer(who), id);
      assert.equal(sees.allowed, true);
      assert.deepEqual(
        turns.filter(({ allowed }) => allowed).map(({ turn }) => turn),
        detail.turns.filter(({ allowed }) => allowed).map(({ turn }) => turn),
        who,
      );
      assert.deepEqual(
        steps.map(({ taskId, allowed }) => [taskId, allowed]),
        detail.tasks.map((task) => [task.id, task.allowed.includes('complete')]),
        who,
      );
    }
  });

  it('is hidden with the dossier from who does not see it', async () => {
    await assert.rejects(explain('hotich.giarai'), NotFound);
  });

  it('is given of another officer to a leader alone', async () => {
    const of = await explain('chutich.baclieu', 'hotich.giarai');
    assert.equal(of.sees.allowed, false);
    assert.deepEqual(
      of.steps.map(({ allowed, lines }) => [allowed, lines.map(({ code, holds }) => [code, holds])]),
      [[false, [['position', false]]]],
    );
    assert.deepEqual(await explain('chutich.baclieu', 'hotich.baclieu'), await explain('hotich.baclieu'));
    await assert.rejects(explain('hotich.baclieu', 'hotich.giarai'), Forbidden);
  });
});
