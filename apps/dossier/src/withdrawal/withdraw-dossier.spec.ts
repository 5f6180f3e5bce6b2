import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { VersionStale } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, building, ngoc } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { TurnNotPossible, TurnNotYours } from '../turn/turn.problems.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

const holder = () => dossier.people.citizen(ngoc);
const withdraw = (caller = holder(), id = '', version = 1, reason?: string) =>
  dossier.service.withdrawDossier.execute(caller, id, version, { ...(reason && { reason }) });
const read = (id: string, caller = holder()) => dossier.service.readDossier.execute(caller, id);

describe('a dossier that its citizen takes back', () => {
  it('is closed with the reason, its steps are gone, and it is told once', async () => {
    const id = await office.takeIn(birth);
    await withdraw(holder(), id, 1, 'Tôi muốn sửa tờ khai');
    const seen = await read(id);
    assert.deepEqual(
      [seen.state, seen.nationalState, seen.closingNote, seen.clock.state, seen.clock.timeliness, seen.tasks],
      ['withdrawn', 7, 'Tôi muốn sửa tờ khai', 'stopped', 'onTime', []],
    );
    const events = await dossier.select<{ type: string; data: string }>(
      'select type, data from event_log where aggregate_id = $1 order by sequence desc limit 1',
      [id],
    );
    assert.equal(events[0]?.type, 'dossier.withdrawn');
    assert.doesNotMatch(events[0]?.data ?? '', /sửa tờ khai/);
  });

  it('can be taken back at the desk as well, but by no officer who works on it', async () => {
    const id = await office.takeIn(building);
    const specialist = dossier.people.officer('chuyenvien.baclieu');
    await assert.rejects(withdraw(specialist, id), TurnNotYours);
    await withdraw(dossier.people.officer('tiepnhan.baclieu'), id);
    assert.equal((await read(id)).state, 'withdrawn');
  });

  it('is not taken back twice: the state speaks before the version', async () => {
    const id = await office.takeIn(birth);
    await withdraw(holder(), id);
    await assert.rejects(
      withdraw(holder(), id),
      (error) => error instanceof TurnNotPossible && error.detail.vi === 'Hồ sơ đã kết thúc.',
    );
  });

  it('is left alone by who saw an older one', async () => {
    const id = await office.takeIn(birth);
    await assert.rejects(withdraw(holder(), id, 7), VersionStale);
    assert.equal((await read(id)).state, 'inProcess');
  });

  it('says beforehand what each may do with it, and why not the rest', async () => {
    const turns = async (caller = holder()) =>
      Object.fromEntries(
        (await read(id, caller)).turns.map(({ turn, allowed, obstacle }) => [turn, obstacle?.code ?? allowed]),
      );
    const id = await office.takeIn(birth);
    assert.deepEqual(await turns(), {
      answerSupplement: 'noSupplement',
      withdraw: true,
      chooseDelivery: true,
      payOnline: 'nothingDue',
      rate: 'notReturned',
    });
    assert.equal((await turns(dossier.people.officer('chutich.baclieu'))).extend, true);
    await withdraw(holder(), id);
    assert.equal((await turns()).withdraw, 'closed');
  });
});
