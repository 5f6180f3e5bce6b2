import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Procedure } from '@motcua/pack';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { paidFirst, withDrawnProcedures } from '../drawn-procedures.fixture.js';
import { birth, ngoc, online } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { TurnNotPossible } from '../turn/turn.problems.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

const fee = {
  kind: 'lephi',
  name: { vi: 'Lệ phí đăng ký khai sinh', en: 'Charge for birth registration' },
  amountVnd: 8_000,
  basis: 'Nghị quyết của Hội đồng nhân dân tỉnh',
  validFrom: '2025-07-01',
  mark: 'sample',
} as const;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

const desk = () => dossier.people.officer('tiepnhan.baclieu');
const holder = () => dossier.people.citizen(ngoc);
const read = (id: string) => dossier.service.readDossier.execute(desk(), id);
const becauseOfFee = (error: unknown) => error instanceof TurnNotPossible && error.parameters.code === 'feeFirst';

/** Lets the registration of births, and the drawing that waits for its fee, have these rules. */
async function putInForce(change: Partial<Pick<Procedure, 'feeDue' | 'fees'>>): Promise<void> {
  const part = withDrawnProcedures(dossier.part);
  const procedures = part.procedures.map((one) =>
    [birth, paidFirst].includes(one.code) ? { ...one, ...change } : one,
  );
  await dossier.putInForce({ ...part, procedures });
}

async function submit(procedureCode: string) {
  const fileId = dossier.files.upload(holder()).id;
  return dossier.service.submitDossier.execute(holder(), online(fileId, { procedureCode }));
}

async function pay(id: string): Promise<void> {
  const { version } = await read(id);
  await dossier.service.recordPayment.execute(desk(), id, version, { amountVnd: fee.amountVnd, means: 'card' });
}

async function accept(id: string): Promise<void> {
  await dossier.service.acceptDossier.execute(desk(), id, (await read(id)).version);
}

const told = async (id: string, pattern: string) =>
  (
    await dossier.select<{ type: string }>(
      `select type from event_log where aggregate_id = $1 and type like $2 order by sequence`,
      [id, pattern],
    )
  ).map(({ type }) => type);
const openSteps = async (id: string) => (await office.openTasks(id)).map(({ element_id }) => element_id);
const waits = async (id: string) =>
  (await dossier.select<{ element_id: string }>('select element_id from subscription where dossier_id = $1', [id]))
    .length;

describe('a fee that comes before acceptance', () => {
  before(() => putInForce({ feeDue: 'acceptance', fees: [fee] }));

  it('is due from submission on, keeps the desk from accepting until it is paid, and stays as it was', async () => {
    const { id } = await submit(birth);
    const submitted = await read(id);
    assert.deepEqual([submitted.feeState, submitted.fees[0]?.amountVnd], ['due', 8_000]);
    assert.equal(submitted.turns.find(({ turn }) => turn === 'accept')?.obstacle?.code, 'feeFirst');
    await assert.rejects(dossier.service.acceptDossier.execute(desk(), id, submitted.version), becauseOfFee);
    await pay(id);
    await accept(id);
    const accepted = await read(id);
    assert.deepEqual([accepted.state, accepted.feeState, accepted.fees[0]?.amountVnd], ['inProcess', 'paid', 8_000]);
    assert.deepEqual(await told(id, 'fee.%'), ['fee.assessed', 'fee.paid']);
  });

  it('is what the step and its row in the inbox say, and why nobody completes it', async () => {
    const { id } = await submit(birth);
    const { id: taskId } = await office.openTask(id);
    const inList = async () => {
      const { items } = await dossier.service.inbox.list(desk(), { queue: 'group', state: 'open', limit: 100 });
      return items.find((task) => task.id === taskId);
    };
    const before = [(await read(id)).tasks[0], await inList(), await dossier.service.inbox.get(desk(), taskId)];
    for (const task of before) {
      assert.equal(task?.obstacle?.code, 'feeFirst');
      assert.match(task.obstacle.text.vi, /lệ phí phải được nộp trước/);
      assert.deepEqual(task.allowed, ['claim']);
    }
    await pay(id);
    const task = await inList();
    assert.equal(task?.obstacle, undefined);
    assert.deepEqual(task?.allowed, ['claim', 'complete']);
  });

  it('keeps the steps of what was taken in at the counter, too', async () => {
    const id = await office.takeIn(birth);
    const task = await office.openTask(id);
    const officer = office.usernameFor(task);
    assert.equal((await office.view(officer, task.id)).obstacle?.code, 'feeFirst');
    const complete = dossier.service.completeTask.execute(dossier.people.officer(officer), task.id, task.version, {});
    await assert.rejects(complete, becauseOfFee);
    await pay(id);
    await office.complete(id, task.element_id);
  });

  it('that was paid lets an accepted dossier pass by the wait for it', async () => {
    const { id } = await submit(paidFirst);
    await pay(id);
    await accept(id);
    assert.deepEqual(await openSteps(id), ['examine']);
    assert.deepEqual([await waits(id), (await read(id)).clock.pausedGrounds], [0, undefined]);
  });
});

describe('a wait for the fee directly behind the step that receives', () => {
  before(() => putInForce({ fees: [fee] }));

  const ways = {
    'taken in at the counter': () => office.takeIn(paidFirst),
    'accepted online': async () => {
      const { id } = await submit(paidFirst);
      await accept(id);
      return id;
    },
  };
  for (const [way, begin] of Object.entries(ways)) {
    it(`lets the clock of a dossier ${way} stand still from the first moment, and both go on when it is paid`, async () => {
      dossier.clock.moveTo('2026-03-02T09:00+07:00');
      const id = await begin();
      const waiting = await read(id);
      assert.deepEqual(
        [waiting.clock.state, waiting.clock.pausedGrounds, waiting.nationalState, waiting.dueAt],
        ['paused', ['feePending'], 6, '2026-03-05T10:00:00.000Z'],
      );
      assert.deepEqual(waiting.heldBy, [
        { elementId: 'paid', name: { vi: 'Chờ nộp lệ phí', en: 'Chờ nộp lệ phí' }, ground: 'feePending' },
      ]);
      assert.deepEqual([await openSteps(id), await waits(id)], [[], 1]);
      dossier.clock.moveTo('2026-03-04T09:00+07:00');
      await pay(id);
      const going = await read(id);
      // Nothing of its three days had passed.
      assert.deepEqual(
        [going.clock.pausedGrounds, going.dueAt, going.heldBy],
        [undefined, '2026-03-09T10:00:00.000Z', []],
      );
      assert.deepEqual([await openSteps(id), await waits(id)], [['examine'], 0]);
      assert.deepEqual(await told(id, 'clock.%'), ['clock.paused', 'clock.resumed']);
      const { acts } = await dossier.service.readDossier.deadline(desk(), id);
      assert.deepEqual(
        acts.map(({ text }) => text.en),
        [
          'The clock starts',
          'Paused: waiting for the fee',
          'No longer paused (waiting for the fee), the rest is counted',
        ],
      );
    });
  }

  it('is passed by where nothing is due', async () => {
    await putInForce({ fees: [] });
    const id = await office.takeIn(paidFirst);
    assert.deepEqual([await openSteps(id), await waits(id)], [['examine'], 0]);
    assert.deepEqual([(await read(id)).clock.pausedGrounds, await told(id, 'clock.%')], [undefined, []]);
  });
});
