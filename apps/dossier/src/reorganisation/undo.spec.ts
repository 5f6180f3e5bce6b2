import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { business, onPaper } from '../sample-dossiers.fixture.js';
import { officerAt, oldCommune, provinceOfTheMerger, reorganise } from './merger.fixture.js';

const merger = 'sap-nhap-tinh-ca-mau-2025';
const [old, successor] = [oldCommune('31813'), 'ubnd-phuong-bac-lieu'];

describe('a merger that is undone', () => {
  let dossier: DossierForTest;
  let id = '';
  let reorganisationId = '';

  before(async () => {
    dossier = await dossierForTest();
    await dossier.putInForce(await provinceOfTheMerger());
    dossier.clock.moveTo('2025-06-30T09:00+07:00');
    const desk = officerAt(dossier, old);
    const paper = onPaper(business, { competentAgencyCode: old, intakeAgencyCode: old });
    id = (await dossier.service.takeInDossier.execute(desk, paper)).id;
    dossier.clock.moveTo('2025-07-01T00:00:05+07:00');
    const plan = (await provinceOfTheMerger()).reorganisations.find(({ code }) => code === merger);
    assert.ok(plan);
    reorganisationId = await reorganise(dossier, plan);
    await until(async () => (await owner()) === successor);
  });
  after(() => dossier.close());

  const owner = async () =>
    (
      await dossier.select<{ agency: string }>('select competent_agency_code as agency from dossier where id = $1', [
        id,
      ])
    )[0]?.agency;
  const task = async () =>
    (
      await dossier.select<{ id: string; version: number; agency_code: string; candidates: string[] }>(
        `select id, version, agency_code, candidates from task where dossier_id = $1 and state = 'open'`,
        [id],
      )
    )[0];
  const firstAct = async () => (await dossier.client.findFirstAct({ reorganisationId })).act;

  it('is not in use before anybody has acted, and its dossiers go back with their open steps', async () => {
    assert.equal(await firstAct(), undefined);
    assert.equal((await task())?.agency_code, successor);
    await dossier.say('agency.reorganisation-undone', {
      reorganisationId,
      code: merger,
      undoneAt: dossier.clock.now(),
    });
    await until(async () => (await owner()) === old);
    const back = await task();
    assert.equal(back?.agency_code, old);
    assert.ok(back?.candidates.every((candidate) => candidate.startsWith(`${old}/`)));
    const { items } = await dossier.service.inbox.list(officerAt(dossier, old), {
      queue: 'group',
      state: 'open',
      limit: 10,
    });
    assert.deepEqual(
      items.map(({ dossierId }) => dossierId),
      [id],
    );
  });

  it('is in use once somebody has acted under the new order, and the act is named', async () => {
    const plan = (await provinceOfTheMerger()).reorganisations.find(({ code }) => code === merger);
    assert.ok(plan);
    dossier.clock.moveTo('2025-07-02T08:00+07:00');
    reorganisationId = await reorganise(dossier, plan);
    await until(async () => (await owner()) === successor);
    const open = await task();
    assert.ok(open);
    await dossier.service.claimTask.execute(officerAt(dossier, successor), open.id, open.version);
    const act = await firstAct();
    assert.deepEqual([act?.type, act?.dossier, act?.agencyCode], ['task.claimed', 'H04.31813-250630-0001', successor]);
  });
});
