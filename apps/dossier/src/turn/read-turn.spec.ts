import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { CallRefused } from '@motcua/service-kit/grpc';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { building, ngoc } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';

describe('what a turn of a dossier comes to in words', () => {
  let dossier: DossierForTest;
  let office: OfficersAtWork;
  let id: string;
  const commune = 'ubnd-phuong-bac-lieu';

  before(async () => {
    dossier = await dossierForTest();
    office = new OfficersAtWork(dossier);
    dossier.clock.moveTo('2026-03-02T09:00+07:00');
    id = await office.takeIn(building);
  });
  after(() => dossier.close());

  const specialist = () => dossier.people.officer('chuyenvien.baclieu');
  const version = async () =>
    (await dossier.service.readDossier.execute(dossier.people.officer('chutich.baclieu'), id)).version;
  const turnOf = async (type: string) => {
    const [row] = await dossier.select<{ id: string }>(
      'select id from event_log where aggregate_id = $1 and type = $2 order by sequence desc limit 1',
      [id, type],
    );
    return dossier.client.getTurn({ eventId: row?.id ?? '' });
  };

  it('is in whose hands it is: of whoever has the step in charge, else of those who may take it', async () => {
    const open = await turnOf('dossier.accepted');
    assert.deepEqual(
      open.tasks.map(({ agencyCode, officerId, candidates, isConsultation }) => [
        agencyCode,
        officerId,
        candidates,
        isConsultation,
      ]),
      [[commune, undefined, [`${commune}/specialist`], false]],
    );
    const [task] = await office.openTasks(id);
    await dossier.service.claimTask.execute(specialist(), task?.id ?? '', task?.version ?? 0);
    assert.equal((await turnOf('dossier.accepted')).tasks[0]?.officerId, specialist().subjectId);
  });

  it('is what was asked for and why, with the names of the papers in both languages', async () => {
    const { components } = (await dossier.service.readDossier.execute(specialist(), id)) as unknown as {
      components: { code: string; name: { vi: string; en: string } }[];
    };
    const [paper] = components;
    assert.ok(paper);
    await dossier.service.requestSupplement.execute(specialist(), id, await version(), {
      items: [
        { componentCode: paper.code, note: 'thiếu chữ ký' },
        { note: 'văn bản ủy quyền', legalBasis: 'Điều 138 Bộ luật Dân sự' },
      ],
      reason: 'Hồ sơ của bà Ngọc chưa đủ',
    });
    const { items, reason, tasks } = await turnOf('supplement.requested');
    assert.deepEqual(items, [
      { vi: `${paper.name.vi}: thiếu chữ ký`, en: `${paper.name.en}: thiếu chữ ký` },
      { vi: 'văn bản ủy quyền (Điều 138 Bộ luật Dân sự)', en: 'văn bản ủy quyền (Điều 138 Bộ luật Dân sự)' },
    ]);
    assert.equal(reason?.vi, 'Hồ sơ của bà Ngọc chưa đủ');
    assert.equal(tasks.length, 1);
    assert.deepEqual((await turnOf('clock.paused')).reason, undefined);
  });

  it('is the reason of whoever ended it, and nobody has it in hand any more', async () => {
    await dossier.service.withdrawDossier.execute(dossier.people.citizen(ngoc), id, await version(), {
      reason: 'Tôi đổi ý',
    });
    const { reason, tasks } = await turnOf('dossier.withdrawn');
    assert.deepEqual([reason?.vi, tasks], ['Tôi đổi ý', []]);
  });

  it('is not known of an event that no dossier has had', async () => {
    await assert.rejects(dossier.client.getTurn({ eventId: randomUUID() }), CallRefused);
  });
});
