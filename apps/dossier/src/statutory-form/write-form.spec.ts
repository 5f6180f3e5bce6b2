import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { building, ngoc, online, onPaper } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

const specialist = () => dossier.people.officer('chuyenvien.baclieu');
const chairman = () => dossier.people.officer('chutich.baclieu');
const holder = () => dossier.people.citizen(ngoc);
const read = (id: string) => dossier.service.readDossier.execute(chairman(), id);
const versionOf = async (id: string) => (await read(id)).version;

async function formOf(dossierId: string, form: string, caller = chairman()): Promise<Record<string, unknown>> {
  const { formSet, content } = await dossier.client.getFormContent({ dossierId, form }, caller);
  return { formSet, ...(JSON.parse(content) as Record<string, unknown>) };
}

function said(form: Record<string, unknown>, ...keys: string[]) {
  return Object.fromEntries(keys.map((key) => [key, form[key]]));
}

async function takeIn(at = '2026-03-02T09:00+07:00') {
  dossier.clock.moveTo(at);
  return office.takeIn(building);
}

async function supplement(id: string, reason: string, caller = specialist(), overrideReason?: string) {
  const items = [{ componentCode: 'land-right', note: 'Thiếu trang 2' }];
  const input = { items, reason, ...(overrideReason !== undefined && { overrideReason }) };
  await dossier.service.requestSupplement.execute(caller, id, await versionOf(id), input);
}

describe('the request for a supplement', () => {
  it('is a form of its own each time, and says what is missing and until when', async () => {
    const id = await takeIn();
    await supplement(id, 'Hồ sơ chưa đủ');
    await dossier.service.answerSupplement.execute(holder(), id, await versionOf(id), {
      components: [{ code: 'land-right', fileIds: [] }],
    });
    await supplement(id, 'Bản vẽ sai', chairman(), 'Mới phát hiện');
    const [first, second] = (await read(id)).letters;
    assert.deepEqual([first?.form, second?.form], ['supplement-request', 'supplement-request']);
    const form = await formOf(id, `supplement-request/${first?.of}`, holder());
    assert.deepEqual(said(form, 'formSet', 'formNumber', 'reason', 'lapsesAt', 'officerName', 'of'), {
      formSet: '2025',
      formNumber: 'Mẫu số 02',
      reason: 'Hồ sơ chưa đủ',
      lapsesAt: '2026-04-01T10:00:00.000Z',
      officerName: dossier.people.nameOf('chuyenvien.baclieu'),
      of: first?.of,
    });
    assert.equal((await formOf(id, 'supplement-request')).reason, 'Bản vẽ sai');
    await assert.rejects(formOf(id, `supplement-request/${randomUUID()}`), { code: 5 });
    await assert.rejects(formOf(id, 'apology'), { problemType: 'urn:motcua:problem:form-not-available' });
  });
});

describe('the letter of apology', () => {
  it('tells the promised moment, the new one and the reason, while the receipt keeps its promise', async () => {
    const id = await takeIn();
    const promised = (await read(id)).dueAt;
    dossier.clock.moveTo('2026-03-10T09:00+07:00');
    await dossier.service.extendDossier.execute(chairman(), id, await versionOf(id), {
      extension: { n: 5, unit: 'calendarDay' },
      reason: 'Chờ ý kiến của Sở Xây dựng',
    });
    const form = await formOf(id, 'apology', holder());
    assert.deepEqual(said(form, 'formName', 'formNumber', 'wasDueAt', 'dueAt', 'reason'), {
      formName: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
      formNumber: 'Mẫu số 04',
      wasDueAt: promised,
      dueAt: (await read(id)).dueAt,
      reason: 'Chờ ý kiến của Sở Xây dựng',
    });
    assert.notEqual(form.dueAt, promised);
    assert.equal((await formOf(id, 'receipt')).dueAt, promised);
  });

  it('bears the number and name of the set of the day on which the dossier was accepted', async () => {
    const id = await takeIn();
    // Only the day decides.
    await dossier.select('update dossier set accepted_at = $2, submitted_at = $2 where id = $1', [
      id,
      '2025-06-02T02:00:00Z',
    ]);
    const { formSet, formNumber } = await formOf(id, 'control-slip');
    assert.deepEqual([formSet, formNumber], ['2018', 'Mẫu số 05']);
  });
});

describe('a refusal', () => {
  it('at the counter says why, before there is a code', async () => {
    dossier.clock.moveTo('2026-03-02T09:00+07:00');
    const { id } = await dossier.service.submitDossier.execute(holder(), online(dossier.files.upload(holder()).id));
    const desk = dossier.people.officer('tiepnhan.baclieu');
    await dossier.service.rejectDossier.execute(desk, id, 1, { reason: 'Không thuộc thẩm quyền' });
    const form = await formOf(id, 'refusal', holder());
    assert.deepEqual(said(form, 'formNumber', 'refused', 'reason', 'code'), {
      formNumber: 'Mẫu số 03',
      refused: 'intake',
      reason: 'Không thuộc thẩm quyền',
      code: undefined,
    });
  });

  it('of what was asked for says the reason of the decision', async () => {
    const id = await takeIn();
    await office.workUntil(id, 'decide');
    await office.complete(id, 'decide', { outcome: 'refuse', note: 'Sai quy hoạch' });
    await office.complete(id, 'approveRefusal', { outcome: 'approve' });
    const form = await formOf(id, 'refusal', holder());
    assert.deepEqual(said(form, 'refused', 'reason'), { refused: 'result', reason: 'Sai quy hoạch' });
  });
});

describe('the stop notice', () => {
  it('says when processing ended and why', async () => {
    const id = await takeIn();
    await dossier.service.stopDossier.execute(chairman(), id, await versionOf(id), { reason: 'Trùng hồ sơ' });
    const form = await formOf(id, 'stop-notice', holder());
    assert.deepEqual(said(form, 'formNumber', 'reason', 'stoppedAt'), {
      formNumber: 'Mẫu số 05',
      reason: 'Trùng hồ sơ',
      stoppedAt: '2026-03-02T02:00:00.000Z',
    });
  });
});

describe('the control slip', () => {
  it('tells officers who handed it to whom, and how each step stood against its limit', async () => {
    const id = await takeIn();
    dossier.clock.moveTo('2026-04-20T09:00+07:00');
    await office.complete(id, 'appraise', { note: 'Chờ đo đạc' });
    const { handOvers } = await formOf(id, 'control-slip');
    assert.ok(Array.isArray(handOvers));
    const steps = handOvers as { from: string; to: string; result?: string; note?: string }[];
    const appraised = steps.find(({ note }) => note === 'Chờ đo đạc');
    assert.equal(appraised?.result, 'Quá hạn');
    assert.equal(steps[0]?.from, onPaper(building).submitter.fullName);
    const next = steps.at(-1);
    assert.equal(next?.result, undefined);
    assert.ok(next?.from.includes(dossier.people.nameOf('chuyenvien.baclieu')), next?.from);
    await assert.rejects(formOf(id, 'control-slip', holder()), { code: 5 });
  });
});
