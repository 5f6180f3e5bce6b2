import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotFound } from '@motcua/service-kit/errors';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { ngoc } from '../sample-dossiers.fixture.js';
import { Businesses, type AtPortal } from './at-the-portal.fixture.js';
import { PortalReport } from './portal-report.js';
import type { PortalFilter } from './portal.schemas.js';
import { PortalStandIn } from './portal-stand-in.fixture.js';

let portal: PortalStandIn;
let dossier: DossierForTest;
let businesses: Businesses;
let now = Date.parse('2026-03-02T09:02+07:00');

/** Virtual time goes on, so that what waits for its next attempt need not wait here. */
function pass(minutes: number): void {
  now += minutes * 60_000;
  dossier.clock.moveTo(new Date(now).toISOString());
}

before(async () => {
  portal = await PortalStandIn.start();
  dossier = await dossierForTest({
    ...portal.environment,
    MOTCUA_NATIONAL_PORTAL_POLL_SECONDS: '0.05',
    MOTCUA_NATIONAL_PORTAL_TIMEOUT_MS: '3000',
    MOTCUA_NATIONAL_PORTAL_RETRY_MAX_SECONDS: '60',
  });
  businesses = new Businesses(dossier, portal);
});
after(async () => {
  await portal.stop();
  await dossier.close();
});
beforeEach(async () => {
  await portal.behave({});
  pass(1);
});

const arrive = () => businesses.arrive(new Date(now - 60_000).toISOString());
const overseer = () => dossier.people.officer('chutich.baclieu');

async function find(number: string, filter?: PortalFilter) {
  const { items } = await dossier.service.portalDossiers.find(overseer(), { limit: 100, q: number, filter });
  return items[0];
}

async function inOrder({ number, id }: AtPortal): Promise<string[]> {
  const { told, gaps, state } = await portal.known(number);
  const sequences = told.map(({ sequence }) => sequence);
  assert.deepEqual([sequences, gaps], [sequences.map((_, index) => index + 1), 0]);
  const states = told.map((one) => one.state);
  assert.deepEqual(states, await businesses.states({ number, id }));
  assert.equal(states.at(-1), state);
  return states;
}

describe('the states of a dossier', () => {
  it('are told to the portal in order, each with the time at which it came to be here', async () => {
    const one = await arrive();
    const began = now;
    const turns = [
      () => businesses.askForMore(one),
      () => businesses.bringMore(one, ngoc),
      () => businesses.accept(one),
      () => businesses.begin(one),
      () => businesses.withdraw(one, ngoc),
    ];
    for (const turn of turns) {
      pass(10);
      await turn();
    }
    await businesses.allTold();
    assert.deepEqual(await inOrder(one), ['1', '5', '1', '2', '4', '7']);
    const { told } = await portal.known(one.number);
    assert.deepEqual(
      told.map(({ at }) => (Date.parse(at) - began) / 60_000),
      [0, 10, 20, 30, 40, 50],
    );
    assert.ok(told[3]?.code && told[3].dueAt, 'from acceptance on with the code and the promised date');
    assert.deepEqual((await find(one.number))?.isDiffering, false);
  });

  it('end with the refusal where it is not taken in', async () => {
    const one = await arrive();
    await businesses.reject(one);
    await businesses.allTold();
    assert.deepEqual(await inOrder(one), ['1', '3']);
  });

  it('all come through a portal that fails, loses its answers and gets some twice', async () => {
    await portal.behave({ failEvery: 3, loseAnswerEvery: 4 });
    const some = [await arrive(), await arrive(), await arrive()];
    for (const one of some) {
      await businesses.accept(one);
      await businesses.begin(one);
    }
    await businesses.allTold(() => pass(1));
    for (const one of some) assert.deepEqual(await inOrder(one), ['1', '2', '4']);
    const all = await Promise.all(some.map(({ number }) => portal.known(number)));
    assert.ok(
      all.reduce((sum, { repeats }) => sum + repeats, 0) > 0,
      'states whose answer was lost came again, and did no harm',
    );
  });
});

