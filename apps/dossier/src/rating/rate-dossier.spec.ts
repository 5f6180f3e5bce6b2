import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { birth, ngoc, quan } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { NotFound } from '@motcua/service-kit/errors';
import { TurnNotPossible, TurnNotYours } from '../turn/turn.problems.js';
import { RateDossierInput } from './rate-dossier.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

const holder = () => dossier.people.citizen(ngoc);

async function rate(id: string, caller = holder()) {
  const { version } = await dossier.service.readDossier.execute(holder(), id);
  return dossier.service.rateDossier.execute(caller, id, version, {
    points: { timeLimit: 2, attitude: 1, publicity: 2 },
    satisfied: true,
    comment: 'Cán bộ hướng dẫn tận tình',
  });
}

async function returned(): Promise<string> {
  const id = await office.takeIn(birth);
  await office.workUntil(id, 'deliver');
  await office.complete(id, 'deliver');
  return id;
}

describe('a dossier that its citizen rates', () => {
  it('keeps the points and the sealed comment, and tells the sum without a word of it', async () => {
    const id = await returned();
    await rate(id);
    const seen = await dossier.service.readDossier.execute(holder(), id);
    assert.deepEqual(
      [seen.rating?.points, seen.rating?.satisfied, seen.rating?.comment],
      [{ timeLimit: 2, attitude: 1, publicity: 2 }, true, 'Cán bộ hướng dẫn tận tình'],
    );
    const told = await until(() =>
      dossier.published.find(({ subject, type }) => subject === id && type === 'dossier.rated'),
    );
    const data = JSON.parse(told.data) as Record<string, unknown>;
    assert.deepEqual([data['points'], data['ofPoints'], data['satisfied']], [5, 6, true]);
    assert.doesNotMatch(told.data, /tận tình/);
    const [row] = await dossier.select<{ comment: string }>('select comment from rating where dossier_id = $1', [id]);
    assert.match(row?.comment ?? '', /^s1\./);
  });

  it('is rated once, also by two clicks at once', async () => {
    const id = await returned();
    const results = await Promise.allSettled([rate(id), rate(id)]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await assert.rejects(
      rate(id),
      (error) => error instanceof TurnNotPossible && error.detail.vi === 'Bạn đã đánh giá hồ sơ này.',
    );
  });

  it('is rated when it is over and by nobody else', async () => {
    const id = await office.takeIn(birth);
    await assert.rejects(rate(id), TurnNotPossible);
    await office.workUntil(id, 'deliver');
    await assert.rejects(rate(id), TurnNotPossible);
    await office.complete(id, 'deliver');
    await assert.rejects(rate(id, dossier.people.officer('hotich.baclieu')), TurnNotYours);
    await assert.rejects(rate(id, dossier.people.citizen(quan)), NotFound);
  });

  it('has nine criteria of zero to two points, of which at least one is given', () => {
    const valid = (points: unknown) => RateDossierInput.safeParse({ points, satisfied: false }).success;
    assert.deepEqual([{ counter: 0 }, {}, { counter: 3 }, { counter: 1.5 }, { weather: 2 }].map(valid), [
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
