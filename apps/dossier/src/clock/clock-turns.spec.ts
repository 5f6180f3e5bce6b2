import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { InputInvalid } from '@motcua/service-kit/errors';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { ExtensionTooLate } from '../extension/extend-dossier.js';
import { building, business, copies, ngoc, online } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { TurnNotPossible, TurnNotYours } from '../turn/turn.problems.js';
import { PauseManyController } from './pause-many.controller.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

const holder = () => dossier.people.citizen(ngoc);
const specialist = () => dossier.people.officer('chuyenvien.baclieu');
const chairman = () => dossier.people.officer('chutich.baclieu');
const desk = () => dossier.people.officer('tiepnhan.baclieu');
const read = (id: string, caller = chairman()) => dossier.service.readDossier.execute(caller, id);
const because = (code: string) => (error: unknown) =>
  error instanceof TurnNotPossible && error.parameters.code === code;

const missing = { items: [{ componentCode: 'land-right', note: 'Thiếu trang 2' }], reason: 'Hồ sơ chưa đủ' };
async function ask(id: string, caller = specialist(), input: object = {}) {
  const { version } = await read(id);
  return dossier.service.requestSupplement.execute(caller, id, version, { ...missing, ...input });
}
async function answer(
  id: string,
  caller = holder(),
  input = { components: [{ code: 'land-right', fileIds: [] as string[] }] },
) {
  const { version } = await read(id);
  return dossier.service.answerSupplement.execute(caller, id, version, input);
}
const lastEvents = async (id: string, count: number) =>
  (
    await dossier.select<{ type: string }>(
      'select type from event_log where aggregate_id = $1 order by sequence desc limit $2',
      [id, count],
    )
  )
    .map(({ type }) => type)
    .reverse();

