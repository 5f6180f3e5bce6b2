import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { building } from '../sample-dossiers.fixture.js';
import { openDoor, type Door } from '../walks/http-door.fixture.js';
import type { CheckedProcess } from './process-drawing.schemas.js';

let dossier: DossierForTest;
let door: Door;
let drawing: string;

before(async () => {
  dossier = await dossierForTest();
  door = await openDoor(dossier);
  drawing = (await dossier.service.showProcess.versionsOf(building)).versions[0]?.xml ?? '';
});
after(async () => {
  await door.close();
  await dossier.close();
});

describe('the check of a drawing', () => {
  const check = (xml: string, language?: string) =>
    door.command<CheckedProcess>(dossier.people.officer('quantri'), 'process-checks', {
      body: { xml },
      ...(language !== undefined && { language }),
    });
  const reasonsOf = async (xml: string, language?: string) =>
    (await check(xml, language)).refusals.map(({ elementId, reason }) => `${elementId}: ${reason}`);

  it('tells its faults in the language of whoever asks, in Vietnamese where they ask for none', async () => {
    const loose = drawing.replace('</bpmn:process>', '<bpmn:task id="loose" /></bpmn:process>');
    const inVietnamese = ['loose: <bpmn:task> không được hỗ trợ trong <bpmn:process>'];
    assert.deepEqual(await reasonsOf(loose), inVietnamese);
    assert.deepEqual(await reasonsOf(loose, 'vi-VN,vi;q=0.9,en;q=0.8'), inVietnamese);
    assert.deepEqual(await reasonsOf(loose, 'en-GB,en'), ['loose: <bpmn:task> is not supported in <bpmn:process>']);
  });

  it('tells what is odd in a sound one likewise', async () => {
    const idle = drawing.replace(/candidateGroups="[^"]*"/, 'candidateGroups=""');
    const { accepted, warnings } = await check(idle, 'vi');
    assert.equal(accepted, true);
    assert.deepEqual(
      warnings.map(({ reason }) => reason),
      ['tác vụ không có nhóm ứng viên (candidate groups): không ai làm được'],
    );
  });

  it('takes a sound one', async () => {
    assert.deepEqual(await check(drawing), { accepted: true, refusals: [], warnings: [] });
  });
});
