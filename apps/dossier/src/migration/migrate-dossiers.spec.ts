import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PackParts } from '@motcua/pack';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { Rules } from '../rules/rules.js';
import { building } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { withTimedBuilding } from '../timers/timed-building.fixture.js';
import { ContinueMigrations } from './continue-migrations.js';
import { VersionNotInForce } from './migration.problems.js';

/** Of sixty dossiers every sixth is with the consulted departments. */
const dossiers = 60;
const consulted = 10;

let dossier: DossierForTest;
let office: OfficersAtWork;
let ids: string[];
let consultedIds: string[];

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  const first = withTimedBuilding(dossier.part);
  await dossier.putInForce(first);
  dossier.clock.moveTo('2026-03-02T09:00+07:00');
  ids = [];
  for (let taken = 0; taken < dossiers; taken++) ids.push(await office.takeIn(building));
  consultedIds = ids.filter((_, index) => index % (dossiers / consulted) === 0);
  for (const id of consultedIds) await office.complete(id, 'appraise');
  await dossier.putInForce(withSecondVersion(first));
});
after(() => dossier.close());

/** From the next day on the appraisal is a review, which is reminded of later, and the departments are asked under another name. */
function withSecondVersion(part: PackParts['dossier']): PackParts['dossier'] {
  return {
    ...part,
    procedures: part.procedures.flatMap((procedure) => {
      if (procedure.code !== building) return [procedure];
      const { appraise, consult, ...steps } = procedure.steps;
      if (!appraise || !consult) throw new Error('the first version appraises and asks');
      return [
        { ...procedure, validTo: '2026-03-02' },
        {
          ...procedure,
          version: 2,
          validFrom: '2026-03-03',
          steps: { ...steps, review: appraise, ask: consult },
          processXml: procedure.processXml
            .replaceAll('appraise', 'review')
            .replaceAll(/\bconsult\b/g, 'ask')
            .replace('PT2H', 'PT9H'),
        },
      ];
    }),
  };
}

const versions = async (of: readonly string[]) =>
  (
    await dossier.select<{ version: number; count: number }>(
      'select procedure_version as version, count(*)::integer as count from dossier where id = any ($1) group by 1 order by 1',
      [of],
    )
  ).map(({ version, count }) => `${count} under ${version}`);

const move = { fromVersion: 1, toVersion: 2, mapping: { appraise: 'review' } };
const inEnglish = { language: 'en' } as const;
const nothingBecomes = {
  vi: 'phiên bản mới không có phần tử nào thay thế phần tử này',
  en: 'the target has nothing that this becomes',
};
const operator = () => dossier.people.officer('quantri');