describe('an applicant who is asked for what is missing', () => {
  it('has the clock stand still until it is brought, and then what was left of it', async () => {
    dossier.clock.moveTo('2025-07-07T08:00+07:00');
    const id = await office.takeIn(building); // fifteen days: raw Tuesday 22 July
    assert.equal((await read(id)).dueAt, '2025-07-22T10:00:00.000Z');
    dossier.clock.moveTo('2025-07-10T10:00+07:00'); // three used
    await ask(id);
    const waiting = await read(id);
    assert.deepEqual(
      [waiting.nationalState, waiting.clock.state, waiting.clock.pausedGrounds],
      [5, 'paused', ['supplement']],
    );
    const [asked] = (await read(id, holder())).supplements;
    assert.deepEqual(
      [asked?.reason, asked?.items[0]?.component?.code, asked?.items[0]?.note, asked?.lapsesAt],
      [missing.reason, 'land-right', 'Thiếu trang 2', '2025-08-11T10:00:00.000Z'],
    );
    dossier.clock.moveTo('2025-07-22T14:00+07:00');
    await answer(id); // twelve left from Wednesday 23 July: Sunday 3 August, moved to Monday
    const resumed = await read(id);
    assert.equal(resumed.dueAt, '2025-08-04T10:00:00.000Z');
    assert.equal(resumed.clock.pausedGrounds, undefined);
    assert.deepEqual(await lastEvents(id, 4), [
      'clock.paused',
      'supplement.requested',
      'clock.resumed',
      'supplement.answered',
    ]);
    const { days, acts } = await dossier.service.readDossier.deadline(holder(), id);
    assert.equal(days.filter(({ counted }) => counted === 'paused').length, 12);
    assert.equal(days.filter(({ counted }) => counted === 1).length, 15);
    assert.equal(acts.length, 3);
  });

  it('keeps every step from being done meanwhile, and no timer fires', async () => {
    dossier.clock.moveTo('2026-03-02T09:00+07:00');
    const id = await office.takeIn(building);
    const task = await office.openTask(id, 'appraise');
    await ask(id);
    await assert.rejects(
      dossier.service.completeTask.execute(specialist(), task.id, 1, {}),
      because('waitsForSupplement'),
    );
    await answer(id);
    await dossier.service.completeTask.execute(specialist(), task.id, 1, {});
  });

  it('is asked once: again only by a leader with a reason, which is counted', async () => {
    dossier.clock.moveTo('2026-03-02T09:00+07:00');
    const id = await office.takeIn(building);
    await ask(id);
    await assert.rejects(ask(id), because('waitsForSupplement'));
    await answer(id);
    await assert.rejects(ask(id), because('supplementsSpent'));
    await assert.rejects(ask(id, specialist(), { overrideReason: 'Cần thêm' }), TurnNotYours);
    await ask(id, chairman(), { overrideReason: 'Bản vẽ mới phát hiện sai' });
    const [told] = await dossier.select<{ data: string }>(
      `select data from event_log where aggregate_id = $1 and type = 'supplement.requested' order by sequence desc limit 1`,
      [id],
    );
    assert.equal((JSON.parse(told?.data ?? '{}') as { overLimit?: boolean }).overLimit, true);
    assert.doesNotMatch(told?.data ?? '', /Bản vẽ/);
  });

  it('may be asked for published papers, or for what a law names, and for nothing else', async () => {
    const id = await office.takeIn(building);
    const refusedAt = (pointer: string) => (error: unknown) =>
      error instanceof InputInvalid && error.faults[0]?.pointer === pointer;
    await assert.rejects(
      ask(id, specialist(), { items: [{ componentCode: 'gift', note: 'x' }] }),
      refusedAt('/items/0/componentCode'),
    );
    await assert.rejects(ask(id, specialist(), { items: [{ note: 'Giấy khác' }] }), refusedAt('/items/0/legalBasis'));
    await ask(id, specialist(), { items: [{ note: 'Giấy khác', legalBasis: 'Luật Xây dựng 2014, Điều 95' }] });
    assert.equal((await read(id)).clock.state, 'paused');
  });

  it('who brings nothing in thirty days finds the dossier closed, and told so once', async () => {
    dossier.clock.moveTo('2026-03-02T09:00+07:00');
    const id = await office.takeIn(building);
    await ask(id);
    dossier.clock.moveTo('2026-04-01T18:00+07:00');
    await until(async () => (await read(id)).state === 'stopped');
    const closed = await read(id, holder());
    assert.deepEqual([closed.nationalState, closed.clock.timeliness, closed.tasks], [8, 'early', []]);
    assert.deepEqual(await lastEvents(id, 2), ['supplement.lapsed', 'dossier.stopped']);
    await assert.rejects(answer(id), because('closed'));
  });

  it('before acceptance has no clock yet, and cannot be accepted until it is brought', async () => {
    dossier.clock.moveTo('2026-03-02T09:00+07:00');
    const file = dossier.files.upload(holder());
    const { id } = await dossier.service.submitDossier.execute(holder(), online(file.id));
    await dossier.service.requestSupplement.execute(desk(), id, 1, {
      items: [{ componentCode: 'birth-attestation', note: 'Bản chụp mờ' }],
      reason: 'Không đọc được',
    });
    await assert.rejects(dossier.service.acceptDossier.execute(desk(), id, 2), because('waitsForSupplement'));
    const clearer = dossier.files.upload(holder());
    await dossier.service.answerSupplement.execute(holder(), id, 2, {
      components: [{ code: 'birth-attestation', fileIds: [clearer.id] }],
    });
    await dossier.service.acceptDossier.execute(desk(), id, 3);
    const accepted = await read(id);
    assert.equal(accepted.state, 'inProcess');
    assert.equal(accepted.components[0]?.files.length, 2);
  });

  it('two who answer at once: one is taken, the other learns that nothing is asked for any more', async () => {
    const id = await office.takeIn(building);
    await ask(id);
    const results = await Promise.allSettled([answer(id), answer(id, desk())]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    assert.ok(refused?.status === 'rejected' && because('noSupplement')(refused.reason));
  });
});

describe('a dossier that is not taken in', () => {
  it('is closed with the reason in writing, by the desk and before acceptance alone', async () => {
    const file = dossier.files.upload(holder());
    const { id } = await dossier.service.submitDossier.execute(holder(), online(file.id));
    await dossier.service.rejectDossier.execute(desk(), id, 1, { reason: 'Không thuộc thẩm quyền' });
    const seen = await read(id, holder());
    assert.deepEqual([seen.state, seen.nationalState, seen.closingNote], ['rejected', 3, 'Không thuộc thẩm quyền']);
    const accepted = await office.takeIn(building);
    await assert.rejects(
      dossier.service.rejectDossier.execute(desk(), accepted, 1, { reason: 'x' }),
      because('accepted'),
    );
  });
});

describe('an agency that ends the processing', () => {
  it('says why, and the clock stops with it', async () => {
    dossier.clock.moveTo('2026-03-02T09:00+07:00');
    const id = await office.takeIn(building);
    await dossier.service.stopDossier.execute(specialist(), id, 1, { reason: 'Đất đang tranh chấp' });
    const seen = await read(id, holder());
    assert.deepEqual(
      [seen.state, seen.closingNote, seen.clock.timeliness],
      ['stopped', 'Đất đang tranh chấp', 'early'],
    );
    await assert.rejects(dossier.service.stopDossier.execute(chairman(), id, 2, { reason: 'x' }), because('closed'));
  });
});

describe('an extension', () => {
  const extend = async (
    id: string,
    n: number,
    unit: 'calendarDay' | 'workingDay' = 'calendarDay',
    caller = chairman(),
  ) =>
    dossier.service.extendDossier.execute(caller, id, (await read(id)).version, {
      extension: { n, unit },
      reason: 'Cần kiểm tra lại thực địa',
    });

  it('gives a new date before the first, keeps both, and is given once', async () => {
    dossier.clock.moveTo('2026-06-01T08:00+07:00');
    const id = await office.takeIn(building); // Tuesday 16 June
    dossier.clock.moveTo('2026-06-12T08:00+07:00');
    await extend(id, 10);
    const seen = await read(id);
    assert.equal(seen.dueAt, '2026-06-26T10:00:00.000Z');
    const { originalDueAt, dueAt } = await dossier.service.readDossier.deadline(holder(), id);
    assert.deepEqual([originalDueAt, dueAt], ['2026-06-16T10:00:00.000Z', '2026-06-26T10:00:00.000Z']);
    await assert.rejects(extend(id, 1), because('extensionsSpent'));
    assert.deepEqual(await lastEvents(id, 1), ['dossier.extended']);
  });

  it('is a leader’s to give, and never longer than the law', async () => {
    dossier.clock.moveTo('2026-06-01T08:00+07:00');
    const id = await office.takeIn(building);
    await assert.rejects(extend(id, 5, 'calendarDay', specialist()), TurnNotYours);
    await assert.rejects(
      extend(id, 11),
      (error) => error instanceof InputInvalid && error.faults[0]?.pointer === '/extension/n',
    );
    assert.equal((await read(id)).dueAt, '2026-06-16T10:00:00.000Z');
  });

  it('comes too late on the last day, and names the last one on which it would not have', async () => {
    dossier.clock.moveTo('2026-06-01T08:00+07:00');
    const id = await office.takeIn(business); // three working days: Thursday 4 June
    dossier.clock.moveTo('2026-06-04T08:00+07:00');
    await assert.rejects(
      extend(id, 1, 'workingDay'),
      (error) => error instanceof ExtensionTooLate && /03\/06\/2026/.test(error.detail.vi),
    );
    const sameDay = await office.takeIn(copies);
    await assert.rejects(extend(sameDay, 1, 'workingDay'), ExtensionTooLate);
  });
});

describe('a pause that a leader decides on', () => {
  it('moves the due date and the steps by what it lasted', async () => {
    dossier.clock.moveTo('2026-06-01T08:00+07:00');
    const id = await office.takeIn(business); // Thursday 4 June
    const reason = { ground: 'outage', reason: 'Mất điện trung tâm dữ liệu' } as const;
    await dossier.service.pauseClock.pause(chairman(), id, 1, reason);
    await assert.rejects(dossier.service.pauseClock.pause(chairman(), id, 2, reason), because('paused'));
    dossier.clock.moveTo('2026-06-03T08:00+07:00');
    await dossier.service.pauseClock.resume(chairman(), id, 2, reason);
    const seen = await read(id);
    assert.equal(seen.dueAt, '2026-06-08T10:00:00.000Z'); // three working days from Thursday 4 June
    assert.ok(seen.tasks.every(({ dueAt }) => dueAt !== undefined && dueAt <= '2026-06-08T10:00:00.000Z'));
    assert.ok(seen.tasks.some(({ dueAt }) => dueAt !== undefined && dueAt > '2026-06-03T01:00:00.000Z'));
    await assert.rejects(dossier.service.pauseClock.resume(chairman(), id, 3, reason), because('running'));
  });
});

describe('two leaders at once', () => {
  const together = async (id: string, act: (version: number) => Promise<unknown>, code: string) => {
    const { version } = await read(id);
    const results = await Promise.allSettled([act(version), act(version)]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    assert.ok(refused?.status === 'rejected' && because(code)(refused.reason), String(refused?.reason));
  };

  it('pause, resume, extend or stop a dossier once; the other learns what happened', async () => {
    dossier.clock.moveTo('2026-06-01T08:00+07:00');
    const id = await office.takeIn(business);
    const { pauseClock, extendDossier, stopDossier } = dossier.service;
    const outage = { ground: 'outage', reason: 'Mất điện' } as const;
    await together(id, (version) => pauseClock.pause(chairman(), id, version, outage), 'paused');
    await together(id, (version) => pauseClock.resume(chairman(), id, version, outage), 'running');
    const extension = { extension: { n: 1, unit: 'workingDay' }, reason: 'Cần xác minh' } as const;
    await together(id, (version) => extendDossier.execute(chairman(), id, version, extension), 'extensionsSpent');
    const reason = { reason: 'Người nộp đã mất' };
    await together(id, (version) => stopDossier.execute(chairman(), id, version, reason), 'closed');
  });
});

describe('an outage that keeps many dossiers waiting', () => {
  it('is decided on once: each dossier stands still, or says why it does not', async () => {
    dossier.clock.moveTo('2026-06-01T08:00+07:00');
    const many = new PauseManyController(dossier.service.pauseClock);
    const [first, second] = [await office.takeIn(business), await office.takeIn(building)];
    const file = dossier.files.upload(holder());
    const { id: notAccepted } = await dossier.service.submitDossier.execute(holder(), online(file.id));
    const unknown = '01900000-0000-7000-8000-000000000000';
    const outage = { ground: 'outage', reason: 'Mất điện trung tâm dữ liệu' } as const;
    const dossierIds = [first, notAccepted, unknown, second];
    const { items } = await many.pauseMany(chairman(), { dossierIds, ...outage });
    assert.deepEqual(
      items.map(({ id, status, version }) => [id, status, version]),
      [
        [first, 200, 2],
        [notAccepted, 409, undefined],
        [unknown, 404, undefined],
        [second, 200, 2],
      ],
    );
    assert.equal((await read(second)).clock.state, 'paused');
    const again = await many.pauseMany(chairman(), { dossierIds: [first], ...outage });
    assert.deepEqual([again.items[0]?.status, again.items[0]?.problem?.type], [409, TurnNotPossible.type]);
    const others = await many.pauseMany(specialist(), { dossierIds: [first], ...outage });
    assert.equal(others.items[0]?.status, 403);
    dossier.clock.moveTo('2026-06-03T08:00+07:00');
    const ended = await many.resumeMany(chairman(), { dossierIds: [first, second], ...outage });
    assert.deepEqual(
      ended.items.map(({ status }) => status),
      [200, 200],
    );
    assert.equal((await read(first)).dueAt, '2026-06-08T10:00:00.000Z');
  });
});
