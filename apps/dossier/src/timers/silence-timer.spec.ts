import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { building } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { withTimedBuilding } from './timed-building.fixture.js';

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
    `select element_id, state, outcome, lapsed_at is not null as lapsed, completed_by from task where dossier_id = $1 and kind = 'consult' order by 1`,
    [id],
  );

describe('the silence of a consulted agency', () => {
  it('counts as its answer where the law says so, and else leaves the asker to go on alone', async () => {
    const id = await consulted();
    await office.complete(id, 'fieldCheck');
    dossier.clock.moveTo('2026-03-02T12:01+07:00');
    await until(async () => (await silences(id, 'fired')).length === 2);
    assert.deepEqual(await tasks(id), [
      { element_id: 'consultConstruction', state: 'completed', outcome: 'agree', lapsed: true, completed_by: null },
      { element_id: 'consultEnvironment', state: 'cancelled', outcome: null, lapsed: true, completed_by: null },
    ]);
    assert.deepEqual(
      (await office.openTasks(id)).map(({ element_id }) => element_id),
      ['decide'],
    );
    const [row] = await dossier.select<{ construction: string }>(
      `select process_state #>> '{scopes,0,variables,construction}' as construction from dossier where id = $1`,
      [id],
    );
    assert.equal(row?.construction, 'agree');
    const events = await dossier.select<{ data: string }>(
      `select data from event_log where aggregate_id = $1 and type = 'consultation.lapsed' order by sequence`,
      [id],
    );
    assert.deepEqual(events.map(({ data }) => (JSON.parse(data) as { opinion?: string }).opinion).sort(), [
      'agree',
      undefined,
    ]);
  });

  it('is nothing when the agency has answered before', async () => {
    const id = await consulted();
    await office.complete(id, 'consultConstruction', { outcome: 'disagree' });
    await office.complete(id, 'consultEnvironment');
    dossier.clock.moveTo('2026-03-02T12:01+07:00');
    assert.equal((await silences(id, 'waiting')).length, 0);
    assert.deepEqual(
      (await tasks(id)).map(({ state, outcome }) => [state, outcome]),
      [
        ['completed', 'disagree'],
        ['completed', null],
      ],
    );
  });
});
