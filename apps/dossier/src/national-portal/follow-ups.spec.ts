import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { ngoc } from '../sample-dossiers.fixture.js';
import { Businesses, type AtPortal } from './at-the-portal.fixture.js';
import { PortalStandIn } from './portal-stand-in.fixture.js';

let portal: PortalStandIn;
let dossier: DossierForTest;
let businesses: Businesses;

const asked = '2026-03-02T09:02+07:00';
const tenDaysOn = '2026-03-12T10:00:00+07:00';
/** The request lapses on the thirtieth day. */
const afterItsTime = '2026-04-03T08:00+07:00';

before(async () => {
  portal = await PortalStandIn.start();
  dossier = await dossierForTest({ ...portal.environment, MOTCUA_NATIONAL_PORTAL_POLL_SECONDS: '0.05' });
  businesses = new Businesses(dossier, portal);
});
after(async () => {
  await portal.stop();
  await dossier.close();
});
beforeEach(async () => {
  dossier.clock.moveTo(asked);
  dossier.files.fromPortal = undefined;
  await portal.behave({});
});

const minutes = { code: 'minutes', files: [{ name: 'Biên bản họp.pdf', location: '/files/1' }] };
const chairman = () => dossier.people.officer('chutich.baclieu');
const read = ({ id }: AtPortal) => dossier.service.readDossier.execute(chairman(), id);
const settled = (number: string) => until(async () => (await portal.followUp(number)).outcome);

/** What waits for its next attempt need not wait here. */
const later = () => dossier.clock.moveTo(new Date(dossier.clock.now().getTime() + 60_000).toISOString());

/** A dossier in process whose citizen is asked for more, and the portal knows. */
async function waiting(fields: string[] = []): Promise<AtPortal & { readonly request: string }> {
  const one = await businesses.arrive('2026-03-02T09:00:00+07:00');
  await businesses.accept(one);
  await businesses.begin(one);
  await businesses.askForMore(one, fields);
  const request = await until(async () => (await portal.known(one.number)).told.at(-1)?.request);
  return { ...one, request: request.id };
}

function supplement({ number }: AtPortal, change: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return portal.giveMore({
    ...{ dossierNumber: number, kind: 'supplement', note: 'Tôi bổ sung biên bản', components: [minutes] },
    ...{ givenAt: '2026-03-02T09:02:00+07:00', ...change },
  });
}

function withdrawal({ number }: AtPortal, change: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return portal.giveMore({
    ...{ dossierNumber: number, kind: 'withdrawal', note: 'Tôi đổi ý', givenAt: '2026-03-02T09:02:00+07:00' },
    ...change,
  });
}

async function refusedAs(number: string): Promise<string | undefined> {
  const { taken, problem, reason } = await settled(number);
  assert.equal(taken, false);
  assert.ok(reason, 'the citizen is told why');
  return problem?.replace('urn:motcua:problem:', '');
}

async function events({ id }: AtPortal, count: number): Promise<string[]> {
  const rows = await dossier.select<{ type: string }>(
    'select type from event_log where aggregate_id = $1 order by sequence desc limit $2',
    [id, count],
  );
  return rows.map(({ type }) => type).reverse();
}

