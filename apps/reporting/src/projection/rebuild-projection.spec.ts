import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { status } from '@grpc/grpc-js';
import type { StoredEvent } from '@motcua/contracts/event/v1/event';
import { CallRefused } from '@motcua/service-kit/grpc';
import { histories, sampleHistory } from '../dossier-history.fixture.js';
import { expectedProjection, forgetAll, liveProjection } from '../projection.fixture.js';
import { historyOf, reportingForTest, type ReadHistory, type ReportingForTest } from '../reporting.fixture.js';

/**
 * A history under way: how many of its events have been delivered, and how many have a position and can be read. Either may be ahead:
 * over a broker delivery comes later, in one process the position does.
 */
class UnderWay {
  private delivered = 0;
  private positioned = 0;
  private readings = 0;

  constructor(
    private readonly events: readonly StoredEvent[],
    private readonly deliver: (events: readonly StoredEvent[]) => Promise<void>,
    private readonly during: Step[],
  ) {}

  async goOn(step: Step): Promise<void> {
    const upTo = Math.min(this.delivered + step.deliver, this.events.length);
    await this.deliver(this.events.slice(this.delivered, upTo));
    this.delivered = upTo;
    this.positioned = Math.min(this.positioned + step.position, this.events.length);
  }

  /** From here on a rebuild reads. What was delivered before gets its position at last, after the first reading; the rest may not. */
  begin(): ReadHistory {
    const deliveredBefore = this.delivered;
    return (afterPosition) => {
      if (++this.readings > 1) this.positioned = Math.max(this.positioned, deliveredBefore);
      return this.read(afterPosition);
    };
  }

  finish(): Promise<void> {
    return this.goOn({ deliver: this.events.length, position: 0 });
  }

  private async *read(afterPosition: number): AsyncGenerator<StoredEvent> {
    for (let position = afterPosition; ; position++) {
      const step = this.during.shift();
      if (step) await this.goOn(step);
      const event = position < this.positioned && this.events[position];
      if (!event) return;
      yield event;
    }
  }
}

interface Step {
  readonly deliver: number;
  readonly position: number;
}

const step = fc.record({ deliver: fc.integer({ min: 0, max: 4 }), position: fc.integer({ min: 0, max: 4 }) });

describe('a rebuild of the counts', () => {
  let test: ReportingForTest;

  before(async () => {
    test = await reportingForTest();
  });
  after(() => test.close());

  const generation = async () =>
    (
      await test.rows.query<{ live: number; building: number | null }[]>(
        'select live, building from projection_generation',
      )
    )[0];

  it('equals the live rows, to the row', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ events }) => {
        await forgetAll(test.rows);
        await test.deliver(events);
        const [live, before] = [await liveProjection(test.rows), await generation()];
        test.dossier.history = (afterPosition) => historyOf(events.slice(afterPosition));
        assert.deepEqual(await test.client.rebuild({}), { events: events.length });
        assert.deepEqual(await generation(), { live: 1 - (before?.live ?? 0), building: null });
        assert.deepEqual(await liveProjection(test.rows), live);
      }),
      { seed: 11, numRuns: 15 },
    );
  });

  it('misses no event and counts none twice while events go on arriving', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.array(step, { maxLength: 4 }),
        fc.array(step, { maxLength: 40 }),
        async ({ stories, events }, before, during) => {
          await forgetAll(test.rows);
          const history = new UnderWay(events, test.deliver, during);
          for (const done of before) await history.goOn(done);
          test.dossier.history = history.begin();
          await test.client.rebuild({});
          await history.finish();
          assert.deepEqual(await liveProjection(test.rows), expectedProjection(stories));
        },
      ),
      { seed: 13, numRuns: 25 },
    );
  });

  it('begins when no effect is under way that does not know of it, and effects wait until it has begun', async () => {
    const { stories, events } = sampleHistory(29);
    await forgetAll(test.rows);
    test.dossier.history = (afterPosition) => historyOf(events.slice(afterPosition));
    for (const [lock, waiting] of [
      ['share', () => test.client.rebuild({})],
      ['update', () => test.deliver(events)],
    ] as const) {
      const runner = test.rows.createQueryRunner();
      await runner.startTransaction();
      await runner.query(`select from projection_generation for ${lock}`);
      let done = false;
      const work = waiting().then(() => (done = true));
      await sleep(150);
      assert.equal(done, false, lock);
      await runner.commitTransaction();
      await runner.release();
      await work;
    }
    assert.deepEqual(await liveProjection(test.rows), expectedProjection(stories));
  });

  it('repairs rows that were lost', async () => {
    const { stories, events } = sampleHistory(17);
    await forgetAll(test.rows);
    await test.deliver(events);
    await test.rows.query('truncate dossier_event, dossier_report, daily_count');
    test.dossier.history = (afterPosition) => historyOf(events.slice(afterPosition));
    await test.client.rebuild({});
    assert.deepEqual(await liveProjection(test.rows), expectedProjection(stories));
  });

  it('takes the place of what an earlier release had kept in the rows alone', async () => {
    const { stories, events } = sampleHistory(31);
    await forgetAll(test.rows);
    await test.deliver(events);
    // As the migration leaves them: below 0, in their order.
    await test.rows.query(
      `delete from dossier_event where type not in ('dossier.submitted', 'dossier.accepted', 'dossier.decided', 'dossier.returned')`,
    );
    await test.rows.query('update dossier_event set sequence = sequence - 1000');
    test.dossier.history = (afterPosition) => historyOf(events.slice(afterPosition));
    await test.client.rebuild({});
    assert.deepEqual(await liveProjection(test.rows), expectedProjection(stories));
  });

  it('leaves the live rows as they are when the history breaks off', async () => {
    const { stories, events } = sampleHistory(19);
    await forgetAll(test.rows);
    await test.deliver(events);
    const before = await generation();
    test.dossier.history = async function* () {
      yield* events.slice(0, 1);
      await Promise.reject(new Error('the disk is gone'));
    };
    await assert.rejects(test.client.rebuild({}), (error) => error instanceof CallRefused);
    assert.deepEqual(await liveProjection(test.rows), expectedProjection(stories));
    assert.deepEqual(await generation(), before);

    await test.rows.query(
      `insert into dossier_report (generation, dossier_id, procedure_code, competent_agency_code, returned_at)
       select 1 - live, gen_random_uuid(), '1.001193', 'xa-hong-dan', now() from projection_generation`,
    );
    test.dossier.history = (afterPosition) => historyOf(events.slice(afterPosition));
    await test.client.rebuild({});
    assert.deepEqual(
      await liveProjection(test.rows),
      expectedProjection(stories),
      'nothing of the one that broke off is left',
    );
  });

  it('gives way to one that began later', async () => {
    const { stories, events } = sampleHistory(23);
    await forgetAll(test.rows);
    await test.deliver(events);
    let later: Promise<unknown> | undefined;
    test.dossier.history = async function* (afterPosition) {
      yield* historyOf(events.slice(afterPosition));
      if (later) return;
      test.dossier.history = (after) => historyOf(events.slice(after));
      later = test.client.rebuild({});
      await later;
    };
    await assert.rejects(
      test.client.rebuild({}),
      (error) => error instanceof CallRefused && error.code === status.FAILED_PRECONDITION,
    );
    await later;
    assert.deepEqual(await liveProjection(test.rows), expectedProjection(stories));
  });
});
