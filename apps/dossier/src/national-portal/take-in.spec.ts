import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { answersFor, birth, centre, commune, ngoc } from '../sample-dossiers.fixture.js';
import { PortalStandIn } from './portal-stand-in.fixture.js';

let portal: PortalStandIn;
let dossier: DossierForTest;

before(async () => {
  portal = await PortalStandIn.start();
  dossier = await dossierForTest({ ...portal.environment, MOTCUA_NATIONAL_PORTAL_POLL_SECONDS: '0.05' });
});
after(async () => {
  await portal.stop();
  await dossier.close();
});
beforeEach(async () => {
  dossier.clock.moveTo('2026-03-02T09:02+07:00');
  dossier.files.fromPortal = undefined;
  await portal.behave({});
});

interface TakenIn {
  readonly id: string;
  readonly state: string;
  readonly channel: string;
  readonly intake_agency_code: string;
  readonly competent_agency_code: string;
  readonly citizen_id: string | null;
  readonly submitted_at: Date;
  readonly reply_due: Date;
}

function find(number: string): Promise<TakenIn[]> {
  return dossier.select<TakenIn>(
    `select d.id, d.state, d.channel, d.intake_agency_code, d.competent_agency_code, d.citizen_id, d.submitted_at, t.due_at as reply_due
       from portal_dossier p join dossier d on d.id = p.dossier_id join task t on t.dossier_id = d.id and t.kind = 'receive' where p.number = $1`,
    [number],
  );
}

async function takenIn(number: string): Promise<TakenIn> {
  return until(async () => (await find(number))[0]);
}

const overseer = () => dossier.people.officer('chutich.baclieu');

async function refused(number: string) {
  return until(async () => {
    const { items } = await dossier.service.portalArrivals.find({ state: 'refused', limit: 100 });
    return items.find((item) => item.number === number);
  });
}

describe('a dossier that is handed in at the national portal', () => {
  it('is a dossier like any other that came online, received when the portal received it', async () => {
    const number = await portal.handIn({ intakeAgency: centre });
    const found = await takenIn(number);
    assert.deepEqual(
      { ...found, id: '' },
      {
        id: '',
        state: 'submitted',
        channel: 'online',
        intake_agency_code: centre,
        competent_agency_code: commune,
        citizen_id: dossier.people.citizen(ngoc).subjectId,
        submitted_at: new Date('2026-03-02T09:00+07:00'),
        reply_due: new Date('2026-03-03T09:00+07:00'),
      },
    );
    const seen = await dossier.service.readDossier.execute(dossier.people.citizen(ngoc), found.id);
    assert.deepEqual(seen.nationalPortal, {
      number,
      receivedAt: '2026-03-02T02:00:00.000Z',
      arrivedAt: '2026-03-02T02:02:00.000Z',
      isLate: false,
    });
    assert.equal(seen.components[0]?.files[0]?.name, 'Giấy chứng sinh.pdf');
    const [event] = await dossier.select<{ data: string }>(
      `select data from event_log where aggregate_id = $1 and type = 'dossier.submitted'`,
      [found.id],
    );
    assert.ok(event);
    assert.equal(readPayload('dossier.submitted', event.data).nationalPortal?.number, number);
    assert.ok(!event.data.includes('Ngọc'), 'an event holds no personal data');
  });

  it('stands in the history as come through the portal, for the citizen as for the officer', async () => {
    const number = await portal.handIn();
    const { id } = await takenIn(number);
    for (const caller of [dossier.people.citizen(ngoc), overseer()]) {
      const { items } = await dossier.service.readTimeline.execute(caller, id);
      assert.equal(items[0]?.nationalPortal?.number, number);
    }
  });

  it('is taken in once, however often the portal hands it over', async () => {
    await portal.behave({ repeat: true });
    const number = await portal.handIn();
    await takenIn(number);
    await until(async () => (await portal.known(number)).handedOver > 4);
    assert.equal((await find(number)).length, 1);
    assert.equal((await dossier.select('select from portal_arrival where number = $1', [number])).length, 1);
  });

  it('is taken in once when the answers to its confirmation are lost', async () => {
    // Not each second one: with two queues that would be the same call in each round.
    await portal.behave({ loseAnswerEvery: 3 });
    const numbers = [await portal.handIn(), await portal.handIn(), await portal.handIn()];
    for (const number of numbers) assert.equal((await takenIn(number)).state, 'submitted');
    await until(async () => (await portal.all()).every(({ confirmed }) => confirmed));
    assert.ok((await portal.all()).some(({ handedOver }) => handedOver > 1));
    for (const number of numbers) assert.equal((await find(number)).length, 1);
  });

  it('finds its agency by the electronic identifier', async () => {
    const eid = dossier.part.agencies.find(({ code }) => code === commune)?.eid;
    const { competent_agency_code } = await takenIn(await portal.handIn({ competentAgency: eid }));
    assert.equal(competent_agency_code, commune);
  });

  it('of somebody without an account belongs to nobody here, and is followed by its number', async () => {
    const submitter = { fullName: 'Trần Văn Khách', identityNumber: '001190000099' };
    const { citizen_id } = await takenIn(await portal.handIn({ submitter }));
    assert.equal(citizen_id, null);
  });
});

