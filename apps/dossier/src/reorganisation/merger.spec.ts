import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound, VersionStale } from '@motcua/service-kit/errors';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { answersFor, business, copies, onPaper } from '../sample-dossiers.fixture.js';
import {
  officerAt,
  oldCommune,
  oldCommunes,
  oldSuccessors,
  provinceOfTheMerger,
  reorganise,
} from './merger.fixture.js';

const merger = 'sap-nhap-tinh-ca-mau-2025';

interface Row {
  readonly id: string;
  readonly code: string;
  readonly competent_agency_code: string;
  readonly intake_agency_code: string;
  readonly due_at: Date;
  readonly state: string;
}

describe('the merger of Bạc Liêu and Cà Mau on 1 July 2025', () => {
  let dossier: DossierForTest;
  const taken = new Map<string, string>();
  let closed = '';

  before(async () => {
    dossier = await dossierForTest();
    await dossier.putInForce(await provinceOfTheMerger());
  });
  after(() => dossier.close());

  const plan = async () => {
    const found = (await provinceOfTheMerger()).reorganisations.find(({ code }) => code === merger);
    assert.ok(found);
    return found;
  };
  const rows = () =>
    dossier.select<Row>(
      'select id, code, competent_agency_code, intake_agency_code, due_at, state from dossier where id::text <> $1 order by id',
      [closed],
    );
  const successorOf = (code: string) =>
    oldSuccessors().find((row) => row.oldCode === code && row.extent === 'whole')?.newCode;
  const unitOf = async (agency: string) =>
    (await provinceOfTheMerger()).agencies.find(({ code, validTo }) => code === agency && validTo === undefined)
      ?.adminUnitCode;
  const takeIn = async (agency: string, communeCode: string, procedureCode = business) => {
    const answers = answersFor(procedureCode);
    const place = { business: { ...(answers['business'] as object), communeCode } };
    const { id } = await dossier.service.takeInDossier.execute(
      officerAt(dossier, agency),
      onPaper(procedureCode, {
        competentAgencyCode: agency,
        intakeAgencyCode: agency,
        answers: { ...answers, ...(procedureCode === business && place) },
      }),
    );
    return id;
  };

  it('begins with a dossier on its way in every old commune, and one that is closed', async () => {
    dossier.clock.moveTo('2025-06-30T09:00+07:00');
    const since = (await provinceOfTheMerger()).adminUnits.map(({ code }) => code);
    for (const { code } of oldCommunes()) {
      // An address in a commune of today that says nothing of the old one, unless the whole of it went there.
      const address = successorOf(code) ?? '31825';
      assert.ok(since.includes(address));
      taken.set(code, await takeIn(oldCommune(code), address));
    }
    closed = await takeIn(oldCommune('31813'), '31825');
    const reason = { reason: 'Trùng hồ sơ' };
    await dossier.service.stopDossier.execute(officerAt(dossier, oldCommune('31813')), closed, 1, reason);
    assert.equal((await rows()).length, oldCommunes().length);
  });

  it('is previewed before its day: what moves, and what nothing decides yet', async () => {
    const split = new Set(
      oldSuccessors()
        .filter(({ extent }) => extent !== 'whole')
        .map(({ oldCode }) => oldCode),
    );
    const { state, undecided, transfers, moved } = await dossier.service.previewReorganisation.execute(merger);
    assert.deepEqual([state, undecided, moved], ['planned', split.size, 0]);
    const sum = transfers.reduce((all, { openDossiers }) => all + openDossiers, 0);
    assert.equal(sum + undecided, oldCommunes().length);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await dossier.service.previewReorganisation.list(merger, { limit: 50, ...(after && { after }) });
      seen.push(...page.items.map(({ dossierId }) => dossierId));
      after = page.next;
    } while (after !== undefined);
    assert.deepEqual(seen, [...taken.values()].sort());
  });

  it('takes every dossier whose address is known to its one owner, with its code and its clock, and asks for the others', async () => {
    const before = await rows();
    dossier.clock.moveTo('2025-07-01T00:00:05+07:00');
    await reorganise(dossier, await plan());
    await until(async () => {
      const all = await dossier.select<{ state: string }>('select state from reorganisation_dossier');
      return all.length === before.length && all.every(({ state }) => state !== 'listed');
    });
    const now = new Map((await rows()).map((row) => [row.id, row]));
    assert.equal(now.size, before.length, 'nothing is lost');
    let undecided = 0;
    for (const was of before) {
      const is = now.get(was.id);
      assert.ok(is);
      assert.equal(is.code, was.code);
      assert.deepEqual(is.due_at, was.due_at);
      const unit = was.competent_agency_code.replace('ubnd-cu-', '');
      const to = successorOf(unit);
      if (to === undefined) undecided++;
      assert.equal(
        to === undefined ? is.competent_agency_code : await unitOf(is.competent_agency_code),
        to ?? oldCommune(unit),
      );
      assert.equal(is.intake_agency_code, is.competent_agency_code);
    }
    const waiting = await dossier.select<{ id: string }>(
      `select dossier_id as id from reorganisation_dossier where state = 'undecided'`,
    );
    assert.equal(waiting.length, undecided);
    const [old] = await dossier.select<Row>('select * from dossier where id = $1', [closed]);
    assert.equal(old?.competent_agency_code, oldCommune('31813'), 'what is closed keeps who decided it');
    const lanes = await dossier.select<{ agency_code: string; count: string }>(
      `select agency_code, count(*) from dossier_agency group by 1 having agency_code like 'ubnd-cu-%'`,
    );
    assert.equal(
      lanes.reduce((sum, { count }) => sum + Number(count), 0),
      (await stepsOfTheirTime()) + undecided + 1,
    );
  });

  /** An old commune keeps those of which it completed a step: there the receipt. */
  const stepsOfTheirTime = async () =>
    (
      await dossier.select(
        `select distinct t.dossier_id from task t join reorganisation_dossier r on r.dossier_id = t.dossier_id and r.state = 'moved'
          where t.agency_code like 'ubnd-cu-%'`,
      )
    ).length;

  it('lets the successor go on where the other stood, by the same date, and the timeline says so', async () => {
    const id = taken.get('31813') ?? '';
    const officer = officerAt(dossier, 'ubnd-phuong-bac-lieu');
    const view = await dossier.service.readDossier.execute(officer, id);
    // Five working days are the worked example; this procedure has three: Tuesday, Wednesday, Thursday.
    assert.equal(view.dueAt, '2025-07-03T10:00:00.000Z');
    const { items } = await dossier.service.inbox.list(officer, { queue: 'group', state: 'open', limit: 50 });
    assert.ok(items.some((item) => item.dossierId === id));
    const timeline = await dossier.service.readTimeline.execute(officer, id);
    const entry = timeline.items.find(({ type }) => type === 'dossier.transferred');
    assert.equal(entry?.agency?.code, 'ubnd-phuong-bac-lieu');
    assert.equal(
      timeline.items.find(({ type }) => type === 'dossier.accepted')?.actor?.agencyName?.vi,
      'Ủy ban nhân dân Phường 2',
    );
    await assert.rejects(dossier.service.readDossier.execute(officerAt(dossier, oldCommune('31816')), id), NotFound);
  });

  it('lets an officer who asked for the address say it, and no other agency', async () => {
    // Nguyễn Phích went to three communes.
    const id = taken.get('32053') ?? '';
    const agencyOf = async (unit: string) =>
      (await provinceOfTheMerger()).agencies.find(({ adminUnitCode, validTo }) => adminUnitCode === unit && !validTo)
        ?.code ?? '';
    const [uMinh, nguyenPhich] = [await agencyOf('32044'), await agencyOf('32059')];
    const officer = officerAt(dossier, nguyenPhich);
    const queue = await dossier.service.findWaiting.execute(officer, { limit: 30 });
    const item = queue.items.find(({ dossierId }) => dossierId === id);
    assert.ok(item);
    assert.equal(item.candidates.length, 3);
    assert.ok(item.candidates.some(({ code }) => code === uMinh));
    const stranger = officerAt(dossier, 'ubnd-phuong-bac-lieu');
    const { version } = item;
    const place = (caller: Caller, agencyCode: string, seen = version) =>
      dossier.service.placeDossier.execute(caller, id, seen, { agencyCode });
    await assert.rejects(place(stranger, uMinh), NotFound);
    await assert.rejects(place(officer, nguyenPhich, version - 1), VersionStale);
    await assert.rejects(place(officer, 'ubnd-phuong-bac-lieu'), { status: 422 });
    assert.deepEqual(await place(officer, nguyenPhich), { moved: true });
    const [row] = await dossier.select<Row>('select * from dossier where id = $1', [id]);
    assert.equal(row?.competent_agency_code, nguyenPhich);
    const told = await dossier.select<{ type: string; data: string }>(
      `select type, data from event_log where aggregate_id = $1 and type in ('place.asked', 'dossier.transferred') order by sequence`,
      [id],
    );
    assert.deepEqual(
      told.map(({ type }) => type),
      ['place.asked', 'dossier.transferred'],
    );
    const said = readPayload('dossier.transferred', told[1]?.data ?? '');
    assert.deepEqual(
      [said.fromAgencyCode, said.dossier?.competentAgencyCode, said.inProcess],
      [oldCommune('32053'), nguyenPhich, true],
    );
  });

  it('numbers what comes in from then on under the successor, beside the codes that go on', async () => {
    dossier.clock.moveTo('2025-07-01T09:00+07:00');
    const id = await takeIn('ubnd-phuong-bac-lieu', '31825');
    const [row] = await dossier.select<Row>('select * from dossier where id = $1', [id]);
    assert.equal(row?.code, 'H12.101-250701-0001');
    const former = await dossier.select<Row>('select * from dossier where id = $1', [taken.get('31813')]);
    assert.equal(former[0]?.code, 'H04.31813-250630-0001');
  });
});

