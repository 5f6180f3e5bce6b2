import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NestExpressApplication } from '@nestjs/platform-express';
import fc from 'fast-check';
import { z } from 'zod';
import type { Caller, Role } from '@motcua/service-kit/caller';
import { bootstrap, policyKey, tokenHash } from '@motcua/service-kit/http';
import { at, day, eventsOf, histories, type DossierStory, type Turn } from '../dossier-history.fixture.js';
import { countedBy, expectedProjection, forgetAll } from '../projection.fixture.js';
import { log, reportingForTest, type ReportingForTest } from '../reporting.fixture.js';
import { ReportingModule } from '../reporting.module.js';
import { OverviewController } from './overview.controller.js';
import { countedFigures, FigureList, Figures, Overview, type CountedFigure } from './overview.js';

const accept: Turn = { type: 'accept' };
const decide = (timeliness: 'early' | 'onTime' | 'overdue', decision: 'approved' | 'refused' = 'approved'): Turn => ({
  type: 'decide',
  decision,
  timeliness,
});
const story: DossierStory = {
  dossierId: '0197c1a0-0000-7000-8000-000000000001',
  procedureCode: '1.001193',
  agencyCode: 'xa-hong-dan',
  channel: 'online',
  minutes: [0, 10, 20, 30, 40, 50],
  turns: [accept],
  dueMinutes: 3 * day,
};
/** Two shifts of four hours from Monday to Friday. */
const calendar = {
  code: 'hanh-chinh',
  name: { vi: 'Hành chính', en: 'Office' },
  cutoff: '15:00',
  dayRule: 'nextDay',
  halfDayCounts: true,
  weeks: [
    {
      validFrom: '2020-01-01',
      shifts: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((of) => [of, ['07:00-11:00', '13:00-17:00']])),
    },
  ],
  holidays: [],
  swaps: [],
  coveredFrom: '2020-01-01',
  coveredTo: '2030-12-31',
};
const Fault = z.object({ type: z.string(), errors: z.array(z.object({ pointer: z.string() })).optional() });

