import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, ngoc, online } from '../sample-dossiers.fixture.js';
import { TurnNotPossible } from '../turn/turn.problems.js';

let dossier: DossierForTest;

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
  await dossier.putInForce({
    ...dossier.part,
    procedures: dossier.part.procedures.map((procedure) => {
      if (procedure.code !== birth) return procedure;
      return { ...procedure, feeDue: 'acceptance', fees: [fee] };
    }),
  });
});
after(() => dossier.close());

describe('a fee that comes before acceptance', () => {
  it('is due from submission on, keeps the desk from accepting until it is paid, and stays as it was', async () => {
    const holder = dossier.people.citizen(ngoc);
    const desk = dossier.people.officer('tiepnhan.baclieu');
    const fileId = dossier.files.upload(holder).id;
    const { id } = await dossier.service.submitDossier.execute(holder, online(fileId));
    const read = () => dossier.service.readDossier.execute(desk, id);
    const submitted = await read();
    assert.deepEqual([submitted.feeState, submitted.fees[0]?.amountVnd], ['due', 8_000]);
    assert.equal(submitted.turns.find(({ turn }) => turn === 'accept')?.obstacle?.code, 'feeFirst');
    await assert.rejects(
      dossier.service.acceptDossier.execute(desk, id, submitted.version),
      (error) => error instanceof TurnNotPossible && error.parameters.code === 'feeFirst',
    );
    const payment = { amountVnd: 8_000, means: 'card', receiptNumber: 'BL-1' } as const;
    await dossier.service.recordPayment.execute(desk, id, submitted.version, payment);
    await dossier.service.acceptDossier.execute(desk, id, (await read()).version);
    const accepted = await read();
    assert.deepEqual([accepted.state, accepted.feeState, accepted.fees[0]?.amountVnd], ['inProcess', 'paid', 8_000]);
    const events = await dossier.select<{ type: string }>(
      `select type from event_log where aggregate_id = $1 and type like 'fee.%' order by sequence`,
      [id],
    );
    assert.deepEqual(
      events.map(({ type }) => type),
      ['fee.assessed', 'fee.paid'],
    );
  });
});
