import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { ngoc, online, onPaper } from '../sample-dossiers.fixture.js';
import { CitizenPages } from './citizen-pages.js';
import { FollowedElsewhere, HandedInElsewhere } from './portal.problems.js';

const redirect = 'https://dichvucong.gov.vn';
let dossier: DossierForTest;

before(async () => {
  dossier = await dossierForTest({ MOTCUA_CITIZEN_PAGES: 'trackingOnly', MOTCUA_CITIZEN_PAGES_REDIRECT: redirect });
});
after(() => dossier.close());

describe('pages that only let citizens follow their dossiers', () => {
  it('take no dossier in, and say where to go', async () => {
    const citizen = dossier.people.citizen(ngoc);
    const file = dossier.files.upload(citizen);
    await assert.rejects(dossier.service.submitDossier.execute(citizen, online(file.id)), (error) => {
      assert.ok(error instanceof HandedInElsewhere);
      assert.equal(error.status, 403);
      assert.ok(error.detail.vi.includes(redirect) && error.detail.en.includes(redirect));
      return true;
    });
    assert.deepEqual(await dossier.select('select from dossier'), []);
  });

  it('still let counters take in, and everybody follow', async () => {
    const officer = dossier.people.officer('tiepnhan.baclieu');
    const { trackingNumber } = await dossier.service.takeInDossier.execute(officer, onPaper('1.001193'));
    assert.equal((await dossier.service.trackDossier.execute(trackingNumber)).state, 'inProcess');
    assert.deepEqual(dossier.service.citizenPages.show(), { pages: 'trackingOnly', redirect });
  });
});

describe('pages that are closed', () => {
  it('neither take in nor show', () => {
    const closed = new CitizenPages({ citizenPages: 'off', citizenPagesRedirect: undefined });
    assert.throws(() => closed.mustTakeIn(), HandedInElsewhere);
    assert.throws(() => closed.mustShowTracking(), FollowedElsewhere);
  });

  it('are open when nothing is said', () => {
    const open = new CitizenPages({ citizenPages: 'full', citizenPagesRedirect: undefined });
    open.mustTakeIn();
    open.mustShowTracking();
    assert.deepEqual(open.show(), { pages: 'full' });
  });
});
