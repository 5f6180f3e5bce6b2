import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { NotFound } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, building } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

describe('the drawing of a process', () => {
  it('shows an officer where the dossier is in it, and what was done', async () => {
    const id = await office.takeIn(building);
    const specialist = dossier.people.officer('chuyenvien.baclieu');
    const shown = await dossier.service.showProcess.ofDossier(specialist, id);
    assert.deepEqual([shown.active, shown.done, shown.procedureCode], [['appraise'], ['receive'], building]);
    assert.match(shown.xml, /<bpmndi:BPMNShape[^>]* bpmnElement="appraise"/);
  });

  it('is kept from officers of other agencies', async () => {
    const id = await office.takeIn(birth);
    const elsewhere = dossier.people.officer('canbo.thue');
    await assert.rejects(dossier.service.showProcess.ofDossier(elsewhere, id), NotFound);
  });

  it('is listed version by version, with the dossiers that run on each', async () => {
    await office.takeIn(birth);
    const { versions, code } = await dossier.service.showProcess.versionsOf(birth);
    assert.equal(code, birth);
    assert.equal(versions[0]?.version, 1);
    assert.ok((versions[0]?.running ?? 0) >= 1);
    await assert.rejects(dossier.service.showProcess.versionsOf('9.999999'), NotFound);
  });
});
