import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { DossierDetail, Timeline } from '../dossier/dossier.schemas.js';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import type { Rules } from '../rules/rules.js';
import { centre, commune } from '../sample-dossiers.fixture.js';
import { sampleRules } from '../sample-province.fixture.js';
import { branchesOf } from './branches.fixture.js';
import { openDoor, type Door } from './http-door.fixture.js';
import { Walker, type Counter, type Walk } from './walker.fixture.js';

const mostWalks = 12;
const monday = '2026-03-02T09:00:00+07:00';

const atCommune: Counter = { intakeAgencyCode: commune, competentAgencyCode: commune, officer: 'tiepnhan.baclieu' };
const decidedBy = (competentAgencyCode: string): Counter => ({
  intakeAgencyCode: centre,
  competentAgencyCode,
  officer: 'tiepnhan.tinh',
});

/** What the law promises who hands in on Monday 2 March 2026 at nine: the last working moment of a day, and what is to be paid. */
interface Promised {
  readonly counter: Counter;
  readonly due: string;
  readonly feesVnd: number;
}

/** domain.md 5.4. */
const promised: Readonly<Record<string, Promised>> = {
  '1.001193': { counter: atCommune, due: '2026-03-02', feesVnd: 0 },
  '2.000635': { counter: atCommune, due: '2026-03-02', feesVnd: 8_000 },
  '2.000815': { counter: atCommune, due: '2026-03-02', feesVnd: 2_000 },
  '1.000894': { counter: atCommune, due: '2026-03-02', feesVnd: 0 },
  '1.001612': { counter: atCommune, due: '2026-03-05', feesVnd: 100_000 },
  '1.013225': { counter: atCommune, due: '2026-03-17', feesVnd: 75_000 },
  '1.013831': {
    counter: decidedBy('chi-nhanh-van-phong-dang-ky-dat-dai-bac-lieu'),
    due: '2026-03-12',
    feesVnd: 28_000,
  },
  '3.000333': { counter: decidedBy('cong-an-tinh'), due: '2026-03-12', feesVnd: 200_000 },
  '1.014199': { counter: decidedBy('so-noi-vu'), due: '2026-03-16', feesVnd: 600_000 },
  '2.002621': { counter: atCommune, due: '2026-03-12', feesVnd: 0 },
  '9.000001': { counter: decidedBy('so-khoa-hoc-va-cong-nghe'), due: '2026-03-09', feesVnd: 0 },
  'NB.CNTT.01': { counter: decidedBy('so-khoa-hoc-va-cong-nghe'), due: '2026-03-23', feesVnd: 0 },
  'NB.CNTT.02': { counter: decidedBy('so-khoa-hoc-va-cong-nghe'), due: '2026-03-09', feesVnd: 0 },
};

const rules: Rules = await sampleRules();
const offered = rules.procedures.filter(({ definition }) => !rules.isPart(definition));

let dossier: DossierForTest;
let door: Door;
let walker: Walker;

before(async () => {
  dossier = await dossierForTest();
  door = await openDoor(dossier);
  walker = new Walker(dossier, door, rules);
});
after(async () => {
  await door.close();
  await dossier.close();
});
beforeEach(() => dossier.clock.moveTo(monday));

/** What is written down of a dossier that is through. */
async function judge({ id, happened, decision }: Walk, officer: string): Promise<void> {
  const way = happened.join(' → ');
  const caller = dossier.people.officer(officer);
  const read = await door.read<DossierDetail>(caller, `dossiers/${id}`);
  assert.deepEqual([read.state, read.decision, read.tasks], ['returned', decision, []], way);
  assert.equal(read.clock.state, 'stopped', way);
  const late = (read.decidedAt ?? '') > (read.clock.dueAt ?? '');
  assert.equal(read.clock.timeliness === 'overdue', late, way);
  const left = await dossier.select(
    `select from subscription where dossier_id = $1 union all select from timer where dossier_id = $1 and state in ('waiting', 'held')`,
    [id],
  );
  assert.equal(left.length, 0, way);

  const { items } = await door.read<Timeline>(caller, `dossiers/${id}/timeline`);
  const types = items.map(({ type }) => type);
  const count = (type: string) => types.filter((each) => each === type).length;
  assert.deepEqual(types.slice(0, 2), ['dossier.submitted', 'dossier.accepted'], way);
  assert.equal(types.at(-1), 'dossier.returned', way);
  assert.equal(count('dossier.decided'), 1, way);
  const [steps] = await dossier.select<{ done: number }>(
    `select count(*)::integer as done from task where dossier_id = $1 and completed_by is not null`,
    [id],
  );
  assert.equal(count('step.completed'), steps?.done, way);
  assert.equal(count('clock.paused'), count('clock.resumed'), way);
}

for (const procedure of offered) {
  const { code, name } = procedure.definition;
  describe(`${code} ${name.vi}`, () => {
    it('is walked on each of its branches', async () => {
      const { counter, due, feesVnd } = promised[code] ?? assert.fail(`domain.md says nothing of ${code}`);
      const parts = Object.values(procedure.definition.calls ?? {}).map((call) =>
        rules.getProcedure(call.procedure, 1),
      );
      const unmet = () =>
        [procedure, ...parts].flatMap((each) =>
          branchesOf(each)
            .filter((branch) => !walker.hasMet(each.definition.code, branch))
            .map((branch) => `${each.definition.code} ${branch}`),
        );
      const ends = new Set<string>();
      for (let walks = 0; unmet().length > 0; walks++) {
        assert.ok(walks < mostWalks, `no walk comes to ${unmet().join(', ')}`);
        dossier.clock.moveTo(monday);
        const { id, dueAt } = await walker.takeIn(code, counter);
        assert.equal(dueAt, new Date(`${due}T17:00:00+07:00`).toISOString());
        const { fees } = await door.read<DossierDetail>(dossier.people.officer(counter.officer), `dossiers/${id}`);
        assert.equal(
          fees.reduce((sum, { amountVnd }) => sum + amountVnd, 0),
          feesVnd,
        );
        const walk = await walker.walk(id, code);
        await judge(walk, counter.officer);
        ends.add(walk.decision);
      }
      assert.deepEqual([...ends].sort(), ['approved', 'refused']);
    });
  });
}
