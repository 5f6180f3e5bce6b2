import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  boundary,
  call,
  end,
  errorBoundary,
  errorEnd,
  extended,
  file,
  mapping,
  parallel,
  parsed,
  refused,
  row,
  service,
  start,
  subProcess,
  task,
  terminateEnd,
} from './fixtures/draw-process.js';
import { done, failed, happen, incidentOf, rejectionOf, retried, started, told } from './fixtures/live-process.js';
import { activeElements } from './process-state.js';

describe('an error', () => {
  const guarded = file(
    start(),
    service('tax'),
    boundary('late', 'tax', false),
    errorBoundary('refusedTax', 'tax', 'refused'),
    errorBoundary('otherwise', 'tax'),
    task('ask'),
    task('repair'),
    end(),
    row('start', 'tax', 'end'),
    row('late', 'end'),
    row('refusedTax', 'ask', 'end'),
    row('otherwise', 'repair', 'end'),
  );

  it('of a service is caught by the event for its code, and its timers end', async () => {
    const definition = await parsed(guarded);
    const { state, effects } = happen(definition, started(), failed('task-1', 'refused', { ground: 'debt' }));
    assert.deepEqual(told(effects), ['cancelTimer timer-2', 'createTask ask']);
    assert.deepEqual(activeElements(state), ['ask']);
    assert.deepEqual(state.scopes[0]?.variables, { ground: 'debt' });
    assert.equal(rejectionOf(definition, state, failed('task-1', 'refused')), 'unknownTask');
  });

  it('of another code is caught by the event for all errors', async () => {
    const { state } = happen(await parsed(guarded), started(), failed('task-1', 'down'));
    assert.deepEqual(activeElements(state), ['repair']);
  });

  it('that nothing catches is an incident: the work is given out again by a retry', async () => {
    const definition = await parsed(file(start(), task('check'), end(), row('start', 'check', 'end')));
    const { state, effects } = happen(definition, started(), failed('task-1', 'lost'));
    assert.equal(incidentOf(effects), 'check: nothing catches the error lost');
    assert.equal(rejectionOf(definition, state, done(1)), 'unknownTask');
    assert.deepEqual(told(happen(definition, started(), failed('task-1', 'lost'), retried(2)).effects), [
      'createTask check',
    ]);
  });

  it('goes outwards from sub-process to sub-process to where it is caught, and takes away what is open there', async () => {
    const definition = await parsed(
      file(
        start(),
        subProcess(
          'outer',
          start('b1'),
          parallel('fork'),
          task('beside'),
          subProcess('inner', start('b2'), call('tax'), end('e2'), row('b2', 'tax', 'e2')),
          end('e1'),
          row('b1', 'fork', 'beside', 'e1'),
          row('fork', 'inner', 'e1'),
        ),
        errorBoundary('caught', 'outer', 'refused'),
        task('ask'),
        end(),
        row('start', 'outer', 'end'),
        row('caught', 'ask', 'end'),
      ),
    );
    const { state, effects } = happen(definition, started(), failed('call-6', 'refused'));
    assert.deepEqual(told(effects), ['cancelTask task-3', 'createTask ask']);
    assert.deepEqual(activeElements(state), ['ask']);
    assert.equal(state.scopes.length, 1);
  });

  it('that an end event throws is caught at the border of its sub-process', async () => {
    const definition = await parsed(
      file(
        start(),
        subProcess('sub', start('begin'), task('check'), errorEnd('fail', 'invalid'), row('begin', 'check', 'fail')),
        extended(errorBoundary('caught', 'sub', 'invalid'), mapping({}, { refused: '= true' })),
        task('ask'),
        end(),
        row('start', 'sub', 'end'),
        row('caught', 'ask', 'end'),
      ),
    );
    const { state } = happen(definition, started(), done(3));
    assert.deepEqual(activeElements(state), ['ask']);
    assert.deepEqual(state.scopes[0]?.variables, { refused: true });
  });

  it('that an end event throws and nothing catches ends the process, which says so', async () => {
    const definition = await parsed(
      file(
        start(),
        parallel('fork'),
        task('beside'),
        task('check'),
        errorEnd('fail', 'invalid'),
        end(),
        row('start', 'fork', 'beside', 'end'),
        row('fork', 'check', 'fail'),
      ),
    );
    const { state, effects } = happen(definition, started(), done(2));
    assert.deepEqual(effects, [
      { type: 'cancelTask', taskKey: 'task-1' },
      { type: 'complete', errorCode: 'invalid' },
    ]);
    assert.equal(state.status, 'finished');
  });

  it('without a code, twice at one border, or at a border that it does not interrupt is refused', async () => {
    const xml = file(
      start(),
      task('check'),
      errorBoundary('one', 'check', 'lost'),
      errorBoundary('two', 'check', 'lost'),
      errorBoundary('three', 'check').replace('attachedToRef', 'cancelActivity="false" attachedToRef'),
      '<bpmn:endEvent id="end"><bpmn:errorEventDefinition /></bpmn:endEvent>',
      row('start', 'check', 'end'),
      row('one', 'end'),
      row('two', 'end'),
      row('three', 'end'),
    );
    assert.deepEqual(await refused(xml), [
      'two:6 the event one catches the same error',
      'three:7 an error event always interrupts',
      'end:8 an error end event needs an error with a code',
    ]);
  });
});

describe('a terminate end', () => {
  it('ends the process whatever else is open', async () => {
    const definition = await parsed(
      file(
        start(),
        parallel('fork'),
        task('withdraw'),
        task('check'),
        boundary('late', 'check', true),
        terminateEnd('stop'),
        end(),
        row('start', 'fork', 'withdraw', 'stop'),
        row('fork', 'check', 'end'),
        row('late', 'end'),
      ),
    );
    const { state, effects } = happen(definition, started(), done(1));
    assert.deepEqual(told(effects), ['cancelTask task-2', 'cancelTimer timer-3', 'complete']);
    assert.equal(state.status, 'finished');
  });
});
