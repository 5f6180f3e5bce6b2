import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, building, business, centre, copies, ngoc, onPaper, online, quan } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { DossiersQuery, type DossierList } from './dossier.schemas.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let chairman: Caller;
let citizen: Caller;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  chairman = dossier.people.officer('chutich.baclieu');
  citizen = dossier.people.citizen(ngoc);
});
after(() => dossier.close());

const find = (caller: Caller, query: Partial<DossiersQuery> = {}) =>
  dossier.service.findDossiers.inScope(caller, { limit: 100, ...query });
const ids = ({ items }: DossierList) => items.map(({ id }) => id);

async function submitted(): Promise<string> {
  return (await dossier.service.submitDossier.execute(citizen, online(dossier.files.upload(citizen).id))).id;
}

describe('the list of dossiers', () => {
  it('is read page by page, newest first, complete and without doubles while new ones come in', async () => {
    const known: string[] = [];
    for (let day = 1; day <= 9; day++) {
      // Three of the same moment each time, so that pages end between dossiers of one instant.
      dossier.clock.moveTo(`2026-03-0${Math.ceil(day / 3)}T09:00:00+07:00`);
      known.push(await office.takeIn(birth));
    }
    const read: string[] = [];
    let after: string | undefined;
    do {
      const page = await find(chairman, { limit: 2, ...(after !== undefined && { after }) });
      assert.ok(page.items.length <= 2);
      read.push(...ids(page));
      after = page.next;
      dossier.clock.moveTo('2026-03-04T09:00:00+07:00');
      await office.takeIn(birth);
    } while (after !== undefined);
    assert.deepEqual(new Set(read).size, read.length);
    assert.deepEqual(
      read,
      [...known].sort((a, b) => known.indexOf(b) - known.indexOf(a)),
    );
  });

  it('has no further page after one that is exactly full', async () => {
    const limit = ids(await find(chairman)).length;
    assert.equal((await find(chairman, { limit })).next, undefined);
  });

  it('holds what an officer’s agencies took in, decide or have a step of, and nothing of others', async () => {
    const { id } = await dossier.service.takeInDossier.execute(
      dossier.people.officer('tiepnhan.giarai'),
      onPaper(building, { intakeAgencyCode: 'ubnd-phuong-gia-rai' }),
    );
    await office.complete(id, 'appraise');
    for (const username of ['tiepnhan.giarai', 'chutich.baclieu', 'chuyenvien.soxaydung', 'lanhdao.tinh']) {
      assert.ok(ids(await find(dossier.people.officer(username))).includes(id), username);
    }
    for (const username of ['tiepnhan.tinh', 'canbo.thue', 'quantri']) {
      assert.ok(!ids(await find(dossier.people.officer(username))).includes(id), username);
    }
  });

  it('is narrowed to an agency that decides, to a procedure, and to a number in any spelling', async () => {
    const giaRai = 'ubnd-phuong-gia-rai';
    const { id, code, trackingNumber } = await dossier.service.takeInDossier.execute(
      dossier.people.officer('tiepnhan.tinh'),
      onPaper(copies, { intakeAgencyCode: centre, competentAgencyCode: giaRai }),
    );
    const leader = dossier.people.officer('lanhdao.tinh');
    assert.deepEqual(ids(await find(leader, { agency: giaRai })), [id]);
    assert.deepEqual(ids(await find(leader, { procedure: copies })), [id]);
    for (const q of [
      code,
      code.toLowerCase(),
      code.replace(/[-.]/g, ''),
      trackingNumber,
      ` ${trackingNumber.toLowerCase().replaceAll('-', '')} `,
    ]) {
      assert.deepEqual(ids(await find(leader, { q })), [id], q);
      assert.deepEqual(ids(await find(chairman, { q })), [], 'a number opens nothing of another agency');
    }
    assert.deepEqual(ids(await find(leader, { q: '☃' })), []);
  });

  it('is split into received, open, on time, overdue and done at the moment of the reading', async () => {
    dossier.clock.moveTo('2026-06-01T09:00:00+07:00');
    const waiting = await submitted();
    const open = await office.takeIn(business);
    const done = await office.takeIn(business);
    await office.workUntil(done, 'deliver');
    const own = new Map([
      [waiting, 'waiting'],
      [open, 'open'],
      [done, 'done'],
    ]);
    const seen = async (view: NonNullable<DossiersQuery['view']>) => {
      const names = ids(await find(chairman, { view })).map((id) => own.get(id));
      return names.filter((name) => name !== undefined).sort();
    };
    assert.deepEqual(await seen('received'), ['done', 'open']);
    assert.deepEqual(await seen('open'), ['open']);
    assert.deepEqual(await seen('onTime'), ['open']);
    assert.deepEqual(await seen('overdue'), []);
    assert.deepEqual(await seen('done'), ['done']);
    dossier.clock.moveTo('2026-06-04T17:00:01+07:00');
    assert.deepEqual(await seen('onTime'), []);
    assert.deepEqual(await seen('overdue'), ['open']);
  });
});

describe('a citizen’s own dossiers', () => {
  it('are those handed in online or at a counter under the own identity number, by state', async () => {
    const other = dossier.people.citizen(quan);
    const mine = (query = {}) => dossier.service.findDossiers.mine(other, { limit: 100, ...query });
    assert.deepEqual(ids(await mine()), []);
    const file = dossier.files.upload(other);
    dossier.clock.moveTo('2026-03-05T09:00:00+07:00');
    const sent = await dossier.service.submitDossier.execute(other, online(file.id));
    dossier.clock.moveTo('2026-03-05T10:00:00+07:00');
    const handed = await dossier.service.takeInDossier.execute(
      dossier.people.officer('tiepnhan.baclieu'),
      onPaper(birth, { submitter: { fullName: 'Lý Minh Quân', identityNumber: quan } }),
    );
    assert.deepEqual(ids(await mine()), [handed.id, sent.id]);
    assert.deepEqual(ids(await mine({ state: 'submitted' })), [sent.id]);
    assert.deepEqual(ids(await mine({ state: 'decided' })), []);
  });
});
