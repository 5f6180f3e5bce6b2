import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Caller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { copied, ExplainedQueries } from '../explained.fixture.js';
import { Rules } from '../rules/rules.js';
import { birth, ngoc } from '../sample-dossiers.fixture.js';
import { Inbox } from '../task/inbox.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import type { DossiersQuery, InboxQuery } from './dossier.schemas.js';
import { FindDossiers } from './find-dossiers.js';

const dossiers = 12_000;
const seededAtOnce = 1_000;
const agencies = 120;
/** The first has a third of all dossiers, the last a handful. */
const [big, small] = ['office-1', `office-${agencies}`];
const rareProcedure = 'rare';
const page = 20;

let dossier: DossierForTest;
let explained: ExplainedQueries;
let officer: Caller;
let ground: DossierGround;

before(async () => {
  dossier = await dossierForTest();
  await seed(await new OfficersAtWork(dossier).takeIn(birth));
  explained = new ExplainedQueries(dossier);
  ground = {
    ...dossier.service.ground,
    packs: dossier.service.ground.packs((stored) => Rules.prepare(stored)),
    queries: explained,
    paysOnline: false,
  };
  officer = dossier.people.officer('hotich.baclieu');
});
after(() => dossier.close());

/**
 * Copies a dossier and its step many times over agencies of very unequal size, one in ten of them in process, and a small agency that
 * once had a step of some of the big one's.
 */
async function seed(template: string): Promise<void> {
  const [columns, step] = [await copied(dossier, 'dossier'), await copied(dossier, 'task')];
  for (let from = 1; from < dossiers; from += seededAtOnce) {
    await dossier.select(
      `insert into dossier (${columns.names}) select ${columns.values}
         from dossier d cross join generate_series($2::integer, $2::integer + $6::integer - 1) n
         cross join lateral (select 'office-' || greatest(1, ceil(power($5::integer, ((n * 7919) % 10007) / 10007.0 * 1.6 - 0.6)))::integer as code) a
         cross join lateral jsonb_populate_record(d,
           jsonb_build_object('id', gen_random_uuid(), 'tracking_number', 'T' || n, 'code', 'C' || n,
             'citizen_id', case when n % 50 = 0 then d.citizen_id else gen_random_uuid() end,
             'competent_agency_code', a.code, 'intake_agency_code', case when n % 7 = 0 then $3 else a.code end,
             'procedure_code', case when n % 2000 = 0 then $4 else d.procedure_code end,
             'submitted_at', d.submitted_at - n * interval '1 minute', 'due_at', d.due_at - n * interval '1 minute')
           || case when n % 10 = 0 then '{}' else
                jsonb_build_object('state', 'returned', 'decision', 'approved', 'decided_at', d.submitted_at, 'timeliness', 'onTime') end) r
        where d.id = $1`,
      [template, from, big, rareProcedure, agencies, seededAtOnce],
    );
  }
  await dossier.select(
    `insert into task (${step.names}) select ${step.values} from dossier d cross join task t cross join lateral jsonb_populate_record(t,
         jsonb_build_object('id', gen_random_uuid(), 'dossier_id', d.id, 'agency_code', d.competent_agency_code, 'due_at', d.due_at,
           'candidates', array[d.competent_agency_code || '/clerk'])
         || case when d.state = 'inProcess' then '{}' else jsonb_build_object('state', 'completed', 'completed_at', d.decided_at) end) r
      where t.dossier_id = $1 and t.state = 'open' and d.id <> $1`,
    [template],
  );
  await dossier.select(
    `insert into task (${step.names}) select ${step.values}
       from (select * from dossier where competent_agency_code = $3 order by id limit 8) d cross join task t cross join lateral
         jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'dossier_id', d.id, 'agency_code', $2::text, 'task_key', 'asked',
           'state', 'cancelled')) r
      where t.dossier_id = $1 and t.state = 'open'`,
    [template, small, big],
  );
  await dossier.select('vacuum analyze');
}

/** An officer who holds one position in each of some agencies. */
const of = (...agencyCodes: string[]): Caller => ({
  ...officer,
  positions: agencyCodes.map((agencyCode) => ({ agencyCode, positionCode: 'clerk', roles: ['process'] })),
  agencyCodes,
});
const everywhere = Array.from({ length: agencies }, (_, index) => `office-${index + 1}`);

async function isCheap(read: () => Promise<unknown>, what: string, lanes = 1): Promise<void> {
  const { scanned, looked } = await explained.costOf(read);
  assert.deepEqual(scanned, [], what);
  // A page and one more in each lane that may hold it, the rows themselves, and one of every other lane.
  assert.ok(looked <= 10 * (page + 1) + 3 * lanes, `${what} looked at ${looked} rows`);
}

const dossierFilters: Partial<DossiersQuery>[] = [
  {},
  ...(['received', 'open', 'onTime', 'overdue', 'done'] as const).map((view) => ({ view })),
  { procedure: birth },
  { procedure: rareProcedure },
  { procedure: rareProcedure, view: 'open' },
  { procedure: birth, view: 'overdue' },
  { q: 'T77' },
  { q: 'C-77' },
];

describe('a page of a list over many dossiers', () => {
  const find = (caller: Caller, query: Partial<DossiersQuery>) =>
    new FindDossiers(ground).inScope(caller, {
      limit: page,
      ...query,
    });

  it('costs a page, in a big agency, in a small one and over all, the first page and one far behind', async () => {
    const far = Buffer.from(`2026-02-24T00:00:00.000Z ${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`).toString(
      'base64url',
    );
    for (const [name, caller, lanes] of [
      ['big', of(big), 3],
      ['small', of(small), 3],
      ['leader', of(...everywhere), 3 * agencies],
    ] as const) {
      for (const filter of dossierFilters) {
        const what = `${name} ${JSON.stringify(filter)}`;
        await isCheap(() => find(caller, filter), what, lanes);
        await isCheap(() => find(caller, { ...filter, after: far }), `${what}, far behind`, lanes);
        const agency = { ...filter, agency: name === 'leader' ? big : small };
        await isCheap(() => find(caller, agency), `${what} of one agency`, lanes);
      }
    }
  });

  it('costs a page for a citizen', async () => {
    const list = new FindDossiers(ground);
    await isCheap(() => list.mine(dossier.people.citizen(ngoc), { limit: page }), 'mine');
  });
});

describe('a page of the inbox over many tasks', () => {
  const inbox = () => new Inbox(ground, dossier.service.ground.client('identity', IdentityServiceService));

  it('costs a page for a position with much to do and for one with little', async () => {
    const queries: Partial<InboxQuery>[] = [
      {},
      { queue: 'mine' },
      { procedure: rareProcedure },
      { queue: 'mine', state: 'completed' },
    ];
    for (const caller of [of(big), of(small), of(...everywhere.slice(0, 5))]) {
      for (const query of queries) {
        const what = `${caller.agencyCodes.join(' ')} ${JSON.stringify(query)}`;
        await isCheap(() => inbox().list(caller, { queue: 'group', state: 'open', limit: page, ...query }), what, 100);
      }
    }
  });
});
