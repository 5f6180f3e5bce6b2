import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, building, business, copies } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from './officers-at-work.fixture.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

/** What is chosen at each step in turn; steps without a choice are not named. */
type Choices = Readonly<Record<string, readonly string[]>>;

/** Walks a dossier to its end; gives the steps in order and how it ended. */
async function walk(procedureCode: string, choices: Choices) {
  const id = await office.takeIn(procedureCode);
  const left = new Map(Object.entries(choices).map(([step, outcomes]) => [step, [...outcomes]]));
  const steps: string[] = [];
  for (let tasks = await office.openTasks(id); tasks.length > 0; tasks = await office.openTasks(id)) {
    const [task] = tasks;
    assert.ok(task && steps.length < 30);
    const outcome = left.get(task.element_id)?.shift();
    await office.complete(
      id,
      task.element_id,
      outcome === undefined ? {} : { outcome, note: `Lý do ở bước ${task.element_id}` },
    );
    steps.push(task.element_id);
  }
  const [end] = await dossier.select<Record<string, unknown>>('select state, decision from dossier where id = $1', [
    id,
  ]);
  const open = await dossier.select(`select from task where dossier_id = $1 and state <> 'completed'`, [id]);
  assert.equal(open.length, 0);
  return { steps: steps.join(' '), ...end };
}

/**
 * The procedure's own names of deciding, signing a grant, signing a refusal and handing over; what comes before, what comes
 * once between the proposal and the signature, and what is answered there.
 */
const procedures = [
  {
    code: birth,
    name: 'birth registration',
    first: 'examine',
    decide: 'decide',
    between: 'populationNumber',
    asked: { populationNumber: ['issued'] },
    sign: 'approve',
    signRefusal: 'approveRefusal',
    deliver: 'deliver',
  },
  {
    code: copies,
    name: 'certification of copies',
    first: '',
    decide: 'compare',
    sign: 'sign',
    signRefusal: 'signRefusal',
    deliver: 'returnCopies',
  },
  {
    code: business,
    name: 'a household business',
    first: 'examine taxCode',
    decide: 'decide',
    sign: 'approve',
    signRefusal: 'approveRefusal',
    deliver: 'deliver',
  },
  {
    code: building,
    name: 'a building permit',
    first: 'appraise consult consult fieldCheck',
    asked: { consult: ['agree', 'disagree'] },
    decide: 'decide',
    sign: 'approve',
    signRefusal: 'approveRefusal',
    deliver: 'deliver',
  },
];

for (const { code, name, first, asked = {}, between = '', decide, sign, signRefusal, deliver } of procedures) {
  describe(`${name} (${code})`, () => {
    const path = (...steps: string[]) => [first, ...steps].filter((step) => step !== '').join(' ');

    it('is granted', async () => {
      assert.deepEqual(await walk(code, { ...asked, [decide]: ['approve'], [sign]: ['approve'] }), {
        steps: path(decide, between, sign, deliver),
        state: 'returned',
        decision: 'approved',
      });
    });

    it('is refused', async () => {
      assert.deepEqual(await walk(code, { ...asked, [decide]: ['refuse'], [signRefusal]: ['approve'] }), {
        steps: path(decide, signRefusal, deliver),
        state: 'returned',
        decision: 'refused',
      });
    });

    it('is granted after the leader has sent it back', async () => {
      assert.deepEqual(
        await walk(code, { ...asked, [decide]: ['approve', 'approve'], [sign]: ['rework', 'approve'] }),
        {
          steps: path(decide, between, sign, decide, sign, deliver),
          state: 'returned',
          decision: 'approved',
        },
      );
    });

    it('is granted after the leader would not sign the refusal', async () => {
      assert.deepEqual(
        await walk(code, { ...asked, [decide]: ['refuse', 'approve'], [signRefusal]: ['rework'], [sign]: ['approve'] }),
        {
          steps: path(decide, signRefusal, decide, between, sign, deliver),
          state: 'returned',
          decision: 'approved',
        },
      );
    });
  });
}
