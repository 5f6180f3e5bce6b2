import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { userTasksBefore } from './definition-parts.js';
import {
  boundary,
  end,
  exclusive,
  file,
  flow,
  forEach,
  parallel,
  parsed,
  row,
  service,
  start,
  subProcess,
  task,
} from './fixtures/draw-process.js';
import { backTo, done, fired, happen, rejectionOf, started, told } from './fixtures/live-process.js';
import type { ProcessDefinition } from './process-definition.js';
import { activeElements } from './process-state.js';

describe('a step back', () => {
  const simple = (): Promise<ProcessDefinition> =>
    parsed(
      file(
        start(),
        task('receive'),
        task('examine'),
        boundary('remind', 'examine', false),
        service('sendReminder'),
        task('sign'),
        end(),
        row('start', 'receive', 'examine', 'sign', 'end'),
        row('remind', 'sendReminder', 'end'),
      ),
    );

  it('takes away what is open behind the step, and opens the step again', async () => {
    const definition = await simple();
    const { state, effects } = happen(definition, started(), done(1), fired(3), backTo('receive'));
    assert.deepEqual(told(effects), ['cancelTask task-2', 'cancelService task-4', 'createTask receive']);
    assert.deepEqual(activeElements(state), ['receive']);
  });

  it('to the step at which the dossier lies opens that one anew, with new timers', async () => {
    const definition = await simple();
    const { effects } = happen(definition, started(), done(1), backTo('examine'));
    assert.deepEqual(told(effects), [
      'cancelTask task-2',
      'cancelTimer timer-3',
      'createTask examine',
      'startTimer remind',
    ]);
  });

  it('reopens a dossier that was finished, after a complaint', async () => {
    const definition = await simple();
    const finished = happen(definition, started({ fee: 1 }), done(1), done(2, { decision: 'refuse' }), done(4));
    assert.equal(finished.state.status, 'finished');
    const { state, effects } = happen(
      definition,
      started({ fee: 1 }),
      done(1),
      done(2, { decision: 'refuse' }),
      done(4),
      backTo('examine'),
    );
    assert.equal(state.status, 'running');
    assert.deepEqual(told(effects), ['createTask examine', 'startTimer remind']);
    assert.deepEqual(state.scopes[0]?.variables, { fee: 1, decision: 'refuse' });
  });

  it('is rejected where nothing has come that far yet, and for what is no user task', async () => {
    const definition = await simple();
    const { state } = happen(definition, started());
    for (const id of ['sign', 'examine', 'sendReminder', 'remind', 'nothing']) {
      assert.equal(rejectionOf(definition, state, backTo(id)), 'notReturnable', id);
    }
    const begun = happen(definition, started(), done(1)).state;
    assert.equal(rejectionOf(definition, begun, backTo('sign')), 'notReturnable');
  });

  it('is no leap ahead where the drawing has a loop', async () => {
    const definition = await parsed(
      file(
        start(),
        exclusive('redo'),
        task('examine'),
        task('sign'),
        exclusive('signed', 'signed-end'),
        end(),
        row('start', 'redo', 'examine', 'sign', 'signed', 'end'),
        flow('signed', 'redo', '= rework'),
      ),
    );
    assert.equal(rejectionOf(definition, happen(definition, started()).state, backTo('sign')), 'notReturnable');
    assert.deepEqual(activeElements(happen(definition, started(), done(1), backTo('examine')).state), ['examine']);
    assert.deepEqual(userTasksBefore(definition, 'examine'), []);
    assert.deepEqual(userTasksBefore(definition, 'sign'), ['examine']);
  });

  const forked = (...more: string[]): Promise<ProcessDefinition> =>
    parsed(
      file(
        start(),
        exclusive('in'),
        task('receive'),
        parallel('fork'),
        task('appraise'),
        task('visit'),
        task('consult'),
        parallel('join'),
        task('sign'),
        exclusive('out', 'out-end'),
        end(),
        row('start', 'in', 'receive', 'fork', 'appraise', 'visit', 'join', 'sign', 'out', 'end'),
        row('fork', 'consult', 'join'),
        ...more,
      ),
    );
  const looping = flow('out', 'in', '= rework');

  for (const [drawing, more] of [
    ['', []],
    [', also where a loop leads back before the fork', [looping]],
  ] as const) {
    it(`leaves the branch beside it open${drawing}`, async () => {
      const definition = await forked(...more);
      const { state, effects } = happen(definition, started(), done(1), done(2), backTo('appraise'));
      assert.deepEqual(told(effects), ['cancelTask task-4', 'createTask appraise']);
      assert.deepEqual(activeElements(state), ['consult', 'appraise']);
    });

    it(`leaves at the join what the branch beside it brought${drawing}`, async () => {
      const definition = await forked(...more);
      const events = [started(), done(1), done(2), done(3), backTo('appraise')];
      const { state } = happen(definition, ...events);
      assert.deepEqual(activeElements(state).sort(), ['appraise', 'join']);
      const id = state.tokens.find(({ elementId }) => elementId === 'appraise')?.id ?? 0;
      const visit = happen(definition, ...events, done(id)).state.tokens.at(-1)?.id ?? 0;
      assert.deepEqual(activeElements(happen(definition, ...events, done(id), done(visit)).state), ['sign']);
    });

    it(`from behind the join asks only for its own branch again${drawing}`, async () => {
      const definition = await forked(...more);
      const events = [started(), done(1), done(2), done(3), done(4)];
      const before = happen(definition, ...events);
      assert.deepEqual(activeElements(before.state), ['sign']);
      const back = happen(definition, ...events, backTo('visit'));
      assert.deepEqual(activeElements(back.state).sort(), ['join', 'visit']);
      const id = back.state.tokens.find(({ elementId }) => elementId === 'visit')?.id ?? 0;
      assert.deepEqual(activeElements(happen(definition, ...events, backTo('visit'), done(id)).state), ['sign']);
    });

    it(`to before the fork takes both branches away${drawing}`, async () => {
      const definition = await forked(...more);
      const { state } = happen(definition, started(), done(1), done(3), backTo('receive'));
      assert.deepEqual(activeElements(state), ['receive']);
    });
  }

  it('into a branch of a finished process is joined again, too', async () => {
    const definition = await forked();
    const sign = happen(definition, started(), done(1), done(2), done(3), done(4)).state.tokens[0]?.id ?? 0;
    const events = [started(), done(1), done(2), done(3), done(4), done(sign), backTo('consult')];
    const { state } = happen(definition, ...events);
    const id = state.tokens.find(({ elementId }) => elementId === 'consult')?.id ?? 0;
    assert.deepEqual(activeElements(happen(definition, ...events, done(id)).state), ['sign']);
  });

  const nested = (): Promise<ProcessDefinition> =>
    parsed(
      file(
        start(),
        task('receive'),
        subProcess(
          'appraisal',
          start('begin'),
          parallel('split'),
          task('check'),
          task('measure'),
          parallel('meet'),
          task('conclude'),
          end('over'),
          row('begin', 'split', 'check', 'meet', 'conclude', 'over'),
          row('split', 'measure', 'meet'),
        ),
        task('sign'),
        end(),
        row('start', 'receive', 'appraisal', 'sign', 'end'),
      ),
    );

  it('within a sub-process leaves the sub-process running', async () => {
    const definition = await nested();
    const { state, effects } = happen(definition, started(), done(1), done(4), done(5), backTo('check'));
    assert.deepEqual(told(effects), ['cancelTask task-8', 'createTask check']);
    assert.deepEqual(activeElements(state), ['appraisal', 'meet', 'check']);
    const id = state.tokens.at(-1)?.id ?? 0;
    const joined = happen(definition, started(), done(1), done(4), done(5), backTo('check'), done(id));
    assert.deepEqual(activeElements(joined.state), ['appraisal', 'conclude']);
  });

  it('into a sub-process that is over begins it at the step', async () => {
    const definition = await nested();
    const events = [started(), done(1), done(4), done(5), done(8)];
    assert.deepEqual(activeElements(happen(definition, ...events).state), ['sign']);
    const back = happen(definition, ...events, backTo('conclude'));
    assert.deepEqual(activeElements(back.state), ['appraisal', 'conclude']);
    const branch = happen(definition, ...events, backTo('check'));
    assert.deepEqual(activeElements(branch.state), ['appraisal', 'meet', 'check']);
    assert.deepEqual(userTasksBefore(definition, 'sign'), ['receive', 'check', 'measure', 'conclude']);
    assert.deepEqual(userTasksBefore(definition, 'conclude'), ['receive', 'check', 'measure']);
  });

  it('out of a sub-process takes it away whole', async () => {
    const definition = await nested();
    const { state, effects } = happen(definition, started(), done(1), backTo('receive'));
    assert.deepEqual(told(effects), ['cancelTask task-4', 'cancelTask task-5', 'createTask receive']);
    assert.equal(state.scopes.length, 1);
  });

  it('to a task for several agencies asks all of them again', async () => {
    const definition = await parsed(
      file(start(), forEach('consult'), task('sign'), end(), row('start', 'consult', 'sign', 'end')),
    );
    const begun = started({ agencies: ['xd', 'ct'] });
    const again = happen(definition, begun, done(3), backTo('consult'));
    assert.deepEqual(told(again.effects), ['cancelTask task-4', 'createTask consult', 'createTask consult']);
    assert.equal(again.state.scopes.length, 2);
    const later = happen(definition, begun, done(3), done(4), backTo('consult'));
    assert.deepEqual(told(later.effects), ['cancelTask task-5', 'createTask consult', 'createTask consult']);
  });
});
