import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { building, commune } from '../sample-dossiers.fixture.js';
import { procedureOf, sampleRules } from '../sample-province.fixture.js';
import { nextWord, warningHorizon, type Told } from './next-word.js';

const rules = await sampleRules();
const { calendar } = rules.prepareAt(procedureOf(rules, building), commune);

/** What is said at a moment about a step that began on Monday morning and is due on Friday evening. */
function saidAt(now: string, told: Told = 0, dueAt = '2026-03-06T17:00+07:00') {
  const at = new Date(now);
  const deadline = { dueAt: new Date(dueAt), since: new Date('2026-03-02T09:00+07:00'), told };
  return nextWord(deadline, at, warningHorizon(calendar, at, { n: 1, unit: 'workingDay' }));
}

describe('those in charge of a deadline', () => {
  it('are warned one working day before, not earlier, and once', () => {
    assert.equal(saidAt('2026-03-04T17:00+07:00'), undefined);
    assert.equal(saidAt('2026-03-05T00:00+07:00'), 'warning');
    assert.equal(saidAt('2026-03-06T16:59+07:00', 1), undefined);
  });

  it('are warned on Friday of what is due on Monday', () => {
    const monday = '2026-03-09T17:00+07:00';
    assert.equal(saidAt('2026-03-05T23:59+07:00', 0, monday), undefined);
    assert.equal(saidAt('2026-03-06T07:00+07:00', 0, monday), 'warning');
  });

  it('hear when it has passed, whether they were warned or not, and once', () => {
    assert.equal(saidAt('2026-03-06T17:00+07:00', 1), 'breach');
    assert.equal(saidAt('2026-03-06T17:00+07:00', 0), 'breach');
    assert.equal(saidAt('2026-03-09T08:00+07:00', 2), undefined);
  });

  it('are not warned the moment they get a step of a few hours, but when half of them are gone', () => {
    const noon = '2026-03-02T13:00+07:00';
    assert.equal(saidAt('2026-03-02T10:59+07:00', 0, noon), undefined);
    assert.equal(saidAt('2026-03-02T11:00+07:00', 0, noon), 'warning');
  });
});
