import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Procedure } from '@motcua/pack';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { business, ngoc } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

const chairman = () => dossier.people.officer('chutich.baclieu');
const read = (id: string) => dossier.service.readDossier.execute(chairman(), id);
const seventeen = (day: string) => new Date(`${day}T17:00+07:00`).toISOString();

/** Puts a province in force where the registration of a household business has another limit; gives a dossier of it. */
async function takenIn(
  at: string,
  workingDays: number,
  change: (procedure: Procedure) => Partial<Procedure> = () => ({}),
  province = dossier.part.province,
) {
  await dossier.putInForce({
    ...dossier.part,
    province,
    procedures: dossier.part.procedures.map((procedure) =>
      procedure.code === business
        ? { ...procedure, timeLimit: { ...procedure.timeLimit, n: workingDays }, ...change(procedure) }
        : procedure,
    ),
  });
  dossier.clock.moveTo(at);
  return office.takeIn(business);
}

describe('the worked examples of the law', () => {
  for (const [clock, dueOn] of [
    ['resume', '2025-07-31'],
    ['restart', '2025-08-05'],
  ] as const)
    it(`7: ten working days with a supplement, where the rule is ${clock}`, async () => {
      const id = await takenIn('2025-07-07T08:00+07:00', 10, () => ({
        supplement: {
          maxPerStage: 1,
          clock,
          closesAfter: { n: 30, unit: 'calendarDay' },
          legalBasis: 'Luật chuyên ngành',
          mark: 'sample',
        },
      }));
      assert.equal((await read(id)).dueAt, seventeen('2025-07-21'));
      dossier.clock.moveTo('2025-07-10T10:00+07:00');
      const specialist = dossier.people.officer('chuyenvien.baclieu');
      await dossier.service.requestSupplement.execute(specialist, id, 1, {
        items: [{ componentCode: 'minutes', note: 'Thiếu chữ ký' }],
        reason: 'Hồ sơ chưa đủ',
      });
      dossier.clock.moveTo('2025-07-22T10:00+07:00');
      const answer = { components: [{ code: 'minutes', fileIds: [] }] };
      await dossier.service.answerSupplement.execute(dossier.people.citizen(ngoc), id, 2, answer);
      assert.equal((await read(id)).dueAt, seventeen(dueOn));
    });

  for (const [basis, timeliness] of [
    ['original', 'overdue'],
    ['extended', 'early'],
  ] as const)
    it(`10: seven working days, extended by three, where lateness is measured by the ${basis} date`, async () => {
      const { province } = dossier.part;
      const overdueBasis = province.overdueBasis.map((rule) => ({ ...rule, value: basis }));
      const id = await takenIn('2026-06-01T08:00+07:00', 7, undefined, { ...province, overdueBasis });
      assert.equal((await read(id)).dueAt, seventeen('2026-06-10'));
      dossier.clock.moveTo('2026-06-09T08:00+07:00');
      const extension = { n: 3, unit: 'workingDay' } as const;
      await dossier.service.extendDossier.execute(chairman(), id, 1, { extension, reason: 'Cần xác minh thêm' });
      assert.equal((await read(id)).dueAt, seventeen('2026-06-15'));
      dossier.clock.moveTo('2026-06-12T10:00+07:00');
      await office.workUntil(id, 'deliver');
      const { timeliness: judged } = (await read(id)).clock;
      assert.equal(judged, timeliness);
      const { originalDueAt, dueAt } = await dossier.service.readDossier.deadline(chairman(), id);
      assert.deepEqual([originalDueAt, dueAt], [seventeen('2026-06-10'), seventeen('2026-06-15')]);
    });

  it('11: eight working days, of which the law takes out the payment to the tax office', async () => {
    const id = await takenIn('2026-03-02T08:00+07:00', 8, ({ steps }) => {
      const { taxCode } = steps;
      assert.ok(taxCode);
      return {
        steps: {
          ...steps,
          taxCode: { ...taxCode, limit: { n: 5, unit: 'workingDay' }, pauses: 'financialObligation' },
        },
      };
    });
    assert.equal((await read(id)).dueAt, seventeen('2026-03-12'));
    dossier.clock.moveTo('2026-03-05T10:00+07:00');
    await office.complete(id, 'examine');
    const atTheTaxOffice = await read(id);
    assert.deepEqual(
      [atTheTaxOffice.nationalState, atTheTaxOffice.clock.state, atTheTaxOffice.clock.pausedGrounds],
      [6, 'paused', ['financialObligation']],
    );
    assert.equal(atTheTaxOffice.tasks[0]?.dueAt, seventeen('2026-03-12'));
    dossier.clock.moveTo('2026-03-19T15:00+07:00');
    await office.complete(id, 'taxCode');
    const paid = await read(id);
    assert.deepEqual([paid.dueAt, paid.clock.pausedGrounds], [seventeen('2026-03-26'), undefined]);
    assert.equal(paid.tasks[0]?.dueAt, new Date('2026-03-19T17:00+07:00').toISOString());
  });
});
