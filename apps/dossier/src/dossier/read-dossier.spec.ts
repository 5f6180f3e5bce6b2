import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, building, business, centre, copies, ngoc, onPaper, online, quan } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let citizen: Caller;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  citizen = dossier.people.citizen(ngoc);
  dossier.clock.moveTo('2026-03-02T09:00:00+07:00');
});
after(() => dossier.close());

const read = (caller: Caller, id: string) => dossier.service.readDossier.execute(caller, id);
const officer = (username: string) => dossier.people.officer(username);

async function readers(id: string): Promise<string[]> {
  const usernames = [
    'tiepnhan.tinh',
    'tiepnhan.baclieu',
    'hotich.baclieu',
    'chutich.baclieu',
    'tiepnhan.giarai',
    'chutich.giarai',
    'canbo.thue',
    'chuyenvien.soxaydung',
    'lanhdao.tinh',
    'quantri',
  ];
  const callers = [
    ...usernames.map((name) => [name, officer(name)] as const),
    ['ngoc', citizen] as const,
    ['quan', dossier.people.citizen(quan)] as const,
  ];
  const allowed: string[] = [];
  for (const [name, caller] of callers) {
    const results = await Promise.allSettled([
      read(caller, id),
      dossier.service.readTimeline.execute(caller, id),
      dossier.service.readDossier.deadline(caller, id),
    ]);
    for (const result of results)
      if (result.status === 'rejected') assert.ok(result.reason instanceof NotFound, String(result.reason));
    const open = results.filter(({ status }) => status === 'fulfilled').length;
    assert.ok(open === 0 || open === 3, `${name} sees ${open} of 3`);
    if (open === 3) allowed.push(name);
  }
  return allowed;
}

describe('a dossier is seen', () => {
  it('by its citizen, the counter that took it in, the agency that decides and those above, and nobody else', async () => {
    const { id } = await dossier.service.takeInDossier.execute(
      officer('tiepnhan.tinh'),
      onPaper(birth, { intakeAgencyCode: centre }),
    );
    assert.deepEqual(await readers(id), [
      'tiepnhan.tinh',
      'tiepnhan.baclieu',
      'hotich.baclieu',
      'chutich.baclieu',
      'lanhdao.tinh',
      'ngoc',
    ]);
  });

  it('by an agency that has a step of it, from the moment that the step is there', async () => {
    const id = await office.takeIn(building);
    assert.ok(!(await readers(id)).includes('chuyenvien.soxaydung'));
    await office.complete(id, 'appraise');
    assert.ok((await readers(id)).includes('chuyenvien.soxaydung'));
    assert.ok(!(await readers(id)).includes('canbo.thue'));
  });

  it('not at all when there is none', async () => {
    assert.deepEqual(await readers(randomUUID()), []);
  });
});

