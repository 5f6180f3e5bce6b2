import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { eventsOf, histories, type DossierStory } from '../dossier-history.fixture.js';
import { expectedProjection, forgetAll, liveProjection } from '../projection.fixture.js';
import { reportingForTest, type ReportingForTest } from '../reporting.fixture.js';

const decided: DossierStory = {
  dossierId: '0197c1a0-0000-7000-8000-000000000001',
  procedureCode: '1.001193',
  agencyCode: 'xa-hong-dan',
  channel: 'online',
  timeliness: 'onTime',
  decision: 'approved',
  minutes: [10, 20, 30],
  dueMinutes: 60,
};

describe('the counts of dossiers', () => {
  let test: ReportingForTest;

  before(async () => {
    test = await reportingForTest();
  });
  after(() => test.close());

  it('are the same for the same events, whatever the batches and however often an event is told', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.array(fc.record({ size: fc.integer({ min: 1, max: 9 }), again: fc.boolean(), forgotten: fc.boolean() })),
        async ({ stories, events }, batches) => {
          await forgetAll(test.rows);
          const left = [...events];
          for (const { size, again, forgotten } of batches) {
            const batch = left.splice(0, size);
            await test.deliver(batch);
            if (forgotten) await test.rows.query('truncate inbox');
            if (again) await test.deliver(batch);
          }
          await test.deliver(left);
          assert.deepEqual(await liveProjection(test.rows), expectedProjection(stories));
        },
      ),
      { seed: 7, numRuns: 40 },
    );
  });

  it('belong to the civil day in Vietnam', async () => {
    await forgetAll(test.rows);
    await test.deliver(eventsOf({ ...decided, minutes: [0, 24 * 60 - 1, 24 * 60] }));
    const { days } = await liveProjection(test.rows);
    assert.deepEqual(
      days.map(({ day, received, done_on_time }) => ({ day, received, done_on_time })),
      [
        { day: '2025-07-01', received: 1, done_on_time: 0 },
        { day: '2025-07-02', received: 0, done_on_time: 1 },
      ],
    );
  });

  it('leave out an event that says something unknown, which waits with those behind it', async () => {
    await forgetAll(test.rows);
    const [submitted, accepted, claimed, , ...rest] = eventsOf(decided);
    const [, , , decision] = eventsOf(decided);
    assert.ok(submitted && accepted && claimed && decision);
    const unheardOf = { ...decision, data: decision.data.replace('TIMELINESS_ON_TIME', 'TIMELINESS_UNHEARD_OF') };
    await test.deliver([submitted, accepted, claimed, unheardOf, ...rest]);
    const { dossiers, days } = await liveProjection(test.rows);
    assert.equal(dossiers[0]?.decided_at, null);
    assert.deepEqual(
      days.map(({ received, done_on_time }) => [received, done_on_time]),
      [[1, 0]],
    );
    const parked = await test.rows.query<{ event_id: string }[]>('select event_id from parked_event');
    assert.deepEqual(parked, [{ event_id: unheardOf.id }]);
  });

  it('cannot be deleted row by row', async () => {
    const denied = await test.rows.query<{ table_name: string }[]>(
      `select t as table_name from unnest(array['dossier_report', 'dossier_report_0', 'daily_count', 'daily_count_1', 'projection_generation']) t
        where has_table_privilege('motcua_reporting', t, 'delete')`,
    );
    assert.deepEqual(denied, []);
  });
});