describe('running dossiers of a procedure that gets another version', () => {
  it('stay on theirs', async () => {
    assert.deepEqual(await versions(ids), ['60 under 1']);
  });

  it('are named in a dry run, page by page, where they cannot move, with the reason; nothing changes', async () => {
    const check = dossier.service.checkMigration;
    const seen: string[] = [];
    let movable = 0;
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await check.execute(inEnglish, building, { ...move, limit: 25, ...(after && { after }) });
      for (const { dossierId, reasons } of page.refused) {
        seen.push(dossierId);
        for (const reason of reasons) assert.deepEqual(reason, { elementId: 'consult', reason: nothingBecomes.en });
        assert.ok(reasons.length > 0);
      }
      assert.equal(page.plans[0]?.mapping['appraise'], 'review');
      movable += page.movable;
      after = page.next;
      pages += 1;
    } while (after);
    assert.deepEqual([pages, movable, seen.sort()], [3, dossiers - consulted, [...consultedIds].sort()]);
    assert.deepEqual(await versions(ids), ['60 under 1']);
  });

  it('cannot move to a version that is not there, nor to what an element cannot become', async () => {
    const check = dossier.service.checkMigration;
    await assert.rejects(check.execute(inEnglish, building, { ...move, toVersion: 7, limit: 1 }), VersionNotInForce);
    const { plans, refused } = await check.execute(inEnglish, building, {
      ...move,
      mapping: { appraise: 'deliver2' },
      limit: 1,
    });
    assert.deepEqual(plans[0]?.faults, [{ elementId: 'appraise', reason: 'the version to move to has no deliver2' }]);
    assert.equal(refused.length, 1);
  });

  it('move once each, however many replicas do it and start again, and keep their steps and the moments of their timers', async () => {
    const timers = () =>
      dossier.select<{ dossier_id: string }>(
        `select dossier_id, key, fire_at, state from timer where dossier_id = any ($1) and kind = 'process' and state = 'waiting' order by 1`,
        [ids],
      );
    const before = await timers();
    const { id } = await dossier.service.startMigration.execute(operator(), building, move);
    const { commands, queries, clock, log } = dossier.service.ground;
    const packs = dossier.service.ground.packs((stored) => Rules.prepare(stored));
    const replica = new ContinueMigrations({ commands, queries, packs, clock, log });
    await Promise.all([replica.execute(), replica.execute()]);
    const read = (language: 'vi' | 'en' = 'vi') =>
      dossier.service.readMigration.execute({ language }, building, id, { limit: 100 });
    await until(async () => (await read()).state === 'finished');
    const run = await read();
    assert.deepEqual([run.moved, run.refused], [dossiers - consulted, consulted]);
    assert.deepEqual(run.unmoved.map(({ dossierId }) => dossierId).sort(), [...consultedIds].sort());
    assert.deepEqual(run.unmoved[0]?.reasons[0], { elementId: 'consult', reason: nothingBecomes.vi });
    assert.deepEqual((await read('en')).unmoved[0]?.reasons[0], { elementId: 'consult', reason: nothingBecomes.en });
    await dossier.select(`update migration_refusal set reasons = '[{"elementId":"consult","reason":"as before"}]'`);
    assert.deepEqual((await read()).unmoved[0]?.reasons, [{ elementId: 'consult', reason: 'as before' }]);
    assert.deepEqual(await versions(ids), ['10 under 1', '50 under 2']);
    assert.deepEqual(await timers(), before);
    const events = await dossier.select<{ count: number; actors: number }>(
      `select count(*)::integer as count, count(distinct aggregate_id)::integer as actors from event_log
        where type = 'dossier.migrated' and aggregate_id = any ($1) and actor_id = $2`,
      [ids, operator().subjectId],
    );
    assert.deepEqual(events, [{ count: 50, actors: 50 }]);
  });

  it('go on under the other version: the step has its new name, and the timer fires when it was to fire', async () => {
    const id = ids[1] ?? '';
    assert.deepEqual(
      (await office.openTasks(id)).map(({ element_id }) => element_id),
      ['review'],
    );
    dossier.clock.moveTo('2026-03-02T11:01+07:00');
    await until(async () => (await office.openTasks(id)).length === 2);
    await office.complete(id, 'review');
    assert.deepEqual(
      (await office.openTasks(id)).map(({ element_id }) => element_id),
      ['ask', 'ask', 'fieldCheck', 'remind'],
    );
    const { items } = await dossier.service.readTimeline.execute(dossier.people.officer('chutich.baclieu'), id);
    assert.ok(items.some(({ type }) => type === 'dossier.migrated'));
  });

  it('show a step that the other version lacks under its id', async () => {
    const id = ids[1] ?? '';
    await dossier.select(`update task set element_id = 'gone' where dossier_id = $1 and element_id = 'receive'`, [id]);
    const [task] = await dossier.select<{ id: string }>(
      `select id from task where dossier_id = $1 and element_id = 'gone'`,
      [id],
    );
    assert.equal((await office.view('tiepnhan.baclieu', task?.id ?? '')).step.name.vi, 'gone');
    const { items } = await dossier.service.readTimeline.execute(dossier.people.officer('chutich.baclieu'), id);
    assert.ok(items.some(({ step }) => step?.name.vi === 'gone'));
  });

  it('leave those on their version that could not move, and new ones come under the other', async () => {
    dossier.clock.moveTo('2026-03-03T09:00+07:00');
    const young = await office.takeIn(building);
    assert.deepEqual([await versions(consultedIds), await versions([young])], [['10 under 1'], ['1 under 2']]);
    await office.complete(consultedIds[0] ?? '', 'consult', { outcome: 'agree' });
  });
});