describe('a supplement that is given at the portal', () => {
  it('is asked for there in words, with the time until which it may come', async () => {
    const one = await waiting();
    const { told } = await portal.known(one.number);
    const request = told.at(-1)?.request;
    assert.deepEqual(
      [told.at(-1)?.state, request?.reason, request?.items, request?.lapsesAt],
      ['5', 'Thiếu giấy tờ', [{ note: 'Bản sao' }], (await read(one)).supplements[0]?.lapsesAt],
    );
  });

  it('joins the dossier with its papers, and the clock runs again', async () => {
    const one = await waiting();
    const number = await supplement(one);
    assert.equal((await settled(number)).taken, true);
    const seen = await read(one);
    assert.deepEqual(
      [seen.clock.state, seen.supplements[0]?.state, seen.supplements[0]?.answer, seen.supplements[0]?.answeredAt],
      ['onTime', 'answered', 'Tôi bổ sung biên bản', '2026-03-02T02:02:00.000Z'],
    );
    const papers = seen.components.find(({ code }) => code === 'minutes');
    assert.deepEqual(
      papers?.files.map(({ name }) => name),
      ['Biên bản họp.pdf'],
    );
    const { items } = await dossier.service.readTimeline.execute(dossier.people.citizen(ngoc), one.id);
    assert.deepEqual([items.at(-1)?.type, items.at(-1)?.nationalPortal?.number], ['supplement.answered', number]);
    await businesses.allTold();
    assert.deepEqual(await businesses.states(one), ['1', '2', '4', '5', '4']);
  });

  it('puts the declaration right where that was asked for', async () => {
    const one = await waiting(['/business/name']);
    const { told } = await portal.known(one.number);
    assert.deepEqual(told.at(-1)?.request?.fields, ['/business/name']);
    const wrong = await supplement(one, { components: [], answers: { business: { name: '' } } });
    assert.equal(await refusedAs(wrong), 'answers-invalid');
    const number = await supplement(one, { components: [], answers: { business: { name: 'Quán mới' } } });
    assert.equal((await settled(number)).taken, true);
    const { answers } = await read(one);
    const { name, workers } = (answers as { business: { name: string; workers: number } }).business;
    assert.deepEqual([name, workers], ['Quán mới', 2], 'the rest stays');
    const { items } = await dossier.service.readTimeline.execute(dossier.people.citizen(ngoc), one.id);
    assert.deepEqual(
      items.at(-1)?.fields?.map(({ pointer }) => pointer),
      ['/business/name'],
    );
  });

  it('is taken once, however often the portal hands it over and loses the answers', async () => {
    const one = await waiting();
    await portal.behave({ repeat: true, loseAnswerEvery: 3 });
    const number = await supplement(one);
    await until(async () => (await portal.followUp(number)).handedOver > 4);
    await settled(number);
    const counted = await dossier.select<{ count: number }>(
      `select count(*)::integer as count from event_log where aggregate_id = $1 and type = 'supplement.answered'`,
      [one.id],
    );
    assert.deepEqual(counted, [{ count: 1 }]);
  });

  it('waits for its files, and counts by the time at which it was given', async () => {
    const one = await waiting();
    dossier.files.fromPortal = () => ({ unavailable: 'HTTP 503' });
    const number = await supplement(one);
    await until(async () => {
      const [row] = await dossier.select<{ fault: string | null }>(
        'select fault from portal_follow_up where number = $1',
        [number],
      );
      return row?.fault?.includes('HTTP 503');
    });
    dossier.files.fromPortal = undefined;
    dossier.clock.moveTo('2026-03-03T09:00+07:00');
    await settled(number);
    assert.equal((await read(one)).supplements[0]?.answeredAt, '2026-03-02T02:02:00.000Z');
  });

  it('is refused, and the portal told why, when nothing of the kind was asked for', async () => {
    const one = await waiting();
    assert.equal(await refusedAs(await supplement(one, { request: 'R-1' })), 'supplement-request-unknown');
    assert.equal(await refusedAs(await supplement({ id: '', number: 'G22.99-0' })), 'portal-dossier-unknown');
    assert.equal(await refusedAs(await supplement(one, { components: [{ code: 'gift' }] })), 'input-invalid');
    assert.equal(await refusedAs(await supplement(one, { components: [], note: '' })), 'portal-follow-up-unreadable');
    assert.equal(await refusedAs(await supplement(one, { kind: 'greeting' })), 'portal-follow-up-unreadable');
    const correction = { answers: { business: { name: 'Quán mới' } } };
    assert.equal(await refusedAs(await supplement(one, correction)), 'answers-invalid', 'nobody asked for the name');
    assert.equal((await read(one)).supplements[0]?.state, 'open', 'the request stands');
    await settled(await supplement(one));
    assert.equal(await refusedAs(await supplement(one)), 'supplement-request-answered');
  });
});

describe('a withdrawal that is given at the portal', () => {
  it('closes the dossier with the reason, once', async () => {
    const one = await waiting();
    await portal.behave({ repeat: true });
    const number = await withdrawal(one);
    assert.equal((await settled(number)).taken, true);
    const seen = await read(one);
    assert.deepEqual([seen.state, seen.closingNote], ['withdrawn', 'Tôi đổi ý']);
    await until(async () => (await portal.followUp(number)).handedOver > 2);
    await until(async () => (await portal.known(one.number)).state === '7');
    assert.deepEqual((await businesses.states(one)).slice(-2), ['5', '7']);
    const { items } = await dossier.service.readTimeline.execute(chairman(), one.id);
    assert.deepEqual([items.at(-1)?.type, items.at(-1)?.nationalPortal?.number], ['dossier.withdrawn', number]);
  });

  it('is refused for a dossier that has ended', async () => {
    const one = await businesses.arrive('2026-03-02T09:00:00+07:00');
    await businesses.reject(one);
    const number = await withdrawal(one);
    assert.equal(await refusedAs(number), 'turn-not-possible');
    assert.match((await settled(number)).reason ?? '', /Hồ sơ đã kết thúc/);
  });

  it('comes behind the supplement that was given before it', async () => {
    const one = await waiting();
    dossier.files.fromPortal = () => ({ unavailable: 'HTTP 503' });
    const first = await supplement(one, { givenAt: '2026-03-02T09:01:00+07:00' });
    const second = await withdrawal(one);
    await until(async () => (await portal.followUp(second)).confirmed);
    assert.equal((await read(one)).state, 'inProcess');
    dossier.files.fromPortal = undefined;
    dossier.clock.moveTo('2026-03-02T09:10+07:00');
    assert.deepEqual([(await settled(first)).taken, (await settled(second)).taken], [true, true]);
    assert.deepEqual(await events(one, 2), ['supplement.answered', 'dossier.withdrawn']);
  });

  it('waits for its dossier, when that is not in yet', async () => {
    const notYet = await portal.handIn({ procedureCode: '9.999999' });
    const number = await withdrawal({ id: '', number: notYet });
    await until(async () => {
      const { items } = await dossier.service.portalFollowUps.find(chairman(), { state: 'waiting', limit: 100 });
      return items.find((item) => item.number === number)?.fault?.includes('no dossier here yet');
    });
  });

  it('shows nothing of any person to those who look after it', async () => {
    const rows = await dossier.select('select * from portal_follow_up where state <> $1', ['waiting']);
    assert.ok(rows.length > 0);
    assert.doesNotMatch(JSON.stringify(rows), /đổi ý|biên bản|Biên bản/);
  });
});

