import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import type { Caller } from '@motcua/service-kit/caller';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, ngoc, online, onPaper } from '../sample-dossiers.fixture.js';
import type { CompleteTaskInput } from '../task/complete-task.schemas.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { OutcomeInvalid } from '../task/task.problems.js';
import { TurnNotPossible, TurnNotYours } from '../turn/turn.problems.js';
import { ResultWish } from './delivery.schemas.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let desk: Caller;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  desk = dossier.people.officer('tiepnhan.baclieu');
});
after(() => dossier.close());

const holder = () => dossier.people.citizen(ngoc);
const read = (id: string, caller = holder()) => dossier.service.readDossier.execute(caller, id);
const byPost = { resultBy: 'postal', postalAddress: '12 Trần Phú, phường Bạc Liêu' } as const;

async function choose(id: string, wish: ResultWish, caller = holder()) {
  const { version } = await read(id, caller);
  return dossier.service.chooseDelivery.execute(caller, id, version, wish);
}

async function handOver(id: string, input: CompleteTaskInput) {
  const task = await office.workUntil(id, 'deliver');
  return dossier.service.completeTask.execute(desk, task.id, task.version, input);
}

async function faults(id: string, input: CompleteTaskInput): Promise<string[]> {
  const error = await handOver(id, input).catch((caught: unknown) => caught);
  assert.ok(error instanceof OutcomeInvalid, String(error));
  return error.faults.map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('the way in which an applicant wants the result', () => {
  it('is said when the dossier is handed in, at the counter or online', async () => {
    const { id } = await dossier.service.takeInDossier.execute(desk, onPaper(birth, { resultWish: byPost }));
    assert.deepEqual([(await read(id)).resultBy, (await read(id)).postalAddress], ['postal', byPost.postalAddress]);
    const file = dossier.files.upload(holder());
    const sent = await dossier.service.submitDossier.execute(holder(), online(file.id, { resultWish: byPost }));
    assert.equal((await read(sent.id)).resultBy, 'postal');
    const [row] = await dossier.select<{ postal_address: string }>('select postal_address from dossier where id = $1', [
      id,
    ]);
    assert.match(row?.postal_address ?? '', /^s1\./);
  });

  it('changes until the result is handed over, and then no more', async () => {
    const id = await office.takeIn(birth);
    await choose(id, byPost);
    assert.equal((await read(id)).resultBy, 'postal');
    const [event] = await dossier.select<{ data: string }>(
      `select data from event_log where aggregate_id = $1 and type = 'delivery.chosen'`,
      [id],
    );
    assert.equal(readPayload('delivery.chosen', event?.data ?? '').byPost, true);
    assert.doesNotMatch(event?.data ?? '', /Trần Phú/);
    await choose(id, { resultBy: 'counter' }, desk);
    const { resultBy, postalAddress } = await read(id);
    assert.deepEqual([resultBy, postalAddress], ['counter', undefined]);
    await assert.rejects(choose(id, byPost, dossier.people.officer('chutich.baclieu')), TurnNotYours);
    await handOver(id, {});
    await assert.rejects(choose(id, byPost), TurnNotPossible);
  });

  it('needs an address for the post, and none for the counter', () => {
    assert.equal(ResultWish.safeParse({ resultBy: 'postal' }).success, false);
    assert.equal(ResultWish.safeParse({ resultBy: 'counter', postalAddress: 'x' }).success, false);
    assert.equal(ResultWish.safeParse(byPost).success, true);
  });
});

describe('a result that is handed over', () => {
  it('keeps who took it: the name for those who may see the dossier, the identity number sealed and masked', async () => {
    const id = await office.takeIn(birth);
    await handOver(id, {
      receiver: {
        fullName: 'Nguyễn Văn Chú',
        identityNumber: '095080000123',
        relation: 'authorised',
        authorisation: 'Giấy ủy quyền 01/3/2026',
      },
      originalsChecked: true,
    });
    const seen = await read(id);
    assert.deepEqual(seen.receiver, {
      fullName: 'Nguyễn Văn Chú',
      identityNumber: '•••••••••123',
      relation: 'authorised',
      authorisation: 'Giấy ủy quyền 01/3/2026',
    });
    assert.equal(seen.originalsChecked, true);
    const [row] = await dossier.select<{ delivery: string }>('select delivery from dossier where id = $1', [id]);
    assert.match(row?.delivery ?? '', /^s1\./);
  });

  it('goes by post under the number of its item when that was the wish', async () => {
    const id = await office.takeIn(birth);
    await choose(id, byPost);
    assert.deepEqual(await faults(id, {}), ['/postalItem required']);
    await handOver(id, { postalItem: 'EB123456789VN' });
    const { state, postalItem } = await read(id);
    assert.deepEqual([state, postalItem], ['returned', 'EB123456789VN']);
  });

  it('is not handed over twice, nor to somebody authorised by nothing, nor at a step before', async () => {
    const id = await office.takeIn(birth);
    assert.deepEqual(await faults(id, { receiver: { fullName: 'A' }, postalItem: 'EB1' }), [
      '/postalItem unknownField',
    ]);
    assert.deepEqual(await faults(id, { receiver: { fullName: 'A', relation: 'authorised' } }), [
      '/receiver/authorisation required',
    ]);
    const other = await office.takeIn(birth);
    const task = await office.openTask(other, 'examine');
    const early = dossier.service.completeTask.execute(
      dossier.people.officer('hotich.baclieu'),
      task.id,
      task.version,
      { postalItem: 'EB1', originalsChecked: true },
    );
    await assert.rejects(early, (error) => error instanceof OutcomeInvalid && error.faults.length === 2);
  });
});
