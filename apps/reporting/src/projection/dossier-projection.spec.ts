import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { readPayload, writePayload } from '@motcua/contracts/events';
import { at, eventsOf, histories, type DossierStory } from '../dossier-history.fixture.js';
import { expectedProjection, forgetAll, liveProjection } from '../projection.fixture.js';
import { reportingForTest, type ReportingForTest } from '../reporting.fixture.js';

const decided: DossierStory = {
  dossierId: '0197c1a0-0000-7000-8000-000000000001',
  procedureCode: '1.001193',
  agencyCode: 'xa-hong-dan',
  channel: 'online',
  minutes: [10, 20, 30],
  turns: [{ type: 'accept' }, { type: 'decide', decision: 'approved', timeliness: 'onTime' }],
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
      { seed: 7, numRuns: 20 },
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

  it('add up for both agencies when a reorganisation takes a dossier over, and what was counted before stays', async () => {
    await forgetAll(test.rows);
    const [submitted, accepted, claimed, decision] = eventsOf(decided);
    assert.ok(submitted && accepted && claimed && decision);
    const successor = 'xa-hong-dan-moi';
    const { dossier: _, ...rest } = { dossier: undefined, ...readPayload('dossier.decided', decision.data) };
    const over = {
      ...decision,
      id: '0197c1a0-0000-7000-8000-0000000000aa',
      type: 'dossier.transferred',
      data: writePayload('dossier.transferred', {
        dossier: { ...rest, competentAgencyCode: successor, intakeAgencyCode: successor },
        fromAgencyCode: decided.agencyCode,
        fromIntakeAgencyCode: decided.agencyCode,
        reorganisationCode: 'merger',
        transferredAt: at(25),
        undone: false,
        inProcess: true,
      }),
    };
    await test.deliver([submitted, accepted, claimed, over]);
    const before = await liveProjection(test.rows);
    assert.equal(before.dossiers[0]?.competent_agency_code, successor);
    const later = { ...decision, sequence: decision.sequence + 1 };
    await test.deliver([
      { ...later, data: writePayload('dossier.decided', { ...rest, competentAgencyCode: successor }) },
    ]);
    const { days } = await liveProjection(test.rows);
    assert.deepEqual(
      days.map(({ agency_code, received, taken_over, handed_over, done_on_time }) => ({
        agency_code,
        received,
        taken_over,
        handed_over,
        done_on_time,
      })),
      [
        { agency_code: decided.agencyCode, received: 1, taken_over: 0, handed_over: 1, done_on_time: 0 },
        { agency_code: successor, received: 0, taken_over: 1, handed_over: 0, done_on_time: 1 },
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

  it('are of what came in, ended and is open: nothing is lost between them, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ events }) => {
        await forgetAll(test.rows);
        await test.deliver(events);
        const [sums] = await test.rows.query<Record<string, number>[]>(
          `select coalesce(sum(received + reopened), 0)::integer as "cameIn",
                  coalesce(sum(done_early + done_on_time + done_overdue), 0)::integer as ended,
                  (select count(*) from dossier_report d where d.generation = live and accepted_at is not null and ended_at is null)::integer as open
             from projection_generation left join daily_count on generation = live group by live`,
        );
        assert.equal(sums?.['cameIn'], Number(sums?.['ended']) + Number(sums?.['open']));
      }),
      { seed: 37, numRuns: 12 },
    );
  });

  it('have a part of an interconnected dossier at its own agency, and know of what it is a part', async () => {
    await forgetAll(test.rows);
    const whole = '0197c1a0-0000-7000-8000-0000000000ff';
    const events = eventsOf({ ...decided, agencyCode: 'so-tu-phap' });
    await test.deliver(
      events.map((event) => ({
        ...event,
        data: JSON.stringify({ ...Object(JSON.parse(event.data)), parentDossierId: whole }),
      })),
    );
    const { dossiers, days } = await liveProjection(test.rows);
    assert.deepEqual([dossiers[0]?.competent_agency_code, dossiers[0]?.parent_id], ['so-tu-phap', whole]);
    assert.deepEqual(
      days.map(({ agency_code }) => agency_code),
      ['so-tu-phap'],
    );
  });

  it('keep the date that was promised first beside the one after an extension', async () => {
    await forgetAll(test.rows);
    const turns: DossierStory['turns'] = [{ type: 'accept' }, { type: 'extend' }];
    await test.deliver(eventsOf({ ...decided, turns, dueMinutes: 60 }));
    const { dossiers } = await liveProjection(test.rows);
    assert.deepEqual(
      [dossiers[0]?.original_due_at, dossiers[0]?.due_at],
      ['2025-06-30T18:00:00+00:00', '2025-07-01T18:00:00+00:00'],
    );
  });

  it('cannot be deleted row by row', async () => {
    const denied = await test.rows.query<{ table_name: string }[]>(
      `select t as table_name from unnest(array['dossier_report', 'dossier_report_0', 'dossier_event', 'dossier_event_1', 'daily_count', 'daily_count_1', 'projection_generation']) t
        where has_table_privilege('motcua_reporting', t, 'delete')`,
    );
    assert.deepEqual(denied, []);
  });
});