describe('the overview of a leader', () => {
  const tokens = { leader: 'l'.repeat(43), commune: 'c'.repeat(43), officer: 'o'.repeat(43) };
  let test: ReportingForTest;
  let app: NestExpressApplication;
  let address: string;

  before(async () => {
    test = await reportingForTest();
    const callers = new Map([
      [tokenHash(tokens.leader), officer(['oversee'], ['xa-hong-dan', 'phuong-bac-lieu', 'so-tu-phap'])],
      [tokenHash(tokens.commune), officer(['oversee'], ['xa-hong-dan'])],
      [tokenHash(tokens.officer), officer(['intake', 'process', 'approve'], ['xa-hong-dan'])],
    ]);
    app = await bootstrap(ReportingModule.register(test.service), {
      log,
      resolveSession: (hash) => Promise.resolve(callers.get(hash)),
      rawBodyPaths: [],
    });
    await app.listen(0, '127.0.0.1');
    address = `${await app.getUrl()}/api/reporting/v1/overview`;
  });
  after(async () => {
    await app.close();
    await test.close();
  });

  const ask = (token: string | undefined, query: Record<string, string> = {}, path = '') =>
    fetch(`${address}${path}?${new URLSearchParams(query).toString()}`, {
      headers: token === undefined ? {} : { cookie: `motcua=${token}` },
    });
  const overview = async (token: string, query: Record<string, string> = {}) =>
    Overview.parse(await (await ask(token, query)).json());
  const tellAnew = async (...stories: Partial<DossierStory>[]) => {
    await forgetAll(test.rows);
    await test.deliver(
      stories.flatMap((part, index) =>
        eventsOf({ ...story, dossierId: story.dossierId.replace(/.$/, `${index}`), ...part }),
      ),
    );
  };

  /** All pages of the list of a figure. */
  const listOf = async (figure: CountedFigure, query: Record<string, string> = {}) => {
    const items: FigureList['items'] = [];
    let after: string | undefined;
    do {
      const asked = { ...query, figure, limit: '3', ...(after !== undefined && { after }) };
      const page = FigureList.parse(await (await ask(tokens.leader, asked, '/dossiers')).json());
      items.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return items;
  };

  it('waits for a province', async () => {
    const response = await ask(tokens.leader);
    assert.equal(response.status, 503);
    assert.equal(Fault.parse(await response.json()).type, 'urn:motcua:problem:province-not-ready');
    await test.putInForce({
      agencies: [
        { code: 'xa-hong-dan', name: { vi: 'UBND xã Hồng Dân', en: 'Hồng Dân commune' }, validFrom: '2025-07-01' },
        { code: 'phuong-bac-lieu', name: { vi: 'UBND phường Bạc Liêu', en: 'Bạc Liêu ward' }, validFrom: '2025-07-01' },
      ],
      calendars: { default: 'hanh-chinh', calendars: [calendar] },
      procedures: [
        {
          code: '1.001193',
          name: { vi: 'Khai sinh (cũ)', en: 'Birth (old)' },
          validFrom: '2020-01-01',
          validTo: '2025-07-01',
        },
        { code: '1.001193', name: { vi: 'Khai sinh', en: 'Birth' }, validFrom: '2025-07-01' },
      ],
    });
    assert.equal((await ask(tokens.leader)).status, 200);
  });

  it('counts what was accepted as received, what ended in whichever way as done, and the rest as in process', async () => {
    await tellAnew(
      { turns: [] },
      { turns: [accept] },
      { turns: [accept, decide('early')] },
      { turns: [accept, decide('overdue', 'refused'), { type: 'return' }] },
      { turns: [accept, { type: 'withdraw', timeliness: 'onTime' }] },
      { turns: [accept, { type: 'supplement', overLimit: true }, { type: 'pause' }, { type: 'lapse' }] },
      { turns: [{ type: 'reject' }] },
      { turns: [accept, decide('early'), { type: 'reopen' }] },
    );
    test.clock.at = at(60);
    const { totals, asOf } = await overview(tokens.leader);
    assert.equal(asOf, at(60).toISOString());
    const zero = Object.fromEntries(Object.keys(totals).map((name) => [name, 0]));
    assert.deepEqual(totals, {
      ...zero,
      received: 6,
      reopened: 1,
      inProcess: 2,
      inProcessOnTime: 2,
      done: 5,
      doneEarly: 2,
      doneOnTime: 2,
      doneOverdue: 1,
      declined: 2,
      withdrawn: 1,
      stopped: 1,
      supplements: 1,
      supplementsOverLimit: 1,
    });
  });

  it('finds a dossier overdue from the moment after the promised one, and due soon when a working day is left', async () => {
    // Promised for Monday, 7 July at 17:00; the days before are a weekend.
    await tellAnew({ dueMinutes: 6 * day + 17 * 60 });
    const seen: [string, number, number, number][] = [];
    for (const moment of ['04T16:58', '04T17:00', '06T12:00', '07T17:00', '07T17:01']) {
      test.clock.at = new Date(`2025-07-${moment}:00+07:00`);
      const { totals } = await overview(tokens.leader);
      seen.push([moment, totals.inProcessOnTime, totals.dueSoon, totals.inProcessOverdue]);
    }
    assert.deepEqual(seen, [
      ['04T16:58', 1, 0, 0],
      ['04T17:00', 1, 1, 0],
      ['06T12:00', 1, 1, 0],
      ['07T17:00', 1, 1, 0],
      ['07T17:01', 0, 0, 1],
    ]);
  });

  it('leaves a dossier whose clock stands still where it was then', async () => {
    await tellAnew(
      { turns: [accept, { type: 'pause' }], minutes: [0, 10, day], dueMinutes: 2 * day },
      { turns: [accept, { type: 'pause' }], minutes: [0, 10, 3 * day], dueMinutes: 2 * day },
    );
    test.clock.at = at(30 * day);
    const { totals } = await overview(tokens.leader);
    assert.deepEqual(
      [totals.inProcessPaused, totals.inProcessOnTime, totals.inProcessOverdue, totals.dueSoon],
      [2, 1, 1, 0],
    );
    test.clock.at = at(60);
  });

  it('shows a leader the agencies below them and no other', async () => {
    await tellAnew({ agencyCode: 'xa-hong-dan' }, { agencyCode: 'so-tu-phap' }, { agencyCode: 'another-province' });
    const [leader, commune] = [await overview(tokens.leader), await overview(tokens.commune)];
    assert.deepEqual(
      leader.byAgency.map(({ agency, received }) => [agency.code, received]),
      [
        ['so-tu-phap', 1],
        ['xa-hong-dan', 1],
      ],
    );
    assert.deepEqual(
      commune.byAgency.map(({ agency }) => agency.code),
      ['xa-hong-dan'],
    );
    assert.equal(commune.totals.inProcess, 1);
    assert.equal(
      commune.daily.reduce((total, { received }) => total + received, 0),
      1,
    );
  });

  it('narrows to one agency, which has to be the leader’s own', async () => {
    await tellAnew({ agencyCode: 'xa-hong-dan' }, { agencyCode: 'so-tu-phap' }, { agencyCode: 'so-tu-phap' });
    const own = await overview(tokens.leader, { agency: 'xa-hong-dan' });
    assert.deepEqual(own.agency, { code: 'xa-hong-dan', name: { vi: 'UBND xã Hồng Dân', en: 'Hồng Dân commune' } });
    assert.equal(own.totals.received, 1);
    assert.deepEqual(
      own.byAgency.map(({ agency }) => agency.code),
      ['xa-hong-dan'],
    );
    const others = await overview(tokens.commune, { agency: 'so-tu-phap' });
    assert.deepEqual([others.totals.received, others.byAgency, others.byProcedure], [0, [], []]);
  });

  it('names agencies and procedures as they are called today, and by their code where they have no name', async () => {
    await tellAnew({ agencyCode: 'so-tu-phap' });
    const { byAgency, byProcedure } = await overview(tokens.leader);
    assert.deepEqual(byProcedure[0]?.procedure, { code: '1.001193', name: { vi: 'Khai sinh', en: 'Birth' } });
    assert.deepEqual(byAgency[0]?.agency, { code: 'so-tu-phap', name: { vi: 'so-tu-phap', en: 'so-tu-phap' } });
  });

  it('shows the last thirty days in Vietnam, today last', async () => {
    await tellAnew(
      { minutes: [0, 0] },
      { minutes: [0, day - 1, day], turns: [accept, decide('onTime')] },
      { minutes: [0, day] },
    );
    test.clock.at = new Date(at(30 * day).getTime() - 1);
    const { daily } = await overview(tokens.leader);
    assert.deepEqual(
      [daily.length, daily[0], daily[1], daily.at(-1)],
      [
        30,
        { date: '2025-07-01', received: 2, done: 0 },
        { date: '2025-07-02', received: 1, done: 1 },
        { date: '2025-07-30', received: 0, done: 0 },
      ],
    );
    test.clock.at = at(30 * day);
    assert.equal((await overview(tokens.leader)).daily[0]?.date, '2025-07-02');
  });

  it('adds up, for any history, period and moment', async () => {
    const civilDay = fc.integer({ min: 1, max: 6 });
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.integer({ min: 0, max: 7 * day }),
        fc.tuple(civilDay, civilDay).map((days) => days.sort()),
        async ({ stories, events }, nowMinutes, [from, to]) => {
          await forgetAll(test.rows);
          await test.deliver(events);
          test.clock.at = at(nowMinutes);
          const period = { from: `2025-07-0${from}`, to: `2025-07-0${to}` };
          const { totals, byAgency, byProcedure } = await overview(tokens.leader, period);
          assert.deepEqual(
            totals,
            figuresOf(stories, nowMinutes, (minutes) => minutes >= (from - 1) * day && minutes < to * day),
          );
          assert.deepEqual(sum(byAgency), totals);
          assert.deepEqual(sum(byProcedure), totals);
          for (const figure of countedFigures) {
            const listed = await listOf(figure, period);
            assert.equal(listed.length, totals[figure], `the list of ${figure} has as many as it counts`);
          }
        },
      ),
      { seed: 29, numRuns: 15 },
    );
  });

  it('is for those who oversee', async () => {
    assert.equal((await ask(undefined)).status, 401);
    assert.equal((await ask(tokens.officer)).status, 403);
    assert.deepEqual([policyOf('read'), policyOf('list')], ['dossier.oversee', 'dossier.oversee']);
    assert.equal((await ask(tokens.officer, { figure: 'received' }, '/dossiers')).status, 403);
    assert.deepEqual(
      [...test.grpc.policies].filter(([path]) => path.includes('reporting')),
      [
        ['/motcua.reporting.v1.ReportingService/StagePack', 'service'],
        ['/motcua.reporting.v1.ReportingService/Rebuild', 'service'],
      ],
    );
  });

  it('opens each figure: when what is counted happened, and how the dossier stands', async () => {
    await tellAnew({
      turns: [accept, { type: 'extend' }, decide('early'), { type: 'return' }],
      minutes: [0, 10, 20, 30, 40],
    });
    test.clock.at = at(60);
    const [done, ...rest] = await listOf('done');
    assert.deepEqual(rest, []);
    assert.deepEqual(done, {
      dossierId: story.dossierId.replace(/.$/, '0'),
      code: `H-${story.dossierId.replace(/.$/, '0')}`,
      trackingNumber: 'MC',
      procedure: { code: '1.001193', name: { vi: 'Khai sinh', en: 'Birth' } },
      agency: { code: 'xa-hong-dan', name: { vi: 'UBND xã Hồng Dân', en: 'Hồng Dân commune' } },
      at: at(30).toISOString(),
      dueAt: at(4 * day).toISOString(),
      originalDueAt: at(3 * day).toISOString(),
      endedAt: at(30).toISOString(),
      endedAs: 'approved',
      timeliness: 'early',
    });
    assert.deepEqual(await listOf('done', { procedure: '9.999999' }), []);
    assert.deepEqual(await listOf('done', { from: '2025-07-02' }), []);
  });

  it('names the field of a malformed question', async () => {
    for (const [query, pointer] of [
      [{ from: '2025-02-30' }, '?from'],
      [{ from: '2025-07-02', to: '2025-07-01' }, '?to'],
      [{ agency: '' }, '?agency'],
      [{ colour: 'red' }, '?colour'],
    ] as const) {
      const response = await ask(tokens.leader, query);
      assert.equal(response.status, 422);
      assert.deepEqual(
        Fault.parse(await response.json()).errors?.map((error) => error.pointer),
        [pointer],
      );
    }
  });
});

