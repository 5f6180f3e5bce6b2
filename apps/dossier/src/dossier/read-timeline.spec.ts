import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, ngoc, online } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

describe('the timeline of a dossier', () => {
  it('is its history from submission to return, with names, positions, choices and notes for officers', async () => {
    const citizen = dossier.people.citizen(ngoc);
    const { id } = await dossier.service.submitDossier.execute(citizen, online(dossier.files.upload(citizen).id));
    await dossier.service.acceptDossier.execute(dossier.people.officer('tiepnhan.baclieu'), id, 1);
    const examine = await office.openTask(id);
    const loi = dossier.people.officer('hotich.baclieu');
    await dossier.service.claimTask.execute(loi, examine.id, 1);
    await dossier.service.completeTask.execute(loi, examine.id, 2, { note: 'Đã đối chiếu' });
    await office.complete(id, 'decide', { outcome: 'refuse', note: 'Không đủ giấy tờ' });
    await office.complete(id, 'approveRefusal', { outcome: 'approve' });
    await office.complete(id, 'deliver');

    const { items } = await dossier.service.readTimeline.execute(dossier.people.officer('chutich.baclieu'), id);
    assert.deepEqual(
      items.map(({ sequence, type, actor, step, outcome, note }) => [
        sequence,
        type,
        actor?.displayName,
        step?.elementId,
        outcome?.value,
        note,
      ]),
      [
        [1, 'dossier.submitted', 'Nguyễn Phước Hoàng Thị Bảo Ngọc', undefined, undefined, undefined],
        [2, 'dossier.accepted', 'Nguyễn Thị Kim Thoa', undefined, undefined, undefined],
        [3, 'step.completed', 'Nguyễn Thị Kim Thoa', 'receive', undefined, undefined],
        [4, 'task.claimed', 'Phạm Văn Lợi', 'examine', undefined, undefined],
        [5, 'step.completed', 'Phạm Văn Lợi', 'examine', undefined, 'Đã đối chiếu'],
        [6, 'step.completed', 'Phạm Văn Lợi', 'decide', 'refuse', 'Không đủ giấy tờ'],
        [7, 'step.completed', 'Đặng Quốc Việt', 'approveRefusal', 'approve', undefined],
        [8, 'dossier.decided', 'Đặng Quốc Việt', undefined, undefined, undefined],
        [9, 'step.completed', 'Nguyễn Thị Kim Thoa', 'deliver', undefined, undefined],
        [10, 'dossier.returned', 'Nguyễn Thị Kim Thoa', undefined, undefined, undefined],
      ],
    );
    assert.deepEqual(items[3]?.actor, {
      displayName: 'Phạm Văn Lợi',
      positionTitle: { vi: 'Công chức Tư pháp - Hộ tịch', en: 'Civil status officer' },
      agencyName: items[3]?.actor?.agencyName,
    });
  });

  it('tells the citizen the agency and the position, never a name or a note, and no proposal before the decision', async () => {
    const id = await office.takeIn(birth);
    const citizen = dossier.people.citizen(ngoc);
    await office.workUntil(id, 'decide');
    await office.complete(id, 'decide', { outcome: 'refuse', note: 'Không đủ giấy tờ' });
    const before = await dossier.service.readTimeline.execute(citizen, id);
    assert.equal(before.items.length, 5);
    assert.doesNotMatch(JSON.stringify(before), /Phạm Văn Lợi|Kim Thoa|Không đủ|"refuse"/);
    assert.equal(before.items.at(-1)?.actor?.agencyName?.vi, 'Ủy ban nhân dân phường Bạc Liêu');
    assert.equal(before.items.at(-1)?.actor?.positionTitle?.vi, 'Công chức Tư pháp - Hộ tịch');
    await office.complete(id, 'approveRefusal', { outcome: 'approve' });
    const after = await dossier.service.readTimeline.execute(citizen, id);
    assert.equal(after.items[4]?.outcome?.value, 'refuse');
    assert.doesNotMatch(JSON.stringify(after), /Phạm Văn Lợi|Kim Thoa|Quốc Việt|Không đủ/);
  });
});
