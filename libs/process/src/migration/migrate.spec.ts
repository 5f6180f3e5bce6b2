import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { advance } from '../advance.js';
import {
  boundary,
  end,
  exclusive,
  file,
  flow,
  parallel,
  parsed,
  start,
  task,
  timer,
} from '../fixtures/draw-process.js';
import { at, done, fired, happen, started } from '../fixtures/live-process.js';
import { inBothLanguages } from '../fixtures/in-both-languages.js';
import type { ProcessDefinition } from '../process-definition.js';
import type { ProcessState } from '../process-state.js';
import { migrate } from './migrate.js';
import { planMigration, type ElementMapping } from './plan-migration.js';

const examined = await parsed(
  file(
    start(),
    task('examine'),
    task('decide'),
    end(),
    flow('start', 'examine'),
    flow('examine', 'decide'),
    flow('decide', 'end'),
  ),
);

/** One task with a reminder, after which the process ends. */
const reminded = (reminder: string, duration = 'P1D') =>
  parsed(
    file(
      start(),
      task('examine'),
      boundary(reminder, 'examine', false, duration),
      task('remind'),
      end(),
      end('reminded'),
      flow('start', 'examine'),
      flow('examine', 'end'),
      flow(reminder, 'remind'),
      flow('remind', 'reminded'),
    ),
  );

/** Two tasks that run beside one another. */
const forked = await parsed(
  file(
    start(),
    parallel('fork'),
    task('a'),
    task('b'),
    parallel('join'),
    end(),
    flow('start', 'fork'),
    flow('fork', 'a'),
    flow('fork', 'b'),
    flow('a', 'join'),
    flow('b', 'join'),
    flow('join', 'end'),
  ),
);

function moved(from: ProcessDefinition, to: ProcessDefinition, state: ProcessState, wanted: ElementMapping = {}) {
  const { mapping, faults } = planMigration(from, to, wanted);
  assert.deepEqual(faults, []);
  const result = migrate(from, to, mapping, state, at);
  assert.ok('state' in result, JSON.stringify(result));
  return result;
}

function refusals(from: ProcessDefinition, to: ProcessDefinition, state: ProcessState) {
  const result = migrate(from, to, planMigration(from, to).mapping, state, at);
  return 'refused' in result
    ? result.refused.map(({ elementId, reason }) => `${elementId}: ${inBothLanguages(reason)}`)
    : [];
}

describe('what the elements of a version become in another', () => {
  it('is the same id, where it is the same kind of element', async () => {
    const other = await parsed(
      file(
        start(),
        task('examine'),
        timer('decide'),
        end(),
        flow('start', 'examine'),
        flow('examine', 'decide'),
        flow('decide', 'end'),
      ),
    );
    assert.deepEqual(planMigration(examined, other), {
      mapping: { start: 'start', examine: 'examine', end: 'end' },
      faults: [],
    });
  });

  it('is what is wanted, unless it cannot be', async () => {
    const other = await parsed(
      file(
        start(),
        task('review'),
        timer('pause'),
        end(),
        flow('start', 'review'),
        flow('review', 'pause'),
        flow('pause', 'end'),
      ),
    );
    const { mapping, faults } = planMigration(examined, other, {
      examine: 'review',
      decide: 'pause',
      end: 'nowhere',
      unknown: 'review',
    });
    assert.equal(mapping['examine'], 'review');
    assert.deepEqual(
      faults.map(({ elementId, reason }) => `${elementId}: ${inBothLanguages(reason)}`),
      [
        'decide: pause is a timerCatchEvent, not a userTask',
        'end: the version to move to has no nowhere',
        'unknown: the version to move from has no such element',
      ],
    );
  });

  it('is nothing for a reminder of another task', async () => {
    const other = await parsed(
      file(
        start(),
        task('examine'),
        task('decide'),
        boundary('late', 'decide', true),
        end(),
        end('end2'),
        flow('start', 'examine'),
        flow('examine', 'decide'),
        flow('decide', 'end'),
        flow('late', 'end2'),
      ),
    );
    assert.equal(planMigration(await reminded('late'), other).mapping['late'], undefined);
  });
});