function policyOf(route: keyof OverviewController): unknown {
  const handler: unknown = Reflect.get(OverviewController.prototype, route);
  return typeof handler === 'function' ? Reflect.getMetadata(policyKey, handler) : undefined;
}

function officer(roles: Role[], agencyCodes: string[]): Caller {
  return {
    subjectId: '0197c1a0-0000-7000-8000-00000000000a',
    kind: 'officer',
    positions: [{ agencyCode: agencyCodes[0] ?? '', positionCode: 'p', roles }],
    agencyCodes,
    language: 'vi',
    expiresAt: new Date('2100-01-01'),
  };
}

/** The figures as one would count them on paper. */
function figuresOf(stories: readonly DossierStory[], now: number, inPeriod: (minutes: number) => boolean): Figures {
  const counts = stories.flatMap((told) =>
    told.turns.flatMap((turn, index) => (inPeriod(told.minutes[index + 1] ?? 0) ? [countedBy(turn)] : [])),
  );
  const sumOf = (column: string) => counts.reduce((total, count) => total + (count[column] ?? 0), 0);
  const rows = expectedProjection(stories).dossiers;
  const open = rows.filter((row) => row['accepted_at'] !== null && row['ended_at'] === null);
  const instant = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : Number.NaN);
  const standsAt = (row: (typeof open)[number]) =>
    row['paused_at'] === null ? at(now).getTime() : instant(row['paused_at']);
  const overdue = open.filter((row) => instant(row['due_at']) < standsAt(row)).length;
  const done = ['done_early', 'done_on_time', 'done_overdue'].map(sumOf);
  return {
    received: sumOf('received'),
    reopened: sumOf('reopened'),
    inProcess: open.length,
    inProcessOnTime: open.length - overdue,
    dueSoon: open.filter((row) => row['paused_at'] === null && isSoon(now, instant(row['due_at']))).length,
    inProcessOverdue: overdue,
    inProcessPaused: open.filter((row) => row['paused_at'] !== null).length,
    done: done.reduce((total, count) => total + count, 0),
    doneEarly: sumOf('done_early'),
    doneOnTime: sumOf('done_on_time'),
    doneOverdue: sumOf('done_overdue'),
    declined: sumOf('declined'),
    withdrawn: sumOf('withdrawn'),
    stopped: sumOf('stopped'),
    extended: sumOf('extended'),
    corrected: 0,
    supplements: sumOf('supplements'),
    supplementsOverLimit: sumOf('supplements_over_limit'),
    consulted: sumOf('consulted'),
    opinions: sumOf('opinions'),
    silences: sumOf('silences'),
    ratings: sumOf('ratings'),
    satisfied: sumOf('satisfied'),
    ratingPoints: sumOf('rating_points'),
    ratingOf: sumOf('rating_of'),
    feeAssessedVnd: sumOf('fee_assessed_vnd'),
    feePaidVnd: sumOf('fee_paid_vnd'),
    feeRefundedVnd: sumOf('fee_refunded_vnd'),
  };
}

/** Eight hours of two shifts a working day or less: told minute by minute, from Tuesday, 1 July 2025 on. */
function isSoon(now: number, due: number): boolean {
  const ahead = Math.round((due - at(now).getTime()) / 60_000);
  if (ahead < 0) return false;
  let worked = 0;
  for (let minute = now; minute < now + ahead; minute++) {
    const [weekday, hour] = [(Math.floor(minute / day) + 1) % 7, Math.floor((minute % day) / 60)];
    if (weekday < 5 && ((hour >= 7 && hour < 11) || (hour >= 13 && hour < 17))) worked++;
  }
  return worked <= 8 * 60;
}

function sum(rows: readonly Figures[]): Figures {
  const total: Record<string, number> = figuresOf([], 0, () => true);
  for (const row of rows) {
    for (const [name, count] of Object.entries(Figures.parse(row))) total[name] = (total[name] ?? 0) + count;
  }
  return Figures.parse(total);
}
