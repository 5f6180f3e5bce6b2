import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { advance } from './advance.js';
import { boundary, end, exclusive, file, flow, parallel, parsed, start, task } from './fixtures/draw-process.js';
import { done, happen, incidentOf, retried, started } from './fixtures/live-process.js';
import type { ProcessDefinition } from './process-definition.js';
import { activeElements } from './process-state.js';

describe('what cannot go on is an incident', () => {
  const choice = (...conditions: string[]): Promise<ProcessDefinition> =>
    parsed(
      file(
        start(),
        exclusive('choose'),
        end(),
        flow('start', 'choose'),
        ...conditions.flatMap((condition, index) => [end(`end${index}`), flow('choose', `end${index}`, condition)]),
        task('other'),
        flow('start', 'other'),
        flow('other', 'end'),
      ),
    );

  it('when a condition reads a variable that is not there: it counts neither as false nor as true', async () => {
    const { state, effects } = happen(await choice('= approved = true', '= true'), started());
    assert.equal(incidentOf(effects), `choose: the flow choose-end0: "approved = true": Variable 'approved' not found`);
    assert.deepEqual(activeElements(state), ['choose', 'other'], 'other branches go on');
  });

  it('when a condition is neither true nor false', async () => {
    assert.match(incidentOf(happen(await choice('= 3'), started()).effects), /neither true nor false/);
    assert.match(incidentOf(happen(await choice('= not(x)'), started({ x: null })).effects), /neither true nor false/);
  });

  it('when no condition is true and there is no default flow', async () => {
    assert.equal(
      incidentOf(happen(await choice('= n > 3', '= n < 3'), started({ n: 3 })).effects),
      'choose: no condition is true and there is no default flow',
    );
  });

  it('and a retry with the variable set lets it go on', async () => {
    const definition = await choice('= approved', '= not(approved)');
    const { state, effects } = happen(definition, started(), retried(1, { approved: false }));
    assert.deepEqual(effects, []);
    assert.deepEqual(activeElements(state), ['other']);
    const twice = advance(definition, state, retried(1));
    assert.equal('rejected' in twice && twice.rejected.code, 'unknownIncident');
  });

  it('when a timer of a task has no duration: the task is not opened, and nobody can complete it', async () => {
    const definition = await parsed(
      file(
        start(),
        task('check'),
        boundary('late', 'check', true, '= workingTime(days, "workingDay")'),
        end(),
        flow('start', 'check'),
        flow('check', 'end'),
        flow('late', 'end'),
      ),
    );
    const { state, effects } = happen(definition, started());
    assert.deepEqual(
      effects.map(({ type }) => type),
      ['incident'],
    );
    const tried = advance(definition, state, done(1));
    assert.equal('rejected' in tried && tried.rejected.code, 'unknownTask');
    assert.deepEqual(
      happen(definition, started(), retried(1, { days: 5 })).effects.map(({ type }) => type),
      ['createTask', 'startTimer'],
    );
  });

  it('when a branch that a joining gateway waits for was not taken', async () => {
    const definition = await parsed(
      file(
        start(),
        exclusive('choose', 'choose-b'),
        task('a'),
        task('b'),
        parallel('join'),
        end(),
        flow('start', 'choose'),
        flow('choose', 'a', '= left'),
        flow('choose', 'b'),
        flow('a', 'join'),
        flow('b', 'join'),
        flow('join', 'end'),
      ),
    );
    const { state, effects } = happen(definition, started({ left: true }), done(1));
    assert.equal(incidentOf(effects), 'join: no token can come by the flow b-join any more');
    assert.deepEqual(activeElements(state), ['join']);
  });

  it('when gateways would move tokens for ever, as only a definition that was never checked can have it', () => {
    const definition: ProcessDefinition = {
      processId: 'Process_1',
      name: '',
      elements: [
        { type: 'startEvent', id: 'start', name: '' },
        { type: 'exclusiveGateway', id: 'loop', name: '' },
      ],
      flows: [
        { id: 'in', from: 'start', to: 'loop' },
        { id: 'again', from: 'loop', to: 'loop' },
      ],
    };
    const { state, effects } = happen(definition, started());
    assert.equal(incidentOf(effects), 'loop: more than 1000 moves without a wait');
    assert.equal(state.tokens.length, 1);
  });

  it('when forks in a row would make millions of tokens', async () => {
    const stages = Array.from({ length: 20 }, (_, index) => index);
    const definition = await parsed(
      file(
        start(),
        ...stages.map((index) => parallel(`f${index}`)),
        end(),
        flow('start', 'f0'),
        ...stages.flatMap((index) => {
          const next = index === 19 ? 'end' : `x${index + 1}`;
          return [flow(`f${index}`, next), flow(`f${index}`, next).replace('id="', 'id="second-')];
        }),
        ...stages.slice(1).flatMap((index) => [exclusive(`x${index}`), flow(`x${index}`, `f${index}`)]),
      ),
    );
    const { state, effects } = happen(definition, started());
    assert.match(incidentOf(effects), /more than 1000 moves/);
    assert.ok(state.tokens.length < 2_000);
  });
});
