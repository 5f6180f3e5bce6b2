import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { DossierDetail, Timeline } from '../dossier/dossier.schemas.js';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { centre, commune } from '../sample-dossiers.fixture.js';
import { procedureOf, sampleRules } from '../sample-province.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { declarationOn } from './declaration.fixture.js';
import { openDoor, Refused, type Door } from './http-door.fixture.js';
import { Walker, type Counter } from './walker.fixture.js';

const rules = await sampleRules();
const atCommune: Counter = { intakeAgencyCode: commune, competentAgencyCode: commune, officer: 'tiepnhan.baclieu' };
const decidedBy = (competentAgencyCode: string): Counter => ({
  intakeAgencyCode: centre,
  competentAgencyCode,
  officer: 'tiepnhan.tinh',
});
const appraisal = decidedBy('so-khoa-hoc-va-cong-nghe');
const closing = (day: string) => new Date(`${day}T17:00:00+07:00`).toISOString();

let dossier: DossierForTest;
let door: Door;
let walker: Walker;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  door = await openDoor(dossier);
  walker = new Walker(dossier, door, rules);
  office = new OfficersAtWork(dossier);
});
after(async () => {
  await door.close();
  await dossier.close();
});
beforeEach(() => dossier.clock.moveTo('2026-03-02T09:00:00+07:00'));

const read = (id: string, { officer }: Counter) =>
  door.read<DossierDetail>(dossier.people.officer(officer), `dossiers/${id}`);

/** The declaration of a procedure where one group of answers says something else. */
function declared(code: string, group: string, change: Record<string, unknown>): Record<string, unknown> {
  const answers = declarationOn(procedureOf(rules, code).definition.form);
  return { ...answers, [group]: { ...(answers[group] as Record<string, unknown>), ...change } };
}

describe('what the law says of one procedure alone', () => {
  it('gives the appraisal of an IT project 20, 15 or 10 days by its group', async () => {
    const dues: Record<string, string> = {};
    for (const group of ['A', 'B', 'C']) {
      const answers = declared('NB.CNTT.01', 'project', { group });
      dues[group] = (await walker.takeIn('NB.CNTT.01', appraisal, { answers })).dueAt;
    }
    assert.deepEqual(dues, { A: closing('2026-03-23'), B: closing('2026-03-17'), C: closing('2026-03-12') });
  });

  it('keeps the limit that was promised, also on the receipt, when the group is put right afterwards', async () => {
    const answers = declared('NB.CNTT.01', 'project', { group: 'C' });
    const { id } = await walker.takeIn('NB.CNTT.01', appraisal, { answers });
    const desk = dossier.people.officer(appraisal.officer);
    await dossier.service.requestSupplement.execute(desk, id, 1, {
      items: [],
      fields: ['/project/group'],
      reason: 'Dự án nhóm A',
    });
    dossier.clock.moveTo('2026-03-04T09:00:00+07:00');
    await dossier.service.answerSupplement.execute(desk, id, 2, {
      components: [],
      answers: { project: { group: 'A' } },
    });
    const { dueAt, answers: now } = await read(id, appraisal);
    assert.deepEqual([dueAt, (now.project as { group: string }).group], [closing('2026-03-16'), 'A']);
    const { content } = await dossier.client.getFormContent({ dossierId: id, form: 'receipt' }, desk);
    const { timeLimitText, dueAt: promised } = JSON.parse(content) as { timeLimitText: string; dueAt: string };
    assert.match(timeLimitText, /^10 /);
    assert.equal(promised, closing('2026-03-12'));
  });

  it('charges for a birth that is registered late, and for no other', async () => {
    const answers = declared('1.001193', 'registration', { timing: 'late' });
    const { id } = await walker.takeIn('1.001193', atCommune, { answers });
    const { fees } = await read(id, atCommune);
    assert.deepEqual(
      fees.map(({ amountVnd }) => amountVnd),
      [8_000],
    );
  });

  it('halves the fee of a judicial record for students', async () => {
    const counter = decidedBy('cong-an-tinh');
    const answers = declared('3.000333', 'request', { reliefGroup: 'student' });
    const { id } = await walker.takeIn('3.000333', counter, { answers });
    assert.equal((await read(id, counter)).fees[0]?.amountVnd, 100_000);
  });

  it('gives a judicial record fifteen days in all when the facts must be verified, and says why', async () => {
    const counter = decidedBy('cong-an-tinh');
    const { id, dueAt } = await walker.takeIn('3.000333', counter);
    assert.equal(dueAt, closing('2026-03-12'));
    await office.workUntil(id, 'compare');
    await office.complete(id, 'compare', { outcome: 'toVerify', note: 'Từng cư trú nơi khác' });
    const { clock } = await read(id, counter);
    assert.deepEqual([clock.dueAt, clock.state], [closing('2026-03-17'), 'onTime']);
    const desk = dossier.people.officer(counter.officer);
    const { items } = await door.read<Timeline>(desk, `dossiers/${id}/timeline`);
    assert.ok(items.some(({ type }) => type === 'deadline.recomputed'));
    const { acts } = await door.read<{ acts: { text: { vi: string }; legalBasis?: string }[] }>(
      desk,
      `dossiers/${id}/deadline`,
    );
    const told = acts.find(({ text }) => text.vi === 'Thời hạn dài hơn: Xác minh thông tin lý lịch tư pháp');
    assert.match(told?.legalBasis ?? '', /không quá 15 ngày/);
  });

  it('takes the tax office and the payment out of the limit of a land transfer', async () => {
    const counter = decidedBy('chi-nhanh-van-phong-dang-ky-dat-dai-bac-lieu');
    const { id } = await walker.takeIn('1.013831', counter);
    dossier.clock.moveTo('2026-03-05T10:00:00+07:00');
    await office.complete(id, 'check', { outcome: 'eligible' });
    assert.deepEqual((await read(id, counter)).clock.pausedGrounds, ['financialObligation']);
    await office.complete(id, 'taxNotice', { outcome: 'due' });
    assert.equal((await read(id, counter)).nationalState, 6);
    dossier.clock.moveTo('2026-03-19T15:00:00+07:00');
    assert.equal(await walker.tell(id, 'financialObligationPaid'), 1);
    const { clock } = await read(id, counter);
    // Example 11 of domain.md 3.4.
    assert.deepEqual([clock.dueAt, clock.pausedGrounds], [closing('2026-03-26'), undefined]);
  });

  it('lets a marriage wait for another commune no longer than three working days, and registers it on that day', async () => {
    const { id } = await walker.takeIn('1.000894', atCommune);
    await office.complete(id, 'examine', { outcome: 'toVerify', note: 'Từng cư trú nơi khác' });
    await office.complete(id, 'requestVerification');
    assert.deepEqual((await read(id, atCommune)).clock.pausedGrounds, ['consultation']);
    dossier.clock.moveTo('2026-03-05T17:01:00+07:00');
    await until(async () => (await office.openTasks(id)).some(({ element_id }) => element_id === 'decide'));
    const { clock } = await read(id, atCommune);
    assert.deepEqual([clock.pausedGrounds, clock.state], [undefined, 'soon']);
    assert.ok((clock.dueAt ?? '') <= closing('2026-03-09'), 'within five working days in all');
  });

  it('keeps who is on the waiting list of a course until the list closes, with the clock at rest', async () => {
    const { id } = await walker.takeIn('NB.CNTT.02', appraisal);
    await office.complete(id, 'countSeats', { outcome: 'waitingList', note: 'Đã hết 5 chỗ của cơ quan' });
    assert.deepEqual((await read(id, appraisal)).clock.pausedGrounds, ['applicantChoice']);
    const [wait] = await walker.waitsOf(id);
    assert.deepEqual(wait?.fireAt, new Date('2027-01-15T00:00:00+07:00'));
    dossier.clock.moveTo('2027-01-15T07:30:00+07:00');
    await until(async () => (await office.openTasks(id)).some(({ element_id }) => element_id === 'recount'));
    assert.equal((await read(id, appraisal)).clock.pausedGrounds, undefined);
  });

  it('opens the parts of an interconnected birth at the agencies of the unit, each with its own limit', async () => {
    const { id } = await walker.takeIn('2.002621', atCommune);
    const partsOf = async (count: number) =>
      until(async () => {
        const { parts } = await read(id, atCommune);
        return parts.length === count && parts;
      });
    const [birth] = await partsOf(1);
    assert.deepEqual([birth?.agency.code, birth?.clock.dueAt], [commune, closing('2026-03-03')]);
    await office.workUntil(birth?.id ?? '', 'deliver');
    const parts = await partsOf(3);
    assert.deepEqual(parts.map(({ elementId, agency, clock }) => [elementId, agency.code, clock.dueAt]).sort(), [
      ['birth', commune, closing('2026-03-03')],
      ['insurance', 'bao-hiem-xa-hoi-tinh', closing('2026-03-04')],
      ['residence', 'cong-an-phuong-bac-lieu', closing('2026-03-11')],
    ]);
    assert.deepEqual(await office.openTasks(id), [], 'the whole waits');
  });
});

