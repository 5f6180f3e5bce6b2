import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NestExpressApplication } from '@nestjs/platform-express';
import fc from 'fast-check';
import { z } from 'zod';
import type { Caller, Role } from '@motcua/service-kit/caller';
import { bootstrap, policyKey, tokenHash } from '@motcua/service-kit/http';
import { at, eventsOf, histories, type DossierStory } from '../dossier-history.fixture.js';
import { forgetAll } from '../projection.fixture.js';
import { log, reportingForTest, type ReportingForTest } from '../reporting.fixture.js';
import { ReportingModule } from '../reporting.module.js';
import { OverviewController } from './overview.controller.js';
import { Overview, type Figures } from './overview.js';

const day = 24 * 60;
const story: DossierStory = {
  dossierId: '0197c1a0-0000-7000-8000-000000000001',
  procedureCode: '1.001193',
  agencyCode: 'xa-hong-dan',
  channel: 'online',
  timeliness: 'onTime',
  decision: 'approved',
  minutes: [0, 10],
  dueMinutes: 3 * day,
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

  const ask = (token: string | undefined, query: Record<string, string> = {}) =>
    fetch(`${address}?${new URLSearchParams(query).toString()}`, {
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

  it('waits for a province', async () => {
    const response = await ask(tokens.leader);
    assert.equal(response.status, 503);
    assert.equal(Fault.parse(await response.json()).type, 'urn:motcua:problem:province-not-ready');
    await test.putInForce({
      agencies: [
        { code: 'xa-hong-dan', name: { vi: 'UBND xã Hồng Dân', en: 'Hồng Dân commune' }, validFrom: '2025-07-01' },
        { code: 'phuong-bac-lieu', name: { vi: 'UBND phường Bạc Liêu', en: 'Bạc Liêu ward' }, validFrom: '2025-07-01' },
      ],
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

  it('counts what was accepted as received, and what is accepted and not decided as in process', async () => {
    await tellAnew(
      { minutes: [0] },
      { minutes: [0, 10] },
      { minutes: [0, 10, 20], timeliness: 'early' },
      { minutes: [0, 10, 20, 30], timeliness: 'overdue' },
    );
    test.clock.at = at(60);
    const { totals, asOf } = await overview(tokens.leader);
    assert.equal(asOf, at(60).toISOString());
    assert.deepEqual(totals, {
      received: 3,
      inProcess: 1,
      inProcessOnTime: 1,
      inProcessOverdue: 0,
      done: 2,
      doneEarly: 1,
      doneOnTime: 0,
      doneOverdue: 1,
      dueSoon: 0,
    });
  });

  it('finds a dossier overdue from the moment after the promised one, and due soon in the last day before it', async () => {
    await tellAnew({ minutes: [0, 10], dueMinutes: 3 * day });
    const seen: [number, number, number][] = [];
    for (const moment of [at(2 * day - 1), at(2 * day), at(3 * day), new Date(at(3 * day).getTime() + 1)]) {
      test.clock.at = moment;
      const { totals } = await overview(tokens.leader);
      seen.push([totals.inProcessOnTime, totals.dueSoon, totals.inProcessOverdue]);
    }
    assert.deepEqual(seen, [
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 0],
      [0, 0, 1],
    ]);
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
    await tellAnew({ minutes: [0, 0] }, { minutes: [0, day - 1, day] }, { minutes: [0, day] });
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
        },
      ),
      { seed: 29, numRuns: 25 },
    );
  });

  it('is for those who oversee', async () => {
    assert.equal((await ask(undefined)).status, 401);
    assert.equal((await ask(tokens.officer)).status, 403);
    assert.equal(policyOf('read'), 'dossier.oversee');
    assert.deepEqual(
      [...test.grpc.policies].filter(([path]) => path.includes('reporting')),
      [
        ['/motcua.reporting.v1.ReportingService/StagePack', 'service'],
        ['/motcua.reporting.v1.ReportingService/Rebuild', 'service'],
      ],
    );
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
  const within = (minutes: number | undefined) => minutes !== undefined && inPeriod(minutes);
  const open = stories.filter(({ minutes }) => minutes.length === 2);
  const done = stories.filter(({ minutes }) => within(minutes[2]));
  const overdue = open.filter(({ dueMinutes }) => dueMinutes < now).length;
  const doneAs = (timeliness: string) => done.filter((dossier) => dossier.timeliness === timeliness).length;
  return {
    received: stories.filter(({ minutes }) => within(minutes[1])).length,
    inProcess: open.length,
    inProcessOnTime: open.length - overdue,
    inProcessOverdue: overdue,
    done: done.length,
    doneEarly: doneAs('early'),
    doneOnTime: doneAs('onTime'),
    doneOverdue: doneAs('overdue'),
    dueSoon: open.filter(({ dueMinutes }) => dueMinutes >= now && dueMinutes <= now + day).length,
  };
}

function sum(rows: readonly Figures[]): Figures {
  const total = figuresOf([], 0, () => true);
  for (const row of rows) {
    total.received += row.received;
    total.inProcess += row.inProcess;
    total.inProcessOnTime += row.inProcessOnTime;
    total.inProcessOverdue += row.inProcessOverdue;
    total.done += row.done;
    total.doneEarly += row.doneEarly;
    total.doneOnTime += row.doneOnTime;
    total.doneOverdue += row.doneOverdue;
    total.dueSoon += row.dueSoon;
  }
  return total;
}
