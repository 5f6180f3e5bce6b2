import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, ngoc, onPaper, online } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { DossierNotFound } from './track-dossier.js';
import { newTrackingNumber } from './tracking-number.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  dossier.clock.moveTo('2026-03-02T09:00:00+07:00');
});
after(() => dossier.close());

const track = (typed: string) => dossier.service.trackDossier.execute(typed);

describe('whoever holds the number of a dossier', () => {
  it('learns the procedure, the state and the dates, and nothing of a person', async () => {
    const citizen = dossier.people.citizen(ngoc);
    const { trackingNumber } = await dossier.service.submitDossier.execute(
      citizen,
      online(dossier.files.upload(citizen).id),
    );
    assert.deepEqual(await track(trackingNumber), {
      procedureName: { vi: 'Đăng ký khai sinh', en: 'Birth registration' },
      state: 'submitted',
      nationalState: 1,
      submittedAt: '2026-03-02T02:00:00.000Z',
    });
  });

  it('follows it through the states that the national portal knows', async () => {
    const id = await office.takeIn(birth);
    const [row] = await dossier.select<{ code: string }>('select code from dossier where id = $1', [id]);
    const code = row?.code ?? '';
    const states = [(await track(code)).nationalState];
    await office.complete(id, 'examine');
    states.push((await track(code)).nationalState);
    await office.workUntil(id, 'deliver');
    states.push((await track(code)).nationalState);
    await office.complete(id, 'deliver');
    states.push((await track(code)).nationalState);
    assert.deepEqual(states, [2, 4, 9, 10]);
    const { acceptedAt, dueAt, decidedAt, returnedAt } = await track(code);
    assert.deepEqual(
      [acceptedAt, dueAt, decidedAt, returnedAt],
      ['2026-03-02T02:00:00.000Z', '2026-03-02T10:00:00.000Z', '2026-03-02T02:00:00.000Z', '2026-03-02T02:00:00.000Z'],
    );
  });

  it('may type it in any case, and without its marks', async () => {
    const { code, trackingNumber } = await dossier.service.takeInDossier.execute(
      dossier.people.officer('tiepnhan.baclieu'),
      onPaper(birth),
    );
    for (const typed of [
      code,
      code.toLowerCase(),
      code.replace(/[-.]/g, ' '),
      trackingNumber,
      trackingNumber.toLowerCase().replaceAll('-', ''),
    ]) {
      assert.equal((await track(typed)).state, 'inProcess', typed);
    }
  });

  it('is told the same for a number that does not exist, cannot exist, or is nonsense', async () => {
    const { trackingNumber } = await dossier.service.takeInDossier.execute(
      dossier.people.officer('tiepnhan.baclieu'),
      onPaper(birth),
    );
    const wrongCheck = trackingNumber.slice(0, -1) + (trackingNumber.endsWith('0') ? '1' : '0');
    const answers = [];
    for (const typed of [
      newTrackingNumber(),
      wrongCheck,
      'H12.99-260302-0001',
      '',
      '%',
      `' or 1=1 --`,
      '☃',
      'null',
      'A'.repeat(60),
    ]) {
      const error = await track(typed).catch((caught: unknown) => caught);
      assert.ok(error instanceof DossierNotFound, `${typed}: ${String(error)}`);
      answers.push(JSON.stringify([error.type, error.status, error.detail, error.faults]));
    }
    assert.equal(new Set(answers).size, 1);
  });
});
