import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { construction, environment, linked, withDrawnProcedures } from '../drawn-procedures.fixture.js';
import { ngoc } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { TurnNotPossible } from '../turn/turn.problems.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let chairman: Caller;
let builder: Caller;
let director: Caller;

before(async () => {
  dossier = await dossierForTest();
  await dossier.putInForce(withDrawnProcedures(dossier.part));
  office = new OfficersAtWork(dossier);
  chairman = dossier.people.officer('chutich.baclieu');
  builder = dossier.people.officer('chuyenvien.soxaydung');
  const position = { agencyCode: construction, positionCode: 'director', roles: ['approve', 'oversee'] } as const;
  director = dossier.people.addOfficer('giamdoc.soxaydung', 'Lâm Văn Giám', [position], [construction]);
});
after(() => dossier.close());
beforeEach(() => dossier.clock.moveTo('2026-03-02T09:00:00+07:00'));

const holder = () => dossier.people.citizen(ngoc);
const read = (id: string, caller = chairman) => dossier.service.readDossier.execute(caller, id);

/** An interconnected dossier whose parts at two agencies are open. */
async function withParts() {
  const id = await office.takeIn(linked);
  await office.complete(id, 'examine');
  return { id, ...(await partsOf(id)) };
}

async function partsOf(id: string) {
  const parts = await until(async () => {
    const open = (await read(id)).parts.filter(({ state }) => state === 'inProcess');
    return open.length === 2 && open;
  });
  const of = (agencyCode: string) => parts.find(({ agency }) => agency.code === agencyCode)?.id ?? '';
  return { police: of(construction), insurance: of(environment) };
}

async function decide(part: string): Promise<void> {
  const task = await office.workUntil(part, 'approve');
  const officer = dossier.people.officer(office.usernameFor(task));
  await dossier.service.completeTask.execute(officer, task.id, task.version, { outcome: 'approve' });
}

const pay = async (id: string) =>
  dossier.service.deliverMessage.execute(chairman, {
    name: 'financialObligationPaid',
    correlation: (await read(id)).trackingNumber,
  });

async function told(id: string, type: string): Promise<Record<string, unknown>[]> {
  const rows = await dossier.select<{ data: string }>(
    'select data from event_log where aggregate_id = $1 and type = $2 order by sequence',
    [id, type],
  );
  return rows.map(({ data }) => JSON.parse(data) as Record<string, unknown>);
}

const steps = async (id: string) => (await office.openTasks(id)).map(({ element_id }) => element_id);

describe('the parts of an interconnected dossier', () => {
  it('are dossiers of their own at their agencies, accepted at once, each with its code, its clock and its steps', async () => {
    const { id, police, insurance } = await withParts();
    const [part, other, whole] = [await read(police, builder), await read(insurance), await read(id)];
    assert.equal(part.competentAgency.code, construction);
    assert.notEqual(part.code, other.code);
    assert.deepEqual([part.clock.dueAt, whole.clock.dueAt], ['2026-03-04T10:00:00.000Z', '2026-03-16T10:00:00.000Z']);
    assert.deepEqual(
      part.tasks.map(({ step }) => step.elementId),
      ['examine'],
    );
    assert.deepEqual([part.parent?.id, part.parent?.procedure.code], [id, linked]);
    assert.deepEqual(part.answers, whole.answers);
    assert.deepEqual(whole.parts.map(({ elementId }) => elementId).sort(), ['insurance', 'police']);
    assert.deepEqual(whole.parts.find((one) => one.id === police)?.clock, part.clock);
    assert.equal((await told(id, 'subdossier.opened')).length, 2);
    assert.equal((await told(police, 'dossier.accepted')).length, 1);
  });

  it('show one another to those who work on them, and nothing to others', async () => {
    const { id, police } = await withParts();
    assert.equal((await read(id, builder)).id, id);
    assert.equal((await read(police, chairman)).id, police);
    assert.equal((await read(police, holder())).id, police);
    for (const stranger of ['chuyenvien.giarai', 'canbo.thue'])
      await assert.rejects(read(police, dossier.people.officer(stranger)), NotFound);
    const mine = await dossier.service.findDossiers.mine(holder(), { limit: 50 });
    assert.deepEqual(
      [mine.items.some((item) => item.id === id), mine.items.some((item) => item.id === police)],
      [true, false],
    );
  });

  it('let the whole go on when the last has ended, by what came of each', async () => {
    const { id, police, insurance } = await withParts();
    await decide(police);
    assert.equal((await pay(id)).delivered, 1);
    assert.deepEqual(await steps(id), []);
    await decide(insurance);
    assert.deepEqual(await steps(id), ['decide']);
    const closed = await told(id, 'subdossier.closed');
    assert.deepEqual(
      closed.map((event) => [event['elementId'], event['outcome']]),
      [
        ['police', 'approved'],
        ['insurance', 'approved'],
      ],
    );
    const [row] = await dossier.select<{ outcome: string }>(
      `select process_state #>> '{scopes,0,variables,policeOutcome}' as outcome from dossier where id = $1`,
      [id],
    );
    assert.equal(row?.outcome, 'approved');
    await office.workUntil(id, 'deliver');
  });

  it('end at the same moment without losing one another or waiting for one another', async () => {
    const families = await Promise.all([withParts(), withParts(), withParts()]);
    for (const { id } of families) await pay(id);
    await Promise.all(families.flatMap(({ police, insurance }) => [decide(police), decide(insurance)]));
    for (const { id } of families) {
      assert.deepEqual(await steps(id), ['decide']);
      assert.equal((await told(id, 'subdossier.closed')).length, 2);
    }
  });

  it('tell the whole when they are stopped', async () => {
    const { id, police } = await withParts();
    const { version } = await read(police, director);
    await dossier.service.stopDossier.execute(director, police, version, { reason: 'Không đủ điều kiện' });
    assert.deepEqual(
      (await told(id, 'subdossier.closed')).map((event) => event['outcome']),
      ['stopped'],
    );
    assert.equal((await read(id)).parts.find((part) => part.id === police)?.state, 'stopped');
  });

  it('are not withdrawn alone, and are stopped with the whole', async () => {
    const { id, police, insurance } = await withParts();
    await decide(insurance);
    const withdraw = async (which: string) =>
      dossier.service.withdrawDossier.execute(holder(), which, (await read(which, holder())).version, {});
    await assert.rejects(withdraw(police), TurnNotPossible);
    await withdraw(id);
    await until(async () => (await read(police)).state === 'stopped');
    assert.equal((await read(insurance)).state, 'decided');
    assert.deepEqual(
      (await told(police, 'dossier.stopped')).map((event) => event['ground']),
      ['STOP_GROUND_PARENT'],
    );
    assert.deepEqual(await steps(police), []);
    assert.equal((await told(id, 'subdossier.closed')).length, 1);
  });

  it('are called off when the whole goes back to an earlier step, and begun anew behind it', async () => {
    const { id, police, insurance } = await withParts();
    const { version } = await read(id);
    await dossier.service.stepBack.execute(chairman, id, version, { toElementId: 'examine', reason: 'Sai thông tin' });
    await until(async () => (await read(police)).state === 'stopped' && (await read(insurance)).state === 'stopped');
    await office.complete(id, 'examine');
    const again = await partsOf(id);
    assert.equal([police, insurance].includes(again.police), false);
    assert.equal((await read(id)).parts.length, 4);
  });
});
