import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { construction, environment } from '../drawn-procedures.fixture.js';
import { building } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { withMutedSilence, withTimedBuilding } from './timed-building.fixture.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

const morning = '2026-03-02T09:00+07:00';

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  await dossier.putInForce(withTimedBuilding(dossier.part));
});
after(() => dossier.close());

/** A dossier that two departments are asked about; how long they may think is over at noon. */
async function consulted() {
  dossier.clock.moveTo(morning);
  const id = await office.takeIn(building);
  await office.complete(id, 'appraise');
  await dossier.select(`update timer set fire_at = $2 where dossier_id = $1 and kind = 'silence'`, [
    id,
    '2026-03-02T12:00+07:00',
  ]);
  return id;
}

const silences = (id: string, state: string) =>
  dossier.select(`select from timer where dossier_id = $1 and kind = 'silence' and state = $2`, [id, state]);
const tasks = (id: string) =>
  dossier.select<Record<string, unknown>>(
    `select agency_code, state, outcome, lapsed_at is not null as lapsed from task where dossier_id = $1 and kind = 'consult' order by 1`,
    [id],
  );

const openSteps = async (id: string) => (await office.openTasks(id)).map(({ element_id }) => element_id);
const lapses = async (id: string) =>
  (
    await dossier.select<{ data: string }>(
      `select data from event_log where aggregate_id = $1 and type = 'consultation.lapsed' order by sequence`,
      [id],
    )
  ).map(({ data }) => (JSON.parse(data) as { opinion?: string }).opinion);

describe('the silence of a consulted agency', () => {
  it('counts as its answer where the law says so, and its opinion is among those of the others', async () => {
    const id = await consulted();
    await office.complete(id, 'fieldCheck');
    await office.complete(id, 'consult', { outcome: 'disagree', note: 'Vướng quy hoạch' }, environment);
    dossier.clock.moveTo('2026-03-02T12:01+07:00');
    await until(async () => (await silences(id, 'fired')).length === 1);
    assert.deepEqual(await tasks(id), [
      { agency_code: environment, state: 'completed', outcome: 'disagree', lapsed: false },
      { agency_code: construction, state: 'completed', outcome: 'agree', lapsed: true },
    ]);
    assert.deepEqual(await openSteps(id), ['decide']);
    const [row] = await dossier.select<{ opinions: string[] }>(
      `select process_state #> '{scopes,0,variables,opinions}' as opinions from dossier where id = $1`,
      [id],
    );
    assert.deepEqual(row?.opinions, ['agree', 'disagree']);
    assert.deepEqual(await lapses(id), ['agree']);
  });

  it('leaves the asker to go on alone where the law says nothing', async () => {
    await dossier.putInForce(withMutedSilence(withTimedBuilding(dossier.part)));
    const id = await consulted();
    await office.complete(id, 'fieldCheck');
    dossier.clock.moveTo('2026-03-02T12:01+07:00');
    await until(async () => (await silences(id, 'fired')).length === 2);
    assert.deepEqual(await tasks(id), [
      { agency_code: environment, state: 'cancelled', outcome: null, lapsed: true },
      { agency_code: construction, state: 'cancelled', outcome: null, lapsed: true },
    ]);
    assert.deepEqual(await openSteps(id), ['decide']);
    assert.deepEqual(await lapses(id), [undefined, undefined]);
    await dossier.putInForce(withTimedBuilding(dossier.part));
  });

  it('is nothing when the agency has answered before', async () => {
    const id = await consulted();
    await office.complete(id, 'consult', { outcome: 'disagree', note: 'Vướng quy hoạch' }, construction);
    await office.complete(id, 'consult', { outcome: 'agree' }, environment);
    dossier.clock.moveTo('2026-03-02T12:01+07:00');
    assert.equal((await silences(id, 'waiting')).length, 0);
    assert.deepEqual(
      (await tasks(id)).map(({ state, outcome }) => [state, outcome]),
      [
        ['completed', 'agree'],
        ['completed', 'disagree'],
      ],
    );
  });
});
