import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  end,
  extended,
  file,
  mapping,
  messageBoundary,
  messageCatch,
  parsed,
  receive,
  refused,
  row,
  start,
  task,
} from './fixtures/draw-process.js';
import { done, happen, incidentOf, received, rejectionOf, started, told } from './fixtures/live-process.js';
import { activeElements } from './process-state.js';

describe('a message', () => {
  it('is waited for by its name and by what tells whose it is', async () => {
    const definition = await parsed(file(start(), messageCatch('wait', 'feePaid'), end(), row('start', 'wait', 'end')));
    assert.deepEqual(happen(definition, started({ dossier: 'H01' })).effects, [
      {
        type: 'openSubscription',
        subscriptionKey: 'message-2',
        elementId: 'wait',
        messageName: 'feePaid',
        correlation: 'H01',
      },
    ]);
    const { state, effects } = happen(definition, started({ dossier: 'H01' }), received(2, { paidVnd: 8_000 }));
    assert.deepEqual(effects, [{ type: 'complete' }]);
    assert.deepEqual(state.scopes[0]?.variables, { dossier: 'H01', paidVnd: 8_000 });
  });

  it('is waited for by a receive task, too, which has mappings of its own', async () => {
    const definition = await parsed(
      file(
        start(),
        extended(receive('wait'), mapping({ dossier: '= "H02"' }, { paid: '= amount > 0' })),
        end(),
        row('start', 'wait', 'end'),
      ),
    );
    const { state } = happen(definition, started(), received(2, { amount: 5 }));
    assert.deepEqual(state.scopes[0]?.variables, { paid: true });
  });

  it('that cannot be told from others is an incident', async () => {
    const definition = await parsed(file(start(), messageCatch('wait'), end(), row('start', 'wait', 'end')));
    assert.match(incidentOf(happen(definition, started()).effects), /^wait: the message wait: .*'dossier' not found/);
    assert.match(incidentOf(happen(definition, started({ dossier: ['a'] })).effects), /is a list/);
  });

  it('at the border takes the task away, and comes too late for a task that is done', async () => {
    const definition = await parsed(
      file(
        start(),
        task('check'),
        messageBoundary('withdrawn', 'check', true),
        end(),
        end('gone'),
        row('start', 'check', 'end'),
        row('withdrawn', 'gone'),
      ),
    );
    const begun = started({ dossier: 'H01' });
    assert.deepEqual(told(happen(definition, begun, received(2)).effects), ['cancelTask task-1', 'complete']);
    const late = happen(definition, begun, done(1));
    assert.deepEqual(told(late.effects), ['cancelSubscription message-2', 'complete']);
    assert.equal(rejectionOf(definition, late.state, received(2)), 'finished');
  });

  it('at the border that does not interrupt is taken each time that it comes, but none of them twice', async () => {
    const definition = await parsed(
      file(
        start(),
        task('check'),
        messageBoundary('more', 'check', false),
        task('read'),
        end(),
        row('start', 'check', 'end'),
        row('more', 'read', 'end'),
      ),
    );
    const begun = started({ dossier: 'H01' });
    const once = happen(definition, begun, received(2));
    assert.deepEqual(told(once.effects), ['openSubscription more', 'createTask read']);
    assert.equal(rejectionOf(definition, once.state, received(2)), 'unknownSubscription');
    const twice = happen(definition, begun, received(2), received(3));
    assert.deepEqual(
      twice.state.tokens.map(({ elementId }) => elementId),
      ['check', 'read', 'read'],
    );
    assert.deepEqual(told(happen(definition, begun, received(2), received(3), done(1)).effects), [
      'cancelSubscription message-5',
    ]);
  });

  it('without a name, or with a name or key that says nothing, is refused', async () => {
    const xml = file(start(), messageCatch('a', 'x'), messageCatch('b', 'y'), messageCatch('c', 'z'), end())
      .replace('</bpmn:process>', `${row('start', 'a', 'b', 'c', 'end')}</bpmn:process>`)
      .replace('name="x"', '')
      .replace('name="y"', 'name="= y"')
      .replace(/(name="z">.*?)= dossier/, '$1dossier');
    assert.deepEqual(await refused(xml), [
      'a:4 it needs a message with a name',
      'b:5 the name of a message must not be an expression',
      'c:6 the correlation key of a message begins with "="',
    ]);
  });
});
