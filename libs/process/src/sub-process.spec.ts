import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  boundary,
  call,
  end,
  exclusive,
  extended,
  file,
  flow,
  mapping,
  messageCatch,
  parallel,
  parsed,
  row,
  service,
  start,
  subProcess,
  task,
  terminateEnd,
} from './fixtures/draw-process.js';
import { done, fired, happen, received, rejectionOf, served, started, told } from './fixtures/live-process.js';
import type { ProcessDefinition } from './process-definition.js';
import { activeElements } from './process-state.js';

describe('a sub-process', () => {
  const appraisal = (...more: string[]): Promise<ProcessDefinition> =>
    parsed(
      file(
        start(),
        subProcess(
          'appraisal',
          start('begin'),
          task('check'),
          service('query'),
          end('over'),
          row('begin', 'check', 'query', 'over'),
        ),
        task('sign'),
        end(),
        row('start', 'appraisal', 'sign', 'end'),
        ...more,
      ),
    );

  it('runs from its own start to its own end, and then the process goes on', async () => {
    const definition = await appraisal();
    assert.deepEqual(activeElements(happen(definition, started()).state), ['appraisal', 'check']);
    assert.deepEqual(told(happen(definition, started(), done(3)).effects), ['callService query']);
    const { state } = happen(definition, started(), done(3), served(4));
    assert.deepEqual(activeElements(state), ['sign']);
    assert.deepEqual(state.scopes.length, 1);
  });

  it('waits until all of its branches have ended', async () => {
    const definition = await parsed(
      file(
        start(),
        subProcess(
          'sub',
          start('begin'),
          parallel('fork'),
          task('a'),
          task('b'),
          end('enda'),
          end('endb'),
          row('begin', 'fork', 'a', 'enda'),
          row('fork', 'b', 'endb'),
        ),
        end(),
        row('start', 'sub', 'end'),
      ),
    );
    assert.equal(happen(definition, started(), done(3)).state.status, 'running');
    assert.equal(happen(definition, started(), done(3), done(4)).state.status, 'finished');
  });

  it('is taken away with all that is open in it by an interrupting timer', async () => {
    const definition = await parsed(
      file(
        start(),
        subProcess(
          'sub',
          start('begin'),
          parallel('fork'),
          task('check'),
          boundary('remind', 'check', false),
          service('query'),
          call('tax'),
          messageCatch('wait'),
          end('over'),
          row('begin', 'fork', 'check', 'over'),
          row('fork', 'query', 'over'),
          row('fork', 'tax', 'over'),
          row('fork', 'wait', 'over'),
          row('remind', 'over'),
        ),
        boundary('late', 'sub', true),
        task('escalate'),
        end(),
        row('start', 'sub', 'end'),
        row('late', 'escalate', 'end'),
      ),
    );
    const opened = happen(definition, started({ dossier: 'H01' }));
    assert.deepEqual(told(opened.effects), [
      'startTimer late',
      'createTask check',
      'startTimer remind',
      'callService query',
      'callProcess tax',
      'openSubscription wait',
    ]);
    const { state, effects } = happen(definition, started({ dossier: 'H01' }), fired(2));
    assert.deepEqual(told(effects), [
      'cancelTask task-4',
      'cancelTimer timer-5',
      'cancelService task-6',
      'cancelCall call-7',
      'cancelSubscription message-9',
      'createTask escalate',
    ]);
    assert.deepEqual(activeElements(state), ['escalate']);
    assert.equal(rejectionOf(definition, state, received(9)), 'unknownSubscription');
    assert.equal(rejectionOf(definition, state, done(4)), 'unknownTask');
  });

  it('goes on beside what a timer that does not interrupt starts', async () => {
    const definition = await appraisal(boundary('late', 'appraisal', false), row('late', 'end'));
    const { state } = happen(definition, started(), fired(2));
    assert.deepEqual(activeElements(state), ['appraisal', 'check']);
    assert.deepEqual(state.tokens.find(({ elementId }) => elementId === 'appraisal')?.fired, ['late']);
  });

  it('keeps its inputs to itself, and gives what its outputs say', async () => {
    const definition = await parsed(
      file(
        start(),
        extended(
          subProcess('sub', start('begin'), task('check'), end('over'), row('begin', 'check', 'over')),
          mapping({ level: '= riskLevel + 1' }, { result: '= level * 10' }),
        ),
        task('sign'),
        end(),
        row('start', 'sub', 'sign', 'end'),
      ),
    );
    const inside = happen(definition, started({ riskLevel: 1 })).state;
    assert.deepEqual(inside.scopes[1]?.variables, { level: 2 });
    const { state } = happen(definition, started({ riskLevel: 1 }), done(3, { level: 4, opinion: 'yes' }));
    assert.deepEqual(state.scopes[0]?.variables, { riskLevel: 1, opinion: 'yes', result: 40 });
  });

  it('ends early by a terminate end, and only it', async () => {
    const definition = await parsed(
      file(
        start(),
        parallel('fork'),
        task('outside'),
        subProcess(
          'sub',
          start('begin'),
          parallel('split'),
          task('a'),
          task('b'),
          terminateEnd('stop'),
          end('over'),
          row('begin', 'split', 'a', 'stop'),
          row('split', 'b', 'over'),
        ),
        end(),
        row('start', 'fork', 'outside', 'end'),
        row('fork', 'sub', 'end'),
      ),
    );
    const { state, effects } = happen(definition, started(), done(4));
    assert.deepEqual(told(effects), ['cancelTask task-5']);
    assert.deepEqual(activeElements(state), ['outside']);
  });

  it('may lie in another one, and may hold nothing that waits', async () => {
    const definition = await parsed(
      file(
        start(),
        subProcess(
          'outer',
          start('b1'),
          subProcess('inner', start('b2'), end('e2'), row('b2', 'e2')),
          end('e1'),
          row('b1', 'inner', 'e1'),
        ),
        end(),
        row('start', 'outer', 'end'),
      ),
    );
    assert.deepEqual(happen(definition, started()).effects, [{ type: 'complete' }]);
  });

  it('ends when the process is terminated, as all else does', async () => {
    const definition = await appraisal();
    const { state } = happen(definition, started());
    const result = happen(definition, started(), { type: 'terminate', at: new Date(0) });
    assert.deepEqual(told(result.effects), ['cancelTask task-3', 'complete']);
    assert.equal(result.state.status, 'finished');
    assert.equal(result.state.scopes.length, 1);
    assert.equal(rejectionOf(definition, state, { type: 'terminate', at: new Date(0) }), 'accepted');
    assert.equal(rejectionOf(definition, result.state, { type: 'terminate', at: new Date(0) }), 'finished');
  });

  it('is chosen by a gateway like any other way', async () => {
    const definition = await parsed(
      file(
        start(),
        exclusive('choose', 'choose-end'),
        subProcess('sub', start('begin'), task('a'), end('over'), row('begin', 'a', 'over')),
        end(),
        flow('start', 'choose'),
        flow('choose', 'sub', '= deep'),
        row('choose', 'end'),
        row('sub', 'end'),
      ),
    );
    assert.equal(happen(definition, started({ deep: false })).state.status, 'finished');
    assert.deepEqual(activeElements(happen(definition, started({ deep: true })).state), ['sub', 'a']);
  });
});