describe('a dossier whose states the portal takes slowly', () => {
  it('keeps no other waiting', async () => {
    const [slow, quick] = [await arrive(), await arrive()];
    await businesses.allTold();
    await portal.behave({ slow: { [slow.number]: 2_500 } });
    await businesses.accept(slow);
    await sleep(1_000); // it is on its way now
    await businesses.accept(quick);
    await until(async () => (await portal.known(quick.number)).state === '2');
    assert.equal((await portal.known(slow.number)).state, '1');
    await businesses.allTold();
    assert.deepEqual(await inOrder(slow), ['1', '2']);
  });

  it('is tried again, less and less often, when it takes longer than a call may', async () => {
    const slow = await arrive();
    await businesses.allTold();
    await portal.behave({ slow: { [slow.number]: 60_000 } });
    await businesses.accept(slow);
    const seen = await until(async () => {
      const found = await find(slow.number);
      return found?.attempts === 1 && found;
    });
    assert.match(seen.fault?.words ?? '', /timeout/);
    assert.equal(Date.parse(seen.nextAttemptAt ?? '') - now, 2_000);
    pass(6);
    assert.equal((await find(slow.number, 'lagging'))?.lagSeconds, 360);
    await portal.behave({});
    await businesses.allTold(() => pass(1));
  });
});

describe('a state that the portal refuses', () => {
  it('waits for an officer, who sees why and sends it again; what comes behind it waits with it', async () => {
    const one = await arrive();
    await businesses.allTold();
    await portal.behave({ refuse: [one.number] });
    await businesses.accept(one);
    await businesses.begin(one);
    await until(async () => (await find(one.number))?.isRefused && (await find(one.number))?.waiting === 2);
    assert.match((await find(one.number, 'refused'))?.fault?.words ?? '', /HTTP 422 .*not allowed here/);
    await portal.behave({});
    pass(60);
    assert.equal((await find(one.number))?.isRefused, true, 'nobody has looked yet');
    assert.deepEqual(await dossier.service.portalDossiers.resend(overseer(), one.id), { dossiers: 1 });
    await businesses.allTold();
    assert.deepEqual(await inOrder(one), ['1', '2', '4']);
  });

  it('is seen and sent again by nobody of another agency', async () => {
    const one = await arrive();
    const stranger = dossier.people.officer('chuyenvien.soxaydung');
    await assert.rejects(dossier.service.portalDossiers.resend(stranger, one.id), NotFound);
    const { items } = await dossier.service.portalDossiers.find(stranger, { limit: 100 });
    assert.deepEqual(items, []);
  });
});

describe('what the portal has lost', () => {
  it('is found by comparison, and told again from there', async () => {
    const one = await arrive();
    await businesses.accept(one);
    await businesses.begin(one);
    await businesses.allTold();
    await portal.forget(one.number, { sequence: 1 });
    assert.equal((await find(one.number, 'differing'))?.number, undefined, 'nobody knows of it yet');
    pass(61);
    const seen = await until(() => find(one.number, 'differing'));
    assert.deepEqual([seen.ourState, seen.theirs?.state, seen.waiting], [4, 1, 0]);
    const summary = await dossier.service.portalDossiers.summary(overseer());
    assert.deepEqual([summary.isConnected, summary.differing, summary.refused], [true, 1, 0]);
    assert.deepEqual(await dossier.service.portalDossiers.resendAll(overseer(), 'differing'), { dossiers: 1 });
    await businesses.allTold();
    assert.deepEqual(await inOrder(one), ['1', '2', '4']);
    assert.equal(await find(one.number, 'differing'), undefined);
  });

  it('stands in the report, a line for each dossier', async () => {
    const lines: string[] = [];
    for await (const text of new PortalReport(dossier.service.portalDossiers).execute(overseer(), undefined))
      lines.push(...text.split('\r\n').filter((line) => line !== ''));
    const [head, ...rows] = lines;
    assert.match(head ?? '', /^\ufeffSố của Cổng,Mã hồ sơ,/);
    assert.equal(rows.length, (await portal.all()).length);
    for (const row of rows) assert.equal(row.split(',').length, head?.split(',').length, row);
  });

  it('is listed a page at a time, each dossier once', async () => {
    const numbers: string[] = [];
    let after: string | undefined;
    do {
      const page = await dossier.service.portalDossiers.find(overseer(), { limit: 2, after });
      numbers.push(...page.items.map(({ number }) => number));
      after = page.next;
    } while (after);
    assert.deepEqual(numbers.toSorted(), (await portal.all()).map(({ number }) => number).toSorted());
  });
});