// Time goes on from here, and what waits for it is not found again earlier.
describe('a supplement that is told after the request has lapsed', () => {
  /** Given at the portal on the tenth day; it was away until the request had lapsed here. */
  async function toldLate(meanwhile: (one: AtPortal) => Promise<unknown> = () => Promise.resolve()) {
    const one = await waiting();
    const before = await read(one);
    await portal.behave({ out: 'reset' });
    const number = await supplement(one, { givenAt: tenDaysOn });
    dossier.clock.moveTo(afterItsTime);
    await until(async () => (await read(one)).state === 'stopped');
    await meanwhile(one);
    await portal.behave({});
    return { one, number, before };
  }

  it('undoes the lapse when it was given in time: the dossier is what it was, and goes on from the supplement', async () => {
    const { one, number, before } = await toldLate();
    assert.equal((await settled(number)).taken, true);
    const seen = await read(one);
    assert.deepEqual(
      [seen.state, seen.clock.state, seen.closingNote, seen.supplements.map(({ state }) => state)],
      ['inProcess', 'onTime', undefined, ['answered']],
    );
    assert.deepEqual(
      seen.tasks.map(({ id }) => id),
      before.tasks.map(({ id }) => id),
    );
    assert.deepEqual(await events(one, 5), [
      'supplement.lapsed',
      'dossier.stopped',
      'dossier.reinstated',
      'clock.resumed',
      'supplement.answered',
    ]);
    await businesses.allTold(later);
    assert.deepEqual(await businesses.states(one), ['1', '2', '4', '5', '8', '5', '4']);
    const { items } = await dossier.service.readTimeline.execute(chairman(), one.id);
    assert.equal(items.findLast(({ type }) => type === 'supplement.answered')?.nationalPortal?.isLate, true);
  });

  it('makes nobody late: the clock stood still from the request to its arrival', async () => {
    const { one, number, before } = await toldLate();
    await settled(number);
    const { days } = await dossier.service.readDossier.deadline(chairman(), one.id);
    assert.ok(before.dueAt && before.dueAt < '2026-03-06');
    assert.ok(((await read(one)).dueAt ?? '') > '2026-04-03');
    assert.ok(days.filter(({ counted }) => counted === 'paused').length >= 20);
    const { tasks } = await read(one);
    assert.ok(
      tasks.every(({ dueAt }) => (dueAt ?? '') > '2026-04-03'),
      'no step is late either',
    );
    await businesses.begin(one).catch(() => undefined);
    await dossier.service.withdrawDossier.execute(dossier.people.citizen(ngoc), one.id, (await read(one)).version, {});
    assert.equal((await read(one)).state, 'withdrawn', 'it can take every turn again');
  });

  it('is left to an officer, with the reason, when something else has happened since', async () => {
    const { one, number } = await toldLate(async (lapsed) =>
      dossier.service.rateDossier.execute(
        dossier.people.citizen(ngoc),
        lapsed.id,
        await businesses.version(lapsed.id),
        { points: { timeLimit: 0 }, satisfied: false },
      ),
    );
    assert.equal(await refusedAs(number), 'lapse-not-undone');
    assert.equal((await read(one)).state, 'stopped');
    const { items } = await dossier.service.portalFollowUps.find(chairman(), { state: 'refused', limit: 100 });
    const kept = items.find((item) => item.number === number);
    assert.deepEqual(
      [kept?.dossier?.id, kept?.kind, kept?.refusal?.title.vi, kept?.givenAt],
      [one.id, 'supplement', 'Bổ sung đúng hạn nhưng đến muộn', new Date(tenDaysOn).toISOString()],
    );
    const stranger = dossier.people.officer('chuyenvien.soxaydung');
    const others = await dossier.service.portalFollowUps.find(stranger, { state: 'refused', limit: 100 });
    assert.ok(!others.items.some((item) => item.number === number), 'whose dossier it is, is no affair of others');
  });

  it('is refused when it was given after the request had lapsed', async () => {
    const one = await waiting();
    dossier.clock.moveTo(afterItsTime);
    await until(async () => (await read(one)).state === 'stopped');
    assert.equal(
      await refusedAs(await supplement(one, { givenAt: '2026-04-03T07:59:00+07:00' })),
      'supplement-request-lapsed',
    );
    assert.equal((await read(one)).state, 'stopped');
  });
});
