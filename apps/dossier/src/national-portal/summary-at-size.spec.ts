import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { NotFound } from '@motcua/service-kit/errors';
import { readConfig } from '@motcua/service-kit/config';
import { dossierSettings } from '../config.js';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { copied, ExplainedQueries } from '../explained.fixture.js';
import { Rules } from '../rules/rules.js';
import { birth } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { PortalDossiers } from './portal-dossiers.js';

const dossiers = 4_000;
const seededAtOnce = 1_000;
/** One in so many is not as it should be. */
const oneIn = 200;

let dossier: DossierForTest;
let explained: ExplainedQueries;

before(async () => {
  dossier = await dossierForTest();
  await seed(await new OfficersAtWork(dossier).takeIn(birth));
  explained = new ExplainedQueries(dossier);
});
after(() => dossier.close());

/** Dossiers of the portal that it has confirmed, over ten agencies; a few differ, a few lag, a few were refused. */
async function seed(template: string): Promise<void> {
  const columns = await copied(dossier, 'dossier');
  await dossier.select(`update portal_link set codes = array['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']`);
  for (let from = 1; from < dossiers; from += seededAtOnce) {
    await dossier.select(
      `insert into dossier (${columns.names}) select ${columns.values}
         from dossier d cross join generate_series($2::integer, $2::integer + $3::integer - 1) n
         cross join lateral jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'tracking_number', 'T' || n, 'code', 'C' || n,
           'competent_agency_code', 'office-' || n % 10, 'intake_agency_code', 'office-' || n % 3,
           'submitted_at', d.submitted_at - n * interval '1 minute')) r
        where d.id = $1`,
      [template, from, seededAtOnce],
    );
  }
  await dossier.select(
    `insert into portal_dossier (dossier_id, number, received_at, arrived_at, reply_from, story, our_state, our_state_at, last_sequence,
       acknowledged_sequence, next_attempt_at)
     select d.id, 'G' || d.tracking_number, d.submitted_at, d.submitted_at, d.submitted_at, '{}', 2, d.submitted_at, 1, 1, d.submitted_at
       from dossier d where d.id <> $1`,
    [template],
  );
  await dossier.select(
    `update portal_dossier p set their_state = case when n % $1 = 1 then '1' else '2' end, their_sequence = 1, told_at = received_at,
            acknowledged_sequence = case when n % $1 = 2 then 0 else 1 end, waiting_since = case when n % $1 = 2 then received_at end,
            refused_at = case when n % $1 = 3 then received_at end
       from (select dossier_id, row_number() over (order by number) as n from portal_dossier) r where r.dossier_id = p.dossier_id`,
    [oneIn],
  );
  await dossier.select('vacuum analyze');
}

const of = (...agencyCodes: string[]) => ({ ...dossier.people.officer('chutich.baclieu'), agencyCodes });
const everywhere = () => of(...Array.from({ length: 10 }, (_, index) => `office-${index}`));

describe('the summary of the reconciliation over many dossiers', () => {
  it('counts each once, whichever of its agencies somebody oversees', async () => {
    const { portalDossiers } = dossier.service;
    const whole = await portalDossiers.summary(everywhere());
    const rare = dossiers / oneIn;
    assert.deepEqual([whole.dossiers, whole.differing, whole.lagging, whole.refused], [dossiers, rare, rare, rare]);
    const [one] = await dossier.select<{ count: number }>(
      `select count(*)::integer as count from portal_dossier p join dossier d on d.id = p.dossier_id
        where 'office-1' in (d.competent_agency_code, d.intake_agency_code)`,
    );
    assert.equal((await portalDossiers.summary(of('office-1'))).dossiers, one?.count);
    assert.equal((await portalDossiers.summary(of('nowhere'))).dossiers, 0);
  });

  it('reads what is not as it should be, and nothing of the others', async () => {
    const ground = {
      ...dossier.service.ground,
      packs: dossier.service.ground.packs((stored) => Rules.prepare(stored)),
      queries: explained,
      paysOnline: false,
    };
    const config = readConfig(dossierSettings, {});
    for (const caller of [everywhere(), of('office-1')]) {
      const { scanned, looked } = await explained.costOf(() =>
        assert.rejects(new PortalDossiers(ground, config).summary(caller), NotFound),
      );
      // The row of the link, and the few counts by agency, are whole tables.
      const large = scanned.filter((table) => table !== 'portal_link' && table !== 'portal_count');
      assert.deepEqual(
        large.filter((table) => table === 'portal_dossier' || table === 'dossier'),
        [],
      );
      assert.ok(looked < (6 * 3 * dossiers) / oneIn, `${looked} rows`);
    }
  });

  it('knows what the portal’s codes mean when they are configured anew', async () => {
    await dossier.select(`update portal_link set codes = array['1', 'TWO', '3', '4', '5', '6', '7', '8', '9', '10']`);
    await dossier.select('update portal_dossier set their_state = their_state');
    assert.equal((await dossier.service.portalDossiers.summary(everywhere())).differing, dossiers);
  });
});
