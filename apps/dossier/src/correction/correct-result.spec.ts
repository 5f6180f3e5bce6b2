import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { FileAlreadyUsed, FilesUnknown } from '../intake/intake.problems.js';
import { birth, ngoc } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { TurnNotPossible, TurnNotYours } from '../turn/turn.problems.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let chairman: Caller;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  chairman = dossier.people.officer('chutich.baclieu');
});
after(() => dossier.close());

const read = (id: string, caller = dossier.people.citizen(ngoc)) => dossier.service.readDossier.execute(caller, id);

async function decidedWith(fileName: string) {
  const id = await office.takeIn(birth);
  const task = await office.workUntil(id, 'approve');
  const file = dossier.files.upload(chairman, fileName);
  await dossier.service.completeTask.execute(chairman, task.id, task.version, {
    outcome: 'approve',
    resultFileIds: [file.id],
  });
  return { id, file };
}

async function correct(id: string, fileIds: readonly string[], caller = chairman) {
  const { version } = await read(id, caller);
  return dossier.service.correctResult.execute(caller, id, version, {
    resultFileIds: [...fileIds],
    reason: 'Sai ngày sinh',
  });
}

describe('a result with a mistake', () => {
  it('is replaced, with the reason for the citizen, and the earlier one is kept and can still be opened', async () => {
    const { id, file } = await decidedWith('Giấy khai sinh.pdf');
    const right = dossier.files.upload(chairman, 'Giấy khai sinh (đính chính).pdf');
    await correct(id, [right.id]);
    const seen = await read(id);
    assert.deepEqual(
      [seen.state, seen.decision, seen.resultFiles.map(({ name }) => name)],
      ['decided', 'approved', ['Giấy khai sinh (đính chính).pdf']],
    );
    assert.deepEqual(
      seen.corrections.map(({ reason, earlierFiles }) => [reason, earlierFiles.map(({ name }) => name)]),
      [['Sai ngày sinh', ['Giấy khai sinh.pdf']]],
    );
    const citizen = dossier.people.citizen(ngoc);
    for (const fileId of [file.id, right.id])
      assert.equal((await dossier.client.authorizeFile({ fileId }, citizen)).allowed, true);
    const told = await until(() =>
      dossier.published.find(({ subject, type }) => subject === id && type === 'result.corrected'),
    );
    assert.deepEqual((JSON.parse(told.data) as { fileIds: string[] }).fileIds, [right.id]);
    assert.doesNotMatch(told.data, /ngày sinh/);
    const timeline = await dossier.service.readTimeline.execute(citizen, id);
    assert.equal(timeline.items.find(({ type }) => type === 'result.corrected')?.note, 'Sai ngày sinh');
  });

  it('is corrected again where the correction was wrong too, and every one of them stays', async () => {
    const { id } = await decidedWith('1.pdf');
    for (const name of ['2.pdf', '3.pdf']) await correct(id, [dossier.files.upload(chairman, name).id]);
    const { resultFiles, corrections } = await read(id);
    assert.deepEqual(
      [resultFiles.map(({ name }) => name), corrections.map(({ earlierFiles }) => earlierFiles[0]?.name)],
      [['3.pdf'], ['1.pdf', '2.pdf']],
    );
  });

  it('is corrected by a leader of the agency that decided, after the decision, with files of their own', async () => {
    const { id, file } = await decidedWith('1.pdf');
    const own = dossier.files.upload(chairman);
    await assert.rejects(correct(id, [own.id], dossier.people.officer('hotich.baclieu')), TurnNotYours);
    await assert.rejects(correct(id, [own.id], dossier.people.citizen(ngoc)), TurnNotYours);
    await assert.rejects(
      correct(id, [dossier.files.upload(dossier.people.officer('tiepnhan.baclieu')).id]),
      FilesUnknown,
    );
    await assert.rejects(correct(id, [file.id]), FileAlreadyUsed);
    const open = await office.takeIn(birth);
    await assert.rejects(correct(open, [own.id]), TurnNotPossible);
    assert.equal((await read(id)).corrections.length, 0);
  });
});