describe('what may not be handed in', () => {
  it('is a part of an interconnected procedure, at whatever counter', async () => {
    await assert.rejects(
      walker.takeIn('LT.2002621.KS', atCommune),
      (error) => error instanceof Refused && error.status === 422 && error.type === 'way-not-offered',
    );
  });

  it('is a procedure at an agency that does not decide it', async () => {
    await assert.rejects(
      walker.takeIn('1.014199', decidedBy('so-tu-phap')),
      (error) => error instanceof Refused && error.pointers.includes('/competentAgencyCode'),
    );
  });
});

describe('every procedure', () => {
  for (const { definition } of rules.procedures.filter((procedure) => !rules.isPart(procedure.definition))) {
    const [agency] = rules.agenciesOffering(definition, new Date('2026-03-02T02:00:00Z'));
    const counter = definition.level === 'commune' ? atCommune : decidedBy(agency?.code ?? '');
    it(`waits for papers that are missing, and goes on with what was left of its time: ${definition.code}`, async () => {
      const { id, version, dueAt } = await walker.takeIn(definition.code, counter);
      const desk = dossier.people.officer(counter.officer);
      const items = [{ componentCode: definition.components[0]?.code, note: 'Cần bổ sung' }];
      await door.command(desk, `dossiers/${id}/supplement`, {
        version,
        body: { items, reason: 'Hồ sơ chưa đủ' },
      });
      const asked = await read(id, counter);
      assert.deepEqual([asked.clock.pausedGrounds, asked.nationalState], [['supplement'], 5]);
      dossier.clock.moveTo('2026-03-04T09:00:00+07:00');
      await door.command(desk, `dossiers/${id}/supplement/answer`, {
        version: asked.version,
        body: { components: [], note: 'Đã bổ sung' },
      });
      const answered = await read(id, counter);
      assert.equal(answered.clock.pausedGrounds, undefined);
      assert.ok((answered.clock.dueAt ?? '') > dueAt);
    });
  }
});