describe('a process that moves to another version', () => {
  it('keeps its open tasks under their keys, at what they have become', async () => {
    const other = await parsed(
      file(
        start(),
        task('review'),
        task('decide'),
        end(),
        flow('start', 'review'),
        flow('review', 'decide'),
        flow('decide', 'end'),
      ),
    );
    const { state, effects } = moved(examined, other, happen(examined, started()).state, { examine: 'review' });
    assert.deepEqual(effects, []);
    const after = advance(other, state, done(1));
    assert.ok('state' in after);
    assert.deepEqual(
      after.effects.map((effect) => ('elementId' in effect ? effect.elementId : effect.type)),
      ['decide'],
    );
  });

  it('keeps a running timer: it fires once, when it was to fire', async () => {
    const [from, to] = [await reminded('late'), await reminded('late', 'P9D')];
    const { state, effects } = moved(from, to, happen(from, started()).state);
    assert.deepEqual(effects, []);
    const after = advance(to, state, fired(2));
    assert.ok('state' in after);
    assert.deepEqual(
      after.state.tokens.map(({ elementId }) => elementId),
      ['examine', 'remind'],
    );
    assert.ok('rejected' in advance(to, after.state, fired(2)));
  });

  it('does not start a timer again that has fired', async () => {
    const [from, to] = [await reminded('late'), await reminded('late', 'P9D')];
    const { state, effects } = moved(from, to, happen(from, started(), fired(2)).state);
    assert.deepEqual([effects, state.tokens.some(({ timers }) => timers)], [[], false]);
  });

  it('loses the timers that the target lacks, and starts those that are new', async () => {
    const [from, to] = [await reminded('late'), await reminded('later', 'P2D')];
    const { effects } = moved(from, to, happen(from, started()).state);
    assert.deepEqual(effects, [
      { type: 'cancelTimer', timerKey: 'timer-2' },
      { type: 'startTimer', timerKey: 'timer-3', elementId: 'later', duration: 'P2D' },
    ]);
    const renamed = moved(from, to, happen(from, started()).state, { late: 'later' });
    assert.deepEqual(renamed.effects, []);
  });

  it('stays where it is when the target has no place for what is open, and says for which', async () => {
    const other = await parsed(file(start(), task('decide'), end(), flow('start', 'decide'), flow('decide', 'end')));
    assert.deepEqual(refusals(examined, other, happen(examined, started()).state), [
      'examine: the target has nothing that this becomes',
    ]);
  });

  it('stays where it is when steps that run beside one another come one after the other in the target', async () => {
    const inRow = await parsed(
      file(start(), task('a'), task('b'), end(), flow('start', 'a'), flow('a', 'b'), flow('b', 'end')),
    );
    assert.deepEqual(refusals(forked, inRow, happen(forked, started()).state), [
      'a: in the target it does not run beside b',
    ]);
  });

  it('stays where it is when a join of the target would wait for a branch that was never begun', async () => {
    const three = await parsed(
      file(
        start(),
        parallel('fork'),
        task('a'),
        task('b'),
        task('c'),
        parallel('join'),
        end(),
        flow('start', 'fork'),
        ...['a', 'b', 'c'].flatMap((id) => [flow('fork', id), flow(id, 'join')]),
        flow('join', 'end'),
      ),
    );
    const nothing = 'join: nothing could come to it by c-join';
    assert.deepEqual(refusals(forked, three, happen(forked, started()).state), [nothing]);
    assert.deepEqual(refusals(forked, three, happen(forked, started(), done(2)).state), [nothing]);
    assert.deepEqual(refusals(three, forked, happen(three, started()).state), [
      'c: the target has nothing that this becomes',
    ]);
  });

  it('waits on at a join by the way that has become of its own', async () => {
    const renamed = await parsed(
      file(
        start(),
        parallel('fork'),
        task('x'),
        task('b'),
        parallel('join'),
        end(),
        flow('start', 'fork'),
        flow('fork', 'x'),
        flow('fork', 'b'),
        flow('x', 'join'),
        flow('b', 'join'),
        flow('join', 'end'),
      ),
    );
    const [a, b] = happen(forked, started()).state.tokens;
    const { state } = moved(forked, renamed, happen(forked, started(), done(a?.id ?? 0)).state, { a: 'x' });
    const after = advance(renamed, state, done(b?.id ?? 0));
    assert.ok('state' in after);
    assert.equal(after.state.status, 'finished');
  });

  it('is left finished when it has finished', async () => {
    const { state } = happen(examined, started(), done(1), done(2));
    const other = await parsed(
      file(start(), exclusive('x'), task('other'), end(), flow('start', 'x'), flow('x', 'other'), flow('other', 'end')),
    );
    const result = moved(examined, other, state);
    assert.deepEqual([result.state.status, result.effects], ['finished', []]);
  });
});
