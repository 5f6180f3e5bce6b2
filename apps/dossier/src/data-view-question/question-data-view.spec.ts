import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { repeated } from '../neighbours.fixture.js';
import { centre, commune, ngoc, quan } from '../sample-dossiers.fixture.js';
import { DataViewQuestioned } from './data-view-question.problems.js';

describe('a citizen who asks why somebody looked at their data', () => {
  let dossier: DossierForTest;
  let citizen: Caller;
  before(async () => {
    dossier = await dossierForTest();
    citizen = dossier.people.citizen(ngoc);
  });
  after(() => dossier.close());

  /** A look of the police chief of the ward at the citizen's data. */
  function look(): string {
    const id = randomUUID();
    dossier.people.dataViews.set(`${citizen.subjectId} ${id}`, {
      shownAt: new Date('2026-02-27T02:15:00Z'),
      agencyCode: commune,
      positionCode: 'chairman',
      purpose: 'complaint',
      dossierNumber: 'H12.32-260227-0001',
    });
    return id;
  }
  const ask = (dataViewId: string, caller = citizen, question = 'Vì sao xem?') =>
    dossier.service.questionDataView.execute(caller, { dataViewId, question });

  it('opens a dossier at the authority that the province names, with the facts as the trace has them', async () => {
    const dataViewId = look();
    const { id, trackingNumber } = await ask(dataViewId);
    const [row] = await dossier.select(
      'select procedure_code, competent_agency_code, intake_agency_code, citizen_id, channel, state from dossier where id = $1',
      [id],
    );
    assert.deepEqual(row, {
      procedure_code: '9.000001',
      competent_agency_code: 'so-khoa-hoc-va-cong-nghe',
      intake_agency_code: centre,
      citizen_id: citizen.subjectId,
      channel: 'online',
      state: 'submitted',
    });
    const { answers } = await dossier.service.readDossier.execute(citizen, id);
    assert.deepEqual(answers, {
      asker: { fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc' },
      view: {
        shownAt: '09:15 ngày 27/02/2026',
        agency: 'Ủy ban nhân dân phường Bạc Liêu',
        position: 'Chủ tịch Ủy ban nhân dân',
        purpose: 'Giải quyết phản ánh, khiếu nại',
        dossier: 'H12.32-260227-0001',
      },
      question: { text: 'Vì sao xem?' },
      truthful: true,
    });
    const { isOffered, items } = await dossier.service.dataViewQuestions.execute(citizen, {
      views: [dataViewId, randomUUID()],
    });
    assert.equal(isOffered, true);
    assert.deepEqual(
      items.map((item) => [item.dataViewId, item.dossierId, item.trackingNumber]),
      [[dataViewId, id, trackingNumber]],
    );
  });

  it('asks about each look once, also at once, and hears by which dossier', async () => {
    const dataViewId = look();
    const answers = await Promise.allSettled([ask(dataViewId), ask(dataViewId), ask(dataViewId)]);
    const opened = answers.filter((answer) => answer.status === 'fulfilled');
    assert.equal(opened.length, 1);
    for (const answer of answers)
      if (answer.status === 'rejected') assert.ok(answer.reason instanceof DataViewQuestioned);
    await assert.rejects(ask(dataViewId), DataViewQuestioned);
    const rows = await dossier.select('select from data_view_question where data_view_id = $1', [dataViewId]);
    assert.equal(rows.length, 1);
  });

  it('gets the same answer for a request that comes twice', async () => {
    const dataViewId = look();
    const caller = repeated(citizen, 'once');
    assert.deepEqual(await ask(dataViewId, caller), await ask(dataViewId, caller));
  });

  it('asks about looks at the own data alone, and sees no question of others', async () => {
    const dataViewId = look();
    const other = dossier.people.citizen(quan);
    await assert.rejects(ask(dataViewId, other), NotFound);
    await ask(dataViewId);
    const { items } = await dossier.service.dataViewQuestions.execute(other, { views: [dataViewId] });
    assert.deepEqual(items, []);
  });
});