describe('a dossier that does not fit', () => {
  const answers = { ...answersFor(birth), truthful: false };

  it('is kept with the fault of each field, and is no dossier', async () => {
    const number = await portal.handIn({ answers });
    const kept = await refused(number);
    assert.deepEqual(
      [kept.refusal?.type, kept.refusal?.faults.map(({ pointer }) => pointer), kept.procedureCode],
      ['urn:motcua:problem:answers-invalid', ['/answers/truthful'], birth],
    );
    assert.deepEqual(await find(number), []);
    assert.equal((await portal.known(number)).confirmed, true, 'we have it, so it is not lost');
  });

  it('is taken in when what was wrong is mended and an officer tries again', async () => {
    const number = await portal.handIn({ procedureCode: '9.999999' });
    assert.equal((await refused(number)).refusal?.type, 'urn:motcua:problem:procedure-not-offered');
    const part = { ...dossier.part, procedures: [...dossier.part.procedures] };
    const known = part.procedures.find(({ code }) => code === birth);
    assert.ok(known);
    await dossier.putInForce({ ...part, procedures: [...part.procedures, { ...known, code: '9.999999' }] });
    await dossier.service.portalArrivals.retry(overseer(), number);
    assert.equal((await takenIn(number)).state, 'submitted');
    await dossier.putInForce(dossier.part);
  });

  it('is kept although almost nothing of it can be read', async () => {
    const number = await portal.handIn({ receivedAt: undefined, answers: 'none', submitter: null, components: [{}] });
    const { refusal } = await refused(number);
    assert.equal(refusal?.type, 'urn:motcua:problem:portal-dossier-unreadable');
    assert.deepEqual(
      refusal.faults.map(({ pointer }) => pointer),
      ['/submitter/fullName', '/answers', '/components/0/code'],
    );
  });

  it('is kept when one of its files is not what it says', async () => {
    dossier.files.fromPortal = () => ({ refusedAs: 'urn:motcua:problem:file-content-mismatch' });
    const { refusal } = await refused(await portal.handIn());
    assert.deepEqual(
      refusal?.faults.map(({ pointer, code }) => [pointer, code]),
      [['/components/0/files/0', 'file-content-mismatch']],
    );
  });

  it('shows nothing of any person to those who look after it', async () => {
    const { items } = await dossier.service.portalArrivals.find({ state: 'refused', limit: 100 });
    assert.ok(items.length > 0);
    assert.doesNotMatch(JSON.stringify(items), /Ngọc|095190000017|0912000001/);
    const [row] = await dossier.select<{ content: string }>(
      `select content from portal_arrival where state = 'refused' limit 1`,
    );
    assert.match(row?.content ?? '', /^s1\./);
  });

  it('is listed a page at a time', async () => {
    const { items } = await dossier.service.portalArrivals.find({ state: 'refused', limit: 100 });
    const first = await dossier.service.portalArrivals.find({ state: 'refused', limit: 2 });
    const rest = await dossier.service.portalArrivals.find({ state: 'refused', limit: 100, after: first.next });
    assert.deepEqual(
      [...first.items, ...rest.items].map(({ number }) => number),
      items.map(({ number }) => number),
    );
  });
});

describe('the time to answer', () => {
  it('counts from arrival when an outage kept the dossier back, and the explanation says so', async () => {
    await portal.behave({ out: 'reset' });
    const handedIn = portal.handIn();
    const number = await handedIn;
    dossier.clock.moveTo('2026-03-04T14:00+07:00');
    await portal.behave({});
    const found = await takenIn(number);
    assert.deepEqual(
      [found.submitted_at, found.reply_due],
      [new Date('2026-03-02T09:00+07:00'), new Date('2026-03-05T14:00+07:00')],
    );
    const officer = dossier.people.officer('tiepnhan.baclieu');
    await dossier.service.acceptDossier.execute(officer, found.id, 1);
    const { acts } = await dossier.service.readDossier.deadline(officer, found.id);
    assert.deepEqual(
      acts.map(({ at, text }) => [at, text.en.slice(0, 30)]),
      [
        ['2026-03-02T02:00:00.000Z', 'Received by the National Publi'],
        ['2026-03-04T07:00:00.000Z', 'An outage kept the dossier bac'],
        ['2026-03-04T07:00:00.000Z', 'The clock starts'],
      ],
    );
  });

  it('counts from when its files came, when they alone were away', async () => {
    dossier.files.fromPortal = () => ({ unavailable: 'HTTP 503' });
    const number = await portal.handIn();
    await until(async () => {
      const { items } = await dossier.service.portalArrivals.find({ state: 'waiting', limit: 100 });
      return items.find((item) => item.number === number)?.fault?.includes('HTTP 503');
    });
    dossier.files.fromPortal = undefined;
    dossier.clock.moveTo('2026-03-03T10:00+07:00');
    const { reply_due } = await takenIn(number);
    assert.deepEqual(reply_due, new Date('2026-03-04T10:00+07:00'));
  });

  it('counts from the portal’s receipt when only we were slow to make a dossier of it', async () => {
    const number = await portal.handIn({ procedureCode: '9.999998' });
    await refused(number);
    dossier.clock.moveTo('2026-03-03T08:00+07:00');
    const known = dossier.part.procedures.find(({ code }) => code === birth);
    assert.ok(known);
    const procedures = [...dossier.part.procedures, { ...known, code: '9.999998' }];
    await dossier.putInForce({ ...dossier.part, procedures });
    await dossier.service.portalArrivals.retry(overseer(), number);
    assert.deepEqual((await takenIn(number)).reply_due, new Date('2026-03-03T09:00+07:00'));
    await dossier.putInForce(dossier.part);
  });
});
