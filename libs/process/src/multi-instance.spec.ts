import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  boundary,
  end,
  errorBoundary,
  extended,
  file,
  forEach,
  mapping,
  messageBoundary,
  parsed,
  refused,
  row,
  start,
} from './fixtures/draw-process.js';
import {
  done,
  failed,
  fired,
  happen,
  incidentOf,
  rejectionOf,
  retried,
  started,
  told,
} from './fixtures/live-process.js';
import type { ProcessDefinition } from './process-definition.js';
import { activeElements } from './process-state.js';

describe('a task for each of several agencies', () => {
  const consulting = (task: string, ...more: string[]): Promise<ProcessDefinition> =>
    parsed(file(start(), task, end(), row('start', 'consult', 'end'), ...more));
  const collected = 'outputCollection="opinions" outputElement="= opinion"';
  const begun = started({ agencies: ['xd', 'tnmt', 'ct'] });

  it('opens one task per agency, each for the officers of its own', async () => {
    const { effects } = happen(await consulting(forEach('consult')), begun);
    assert.deepEqual(
      effects.map((effect) =>
        effect.type === 'createTask' ? [effect.taskKey, effect.candidateGroups, effect.item, effect.instance] : effect,
      ),
      [
        ['task-3', ['xd-officers'], 'xd', 1],
        ['task-4', ['tnmt-officers'], 'tnmt', 2],
        ['task-5', ['ct-officers'], 'ct', 3],
      ],
    );
  });

  it('goes on when all have answered, with their answers in the order of the agencies', async () => {
    const definition = await consulting(forEach('consult', collected));
    const two = happen(definition, begun, done(5, { opinion: 'no' }), done(3, { opinion: 'yes' }));
    assert.deepEqual(activeElements(two.state), ['consult']);
    assert.deepEqual(two.state.scopes[0]?.variables, { agencies: ['xd', 'tnmt', 'ct'] });
    const { state } = happen(
      definition,
      begun,
      done(5, { opinion: 'no' }),
      done(3, { opinion: 'yes' }),
      done(4, { opinion: null }),
    );
    assert.equal(state.status, 'finished');
    assert.deepEqual(state.scopes[0]?.variables['opinions'], ['yes', null, 'no']);
  });

  it('one after another where they have to wait for each other', async () => {
    const definition = await consulting(forEach('consult', collected, { sequential: true }));
    assert.deepEqual(told(happen(definition, begun).effects), ['createTask consult']);
    const second = happen(definition, begun, done(3, { opinion: 'yes' }));
    assert.deepEqual(
      second.effects.map((effect) => effect.type === 'createTask' && effect.item),
      ['tnmt'],
    );
    const last = happen(definition, begun, ...[3, 4, 5].map((id) => done(id, { opinion: `o${id}` })));
    assert.equal(last.state.status, 'finished');
    assert.deepEqual(last.state.scopes[0]?.variables['opinions'], ['o3', 'o4', 'o5']);
  });

  it('is over early once the completion condition is true: the others are taken away', async () => {
    const task = forEach('consult', collected, { condition: '= opinion = "no" or numberOfCompletedInstances = 2' });
    const definition = await consulting(task);
    const refusal = happen(definition, begun, done(4, { opinion: 'no' }));
    assert.deepEqual(told(refusal.effects), ['cancelTask task-3', 'cancelTask task-5', 'complete']);
    assert.deepEqual(refusal.state.scopes[0]?.variables['opinions'], [null, 'no', null]);
    const two = happen(definition, begun, done(4, { opinion: 'yes' }), done(3, { opinion: 'yes' }));
    assert.deepEqual(told(two.effects), ['cancelTask task-5', 'complete']);
  });

  it('asks nobody where the list is empty', async () => {
    const { state } = happen(await consulting(forEach('consult', collected)), started({ agencies: [] }));
    assert.equal(state.status, 'finished');
    assert.deepEqual(state.scopes[0]?.variables['opinions'], []);
  });

  it('has one timer for all: silence is agreement', async () => {
    const definition = await consulting(
      forEach('consult'),
      boundary('silence', 'consult', true),
      row('silence', 'end'),
    );
    assert.deepEqual(told(happen(definition, begun).effects).slice(0, 2), ['startTimer silence', 'createTask consult']);
    assert.deepEqual(told(happen(definition, begun, done(4), fired(2)).effects), [
      'cancelTask task-5',
      'cancelTask task-6',
      'complete',
    ]);
    const all = happen(definition, begun, done(4), done(5), done(6));
    assert.deepEqual(told(all.effects), ['cancelTimer timer-2', 'complete']);
  });

  it('hands an error of one agency to the border of the whole', async () => {
    const definition = await consulting(
      forEach('consult'),
      messageBoundary('more', 'consult', false),
      errorBoundary('caught', 'consult'),
      row('more', 'end'),
      row('caught', 'end'),
    );
    const known = started({ agencies: ['xd', 'ct'], dossier: 'H01' });
    assert.deepEqual(told(happen(definition, known, failed('task-4', 'lost')).effects), [
      'cancelTask task-5',
      'cancelSubscription message-2',
      'complete',
    ]);
  });

  it('is an incident where there is no list, or a list that no office has', async () => {
    const definition = await consulting(forEach('consult'));
    assert.match(incidentOf(happen(definition, started()).effects), /input collection: .*'agencies' not found/);
    assert.match(incidentOf(happen(definition, started({ agencies: 'xd' })).effects), /is no list/);
    const many = Array.from({ length: 201 }, (_, index) => `a${index}`);
    assert.match(incidentOf(happen(definition, started({ agencies: many })).effects), /more than 200 items/);
  });

  it('keeps an answer whose mapping fails until an operator has set it right', async () => {
    const task = extended(forEach('consult', collected), mapping({}, { last: '= opinion' }));
    const definition = await consulting(task);
    const stuck = happen(definition, begun, done(3));
    assert.match(incidentOf(stuck.effects), /^consult: the mapping to last: .*'opinion' not found/);
    assert.equal(rejectionOf(definition, stuck.state, done(3, { opinion: 'yes' })), 'unknownTask');
    const { state } = happen(
      definition,
      begun,
      done(3),
      retried(6, { opinion: 'yes' }),
      ...[4, 5].map((id) => done(id, { opinion: 'no' })),
    );
    assert.deepEqual(state.scopes[0]?.variables['opinions'], ['yes', 'no', 'no']);
    assert.equal(state.scopes[0]?.variables['last'], 'no');
  });

  it('opens the task of one agency again where only its groups could not be found', async () => {
    const definition = await consulting(forEach('consult'));
    const stuck = happen(definition, started({ agencies: ['xd', null] }));
    assert.match(incidentOf(stuck.effects), /the candidate groups/);
    assert.deepEqual(told(stuck.effects), ['createTask consult', 'incident consult']);
    assert.match(incidentOf(happen(definition, started({ agencies: ['xd', null] }), retried(4)).effects), /candidate/);
  });

  it('that is drawn without its list is refused', async () => {
    const xml = file(start(), forEach('consult'), end(), row('start', 'consult', 'end'));
    assert.deepEqual(await refused(xml.replace('= agencies', 'agencies').replace('"agency"', '"1"')), [
      'consult:4 a multi-instance task needs one zeebe:loopCharacteristics with an inputCollection that begins with "="',
      'consult:4 its inputElement "1" is not the name of a variable',
    ]);
    assert.deepEqual(await refused(xml.replace('"agency"', '"agency" outputCollection="opinions"')), [
      'consult:4 an output collection needs an outputElement that begins with "=", and the other way round',
    ]);
  });
});