describe('the register of the department of information and communications', () => {
  let dossier: DossierForTest;
  before(async () => {
    dossier = await dossierForTest();
    const part = await provinceOfTheMerger();
    const procedures = part.procedures.map((procedure) =>
      procedure.code === copies ? { ...procedure, offeredBy: { agencyKinds: ['department' as const] } } : procedure,
    );
    await dossier.putInForce({ ...part, procedures });
  });
  after(() => dossier.close());

  it('is one book through its four owners, each with the name of its time', async () => {
    const owners = [
      ['so-thong-tin-va-truyen-thong-bac-lieu', '2018-12-27', undefined],
      ['so-van-hoa-thong-tin-the-thao-va-du-lich-bac-lieu', '2019-01-02', 'hop-nhat-so-bac-lieu-2019'],
      ['so-khoa-hoc-va-cong-nghe-bac-lieu', '2025-03-03', 'sap-xep-so-bac-lieu-2025'],
      ['so-khoa-hoc-va-cong-nghe', '2025-07-02', merger],
    ] as const;
    const { reorganisations } = await provinceOfTheMerger();
    for (const [index, [agency, day, reorganisation]] of owners.entries()) {
      dossier.clock.moveTo(`${day}T08:00+07:00`);
      const plan = reorganisations.find(({ code }) => code === reorganisation);
      if (plan) {
        await reorganise(dossier, plan);
        await until(async () => {
          const there = await dossier.select('select from dossier where competent_agency_code = $1', [agency]);
          return there.length === index;
        });
      }
      dossier.clock.moveTo(`${day}T09:00+07:00`);
      await dossier.service.takeInDossier.execute(
        officerAt(dossier, agency),
        onPaper(copies, { competentAgencyCode: agency, intakeAgencyCode: agency }),
      );
    }
    const last = owners[3][0];
    const book = await dossier.service.registerBook.execute(officerAt(dossier, last), {
      agency: last,
      from: '2018-01-01',
      to: '2025-12-31',
      limit: 50,
    });
    assert.deepEqual(
      book.items.map(({ code, competentAgencyName }) => `${code} ${competentAgencyName}`),
      [
        'H04.14-181227-0001 Sở Thông tin và Truyền thông tỉnh Bạc Liêu',
        'H04.14-190102-0001 Sở Văn hóa, Thông tin, Thể thao và Du lịch tỉnh Bạc Liêu',
        'H04.14-250303-0001 Sở Khoa học và Công nghệ tỉnh Bạc Liêu',
        'H12.13-250702-0001 Sở Khoa học và Công nghệ tỉnh Cà Mau',
      ],
    );
    const owned = await dossier.select<{ competent_agency_code: string; count: string }>(
      'select competent_agency_code, count(*) from dossier group by 1',
    );
    assert.deepEqual(owned, [{ competent_agency_code: last, count: '4' }]);
  });
});
