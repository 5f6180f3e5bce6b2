import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { turnNames, turnRules, type Relation, type TurnFacts } from '../turn/allowed-turns.js';
import { explainSight, explainStep, explainTurn } from './explain-access.js';

const relations: readonly Relation[] = ['holder', 'desk', 'worker', 'leader'];

const facts: TurnFacts = {
  state: 'inProcess',
  pausedGrounds: [],
  heldGrounds: [],
  feeState: 'none',
  feeFirst: undefined,
  refundableVnd: 0,
  paysOnline: true,
  isOverdue: false,
  supplements: { asked: 0, allowed: 1 },
  extensions: { given: 0, allowed: 1 },
  isSubDossier: false,
  isRated: false,
};

/** Whose each turn is, written down once more: a change of rights is a change of two places. */
const whose: Readonly<Record<string, string>> = {
  accept: 'desk',
  reject: 'desk',
  requestSupplement: 'desk worker leader',
  overrideSupplement: 'leader',
  answerSupplement: 'holder desk',
  withdraw: 'holder desk',
  stop: 'worker leader',
  extend: 'leader',
  pause: 'leader',
  resume: 'leader',
  stepBack: 'worker leader',
  consult: 'worker',
  chooseDelivery: 'holder desk',
  recordPayment: 'desk',
  payOnline: 'holder',
  refund: 'leader',
  correctResult: 'leader',
  reopen: 'leader',
  rate: 'holder',
};

describe('every turn by every set of relations', () => {
  for (const turn of turnNames) {
    it(`${turn} is for ${whose[turn]} alone, and only where nothing stands in the way`, () => {
      for (let set = 0; set < 2 ** relations.length; set += 1) {
        const held = relations.filter((_, index) => set & (1 << index));
        const isTheirs = held.some((relation) => whose[turn]?.split(' ').includes(relation));
        const { allowed, lines } = explainTurn(turn, held, facts);
        const obstacle = turnRules[turn].obstacle(facts);
        assert.equal(allowed, isTheirs && obstacle === undefined);
        assert.equal(
          lines.some(({ code, holds }) => holds && relations.some((relation) => relation === code)),
          isTheirs,
        );
        assert.equal(
          lines.some(({ code, holds }) => code === obstacle?.code && !holds),
          obstacle !== undefined,
        );
      }
    });
  }
});

const [ward, department, bureau] = ['ward', 'department', 'bureau'].map((code) => ({
  code,
  name: { vi: code, en: code },
}));

describe('the sight of a dossier', () => {
  assert.ok(ward && department && bureau);
  const officer = {
    kind: 'officer',
    isHolder: false,
    intakeAgency: ward,
    competentAgency: department,
    agencies: [ward.code, department.code, bureau.code],
    isRelated: false,
  } as const;
  const grounds = (scope: string[], isRelated = false) =>
    explainSight({ ...officer, scope, isRelated })
      .lines.filter(({ holds }) => holds)
      .map(({ code }) => code);

  it('is given to officers by each agency that has to do with it, and by no other', () => {
    assert.deepEqual(grounds(['ward']), ['intakeAgency']);
    assert.deepEqual(grounds(['department']), ['competentAgency']);
    assert.deepEqual(grounds(['bureau']), ['step']);
    assert.deepEqual(grounds(['elsewhere']), []);
    assert.deepEqual(grounds([]), []);
    assert.deepEqual(grounds(['elsewhere'], true), ['related']);
    assert.equal(explainSight({ ...officer, scope: ['elsewhere'] }).allowed, false);
  });

  it('is given to citizens by nothing but that it is theirs', () => {
    const citizen = { ...officer, kind: 'citizen', scope: ['ward'] } as const;
    assert.equal(explainSight({ ...citizen, isHolder: false }).allowed, false);
    assert.equal(explainSight({ ...citizen, isHolder: true }).allowed, true);
  });
});

describe('a step', () => {
  const step = {
    positions: [{ vi: 'Chủ tịch', en: 'Chairman' }],
    holdsOne: true,
    isClaimedByAnother: false,
    notBy: ['receive'],
    doneByPerson: [],
    obstacle: undefined,
  };

  it('is done by who holds its position, unless any one thing speaks against it', () => {
    const obstacle = { code: 'feeFirst', text: { vi: 'Nộp trước.', en: 'Pay first.' } };
    assert.equal(explainStep(step).allowed, true);
    const against = [
      [{ ...step, holdsOne: false }, 'position'],
      [{ ...step, isClaimedByAnother: true }, 'claimed'],
      [{ ...step, doneByPerson: ['receive'] }, 'separated'],
      [{ ...step, obstacle }, 'feeFirst'],
    ] as const;
    for (const [given, code] of against) {
      const { allowed, lines } = explainStep(given);
      assert.equal(allowed, false, code);
      assert.deepEqual(
        lines.filter(({ holds }) => !holds).map((line) => line.code),
        [code],
      );
    }
    assert.equal(explainStep({ ...step, doneByPerson: ['appraise'] }).allowed, true);
  });
});