describe('a dossier shows', () => {
  it('its papers in the order of the procedure, its fees, clock and open step', async () => {
    const { id, code } = await dossier.service.takeInDossier.execute(
      officer('tiepnhan.baclieu'),
      onPaper(building, {
        components: [
          { code: 'drawings', fileIds: [], copyKind: 'original', sets: 2 },
          { code: 'land-right', fileIds: [dossier.files.upload(officer('tiepnhan.baclieu'), 'Sổ đỏ.pdf').id], sets: 1 },
        ],
      }),
    );
    const seen = await read(officer('chuyenvien.baclieu'), id);
    assert.equal(seen.code, code);
    assert.deepEqual(
      seen.components.map((component) => [
        component.code,
        component.copyKind,
        component.sets,
        component.files.map(({ name }) => name),
      ]),
      [
        ['land-right', undefined, 1, ['Sổ đỏ.pdf']],
        ['drawings', 'original', 2, []],
      ],
    );
    assert.deepEqual(
      seen.fees.map(({ amountVnd }) => amountVnd),
      [75_000],
    );
    assert.deepEqual(seen.clock, {
      state: 'onTime',
      dueAt: '2026-03-17T10:00:00.000Z',
      workingMinutesLeft: 11 * 480 + 360,
    });
    assert.deepEqual(
      seen.tasks.map(({ step, allowed }) => [step.elementId, allowed]),
      [['appraise', ['claim', 'complete']]],
    );
    assert.deepEqual(seen.forms, ['receipt', 'control-slip']);
    assert.deepEqual(seen.answers['site'], onPaper(building).answers['site']);
  });

  it('numbers of the submitter by their last digits alone to officers', async () => {
    const seen = await read(officer('hotich.baclieu'), await office.takeIn(birth));
    assert.deepEqual(seen.submitter, {
      fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc',
      identityNumber: '•••••••••017',
      phone: '•••••••001',
    });
  });

  it('its citizen which agency has it, but not which officer', async () => {
    const id = await office.takeIn(birth);
    const task = await office.openTask(id);
    await dossier.service.claimTask.execute(officer('hotich.baclieu'), task.id, 1);
    assert.equal((await read(officer('chutich.baclieu'), id)).tasks[0]?.claimedBy?.displayName, 'Phạm Văn Lợi');
    const [own] = (await read(citizen, id)).tasks;
    assert.equal(own?.step.name.vi, 'Thẩm tra hồ sơ');
    assert.equal(own.claimedBy, undefined);
    assert.deepEqual(own.allowed, []);
  });

  it('its citizen the result with the decision and not before, and so does the file itself', async () => {
    const id = await office.takeIn(birth);
    await office.workUntil(id, 'decide');
    const file = dossier.files.upload(officer('hotich.baclieu'), 'Dự thảo.pdf');
    await office.complete(id, 'decide', { outcome: 'approve', resultFileIds: [file.id] });
    const authorized = async (caller: Caller) =>
      (await dossier.client.authorizeFile({ fileId: file.id }, caller)).allowed;
    assert.deepEqual((await read(citizen, id)).resultFiles, []);
    assert.equal(await authorized(citizen), false);
    assert.equal((await read(officer('chutich.baclieu'), id)).resultFiles[0]?.name, 'Dự thảo.pdf');
    assert.equal(await authorized(officer('chutich.baclieu')), true);
    await office.workUntil(id, 'deliver');
    assert.equal((await read(citizen, id)).resultFiles[0]?.id, file.id);
    assert.equal(await authorized(citizen), true);
    assert.equal(await authorized(dossier.people.citizen(quan)), false);
    assert.equal(await authorized(officer('chutich.giarai')), false);
  });

  it('its own papers to its citizen at once', async () => {
    const file = dossier.files.upload(citizen);
    const { id } = await dossier.service.submitDossier.execute(citizen, online(file.id));
    assert.equal((await dossier.client.authorizeFile({ fileId: file.id }, citizen)).allowed, true);
    const seen = await read(citizen, id);
    assert.equal(seen.nationalState, 1);
    assert.deepEqual(seen.clock, { state: 'notStarted' });
    assert.deepEqual(seen.forms, []);
    await assert.rejects(dossier.service.readDossier.deadline(citizen, id), NotFound);
  });
});

describe('the due date', () => {
  it('is explained day by day, and the explanation ends with it', async () => {
    dossier.clock.moveTo('2026-03-05T09:00:00+07:00');
    const id = await office.takeIn(business);
    const { dueAt, days } = await dossier.service.readDossier.deadline(citizen, id);
    assert.equal(dueAt, '2026-03-10T10:00:00.000Z');
    assert.deepEqual(
      days.map(({ date, counted }) => [date, counted]),
      [
        ['2026-03-05', 'start'],
        ['2026-03-06', 1],
        ['2026-03-07', 'skipped'],
        ['2026-03-08', 'skipped'],
        ['2026-03-09', 1],
        ['2026-03-10', 1],
      ],
    );
    dossier.clock.moveTo('2026-03-10T17:30:00+07:00');
    assert.equal((await read(citizen, id)).clock.state, 'overdue');
    dossier.clock.moveTo('2026-03-02T09:00:00+07:00');
  });
});

describe('the receipt', () => {
  it('holds what the form asks for, for those who may read the dossier', async () => {
    const id = await office.takeIn(copies);
    const { formSet, content } = await dossier.client.getFormContent({ dossierId: id, form: 'receipt' }, citizen);
    assert.equal(formSet, '2025');
    const receipt = JSON.parse(content) as Record<string, unknown>;
    assert.equal(receipt.agencyName, 'Ủy ban nhân dân phường Bạc Liêu');
    assert.equal(receipt.officerName, 'Nguyễn Thị Kim Thoa');
    assert.deepEqual(receipt.fees, [{ name: 'Phí chứng thực bản sao từ bản chính', amountText: '21.000 đồng' }]);
    assert.equal(receipt.timeLimitText, 'Trong ngày làm việc');
    assert.doesNotMatch(content, /095190000017/);
    const refused = { code: 5 };
    await assert.rejects(
      dossier.client.getFormContent({ dossierId: id, form: 'receipt' }, dossier.people.citizen(quan)),
      refused,
    );
    await assert.rejects(dossier.client.getFormContent({ dossierId: id, form: 'other' }, citizen), refused);
  });

  it('is not there before acceptance', async () => {
    const { id } = await dossier.service.submitDossier.execute(citizen, online(dossier.files.upload(citizen).id));
    const problemType = 'urn:motcua:problem:form-not-available';
    await assert.rejects(dossier.client.getFormContent({ dossierId: id, form: 'receipt' }, citizen), { problemType });
  });
});
