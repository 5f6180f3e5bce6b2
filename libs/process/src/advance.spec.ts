import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { advance } from './advance.js';
import type { Effect } from './effect.js';
import {
  boundary,
  end,
  exclusive,
  file,
  flow,
  parallel,
  parsed,
  service,
  start,
  task,
  timer,
} from './fixtures/draw-process.js';
import type { ProcessDefinition } from './process-definition.js';
import type { ProcessEvent, Variables } from './process-event.js';
import { activeElements, initialState } from './process-state.js';
import type { ProcessState } from './process-state.js';

/** Monday morning in Vietnam, Sunday evening in London. */
const at = new Date('2025-04-27T23:30:00Z');

/** Lets events happen that have to fit, and gives the state and the effects of the last. */
function happen(definition: ProcessDefinition, ...events: ProcessEvent[]): { state: ProcessState; effects: Effect[] } {
  let last: { state: ProcessState; effects: Effect[] } = { state: initialState(definition), effects: [] };
  for (const event of events) {
    const result = advance(definition, last.state, event);
    if ('rejected' in result) throw new Error(result.rejected.reason);
    last = result;
  }
  return last;
}

const started = (variables: Variables = {}): ProcessEvent => ({ type: 'start', at, variables });
const done = (id: number, variables: Variables = {}): ProcessEvent => ({
  type: 'completeTask',
  at,
  taskKey: `task-${id}`,
  variables,
});
const served = (id: number): ProcessEvent => ({ type: 'completeService', at, taskKey: `task-${id}` });
const fired = (id: number): ProcessEvent => ({ type: 'timerFired', at, timerKey: `timer-${id}` });
const retried = (id: number, variables: Variables = {}): ProcessEvent => ({
  type: 'retry',
  at,
  incidentKey: `incident-${id}`,
  variables,
});

function incidentOf(effects: readonly Effect[]): string {
  const incident = effects.find((effect) => effect.type === 'incident');
  return incident ? `${incident.elementId}: ${incident.reason}` : '';
}

describe('a process moves on by events', () => {
  it('opens a task for its groups, calls a service, and completes', async () => {
    const definition = await parsed(
      file(
        start(),
        task('check', 'receivers, heads'),
        service('issue', 'issue-number'),
        end(),
        flow('start', 'check'),
        flow('check', 'issue'),
        flow('issue', 'end'),
      ),
    );
    assert.deepEqual(happen(definition, started()).effects, [
      {
        type: 'createTask',
        taskKey: 'task-1',
        elementId: 'check',
        name: 'check',
        candidateGroups: ['receivers', 'heads'],
      },
    ]);
    assert.deepEqual(happen(definition, started(), done(1)).effects, [
      { type: 'callService', taskKey: 'task-2', elementId: 'issue', taskType: 'issue-number' },
    ]);
    const { state, effects } = happen(definition, started(), done(1), served(2));
    assert.deepEqual(effects, [{ type: 'complete' }]);
    assert.equal(state.status, 'finished');
    assert.deepEqual(activeElements(state), []);
  });

  it('takes the first flow whose condition is true, else the default flow', async () => {
    const definition = await parsed(
      file(
        start(),
        exclusive('choose', 'choose-small'),
        task('small'),
        task('large'),
        task('huge'),
        end(),
        flow('start', 'choose'),
        flow('choose', 'small'),
        flow('choose', 'large', '= areaM2 > 250'),
        flow('choose', 'huge', '= areaM2 > 1000'),
        flow('small', 'end'),
        flow('large', 'end'),
        flow('huge', 'end'),
      ),
    );
    const taken = (areaM2: number): string[] => activeElements(happen(definition, started({ areaM2 })).state);
    assert.deepEqual(taken(100), ['small']);
    assert.deepEqual(taken(300), ['large']);
    assert.deepEqual(taken(2000), ['large']);
  });

  it('lets conditions see what a task has come to, and forgets no earlier outcome', async () => {
    const definition = await parsed(
      file(
        start(),
        task('check'),
        exclusive('choose', 'choose-check'),
        end(),
        flow('start', 'check'),
        flow('check', 'choose'),
        flow('choose', 'end', '= urgent and approved'),
        flow('choose', 'check'),
      ),
    );
    const again = happen(definition, started({ urgent: true, approved: false }), done(1));
    assert.deepEqual(activeElements(again.state), ['check']);
    assert.equal(happen(definition, started({ urgent: true }), done(1, { approved: true })).state.status, 'finished');
  });

  it('binds today to the day of the event in Vietnam, whatever the clock of the machine', async () => {
    const choice = (condition: string): Promise<ProcessDefinition> =>
      parsed(
        file(
          start(),
          exclusive('x', 'x-no'),
          end('yes'),
          task('no'),
          end(),
          flow('start', 'x'),
          flow('x', 'yes', condition),
          flow('x', 'no'),
          flow('no', 'end'),
        ),
      );
    assert.equal(happen(await choice('= today() = date("2025-04-28")'), started()).state.status, 'finished');
    const instant = '= now() = date and time("2025-04-28T06:30:00@Asia/Ho_Chi_Minh")';
    assert.equal(happen(await choice(instant), started()).state.status, 'finished');
    const monday = '= day of week(date(submittedOn)) = "Monday"';
    assert.equal(happen(await choice(monday), started({ submittedOn: '2025-04-28' })).state.status, 'finished');
  });

  it('waits at a joining gateway until every branch has come', async () => {
    const definition = await parsed(
      file(
        start(),
        parallel('fork'),
        task('appraise'),
        task('consult'),
        parallel('join'),
        end(),
        flow('start', 'fork'),
        flow('fork', 'appraise'),
        flow('fork', 'consult'),
        flow('appraise', 'join'),
        flow('consult', 'join'),
        flow('join', 'end'),
      ),
    );
    const one = happen(definition, started(), done(2));
    assert.deepEqual(one.effects, []);
    assert.deepEqual(activeElements(one.state), ['appraise', 'join']);
    assert.deepEqual(happen(definition, started(), done(2), done(1)).effects, [{ type: 'complete' }]);
  });

  it('forks where a task has several outgoing flows, and completes with the last branch', async () => {
    const definition = await parsed(
      file(
        start(),
        task('a'),
        task('b'),
        end(),
        flow('start', 'a'),
        flow('start', 'b'),
        flow('a', 'end'),
        flow('b', 'end'),
      ),
    );
    assert.deepEqual(happen(definition, started(), done(1)).effects, []);
    assert.deepEqual(happen(definition, started(), done(1), done(2)).effects, [{ type: 'complete' }]);
  });
});

describe('timers', () => {
  const waiting = (duration: string): Promise<ProcessDefinition> =>
    parsed(file(start(), timer('wait', duration), end(), flow('start', 'wait'), flow('wait', 'end')));

  it('hold a token at a catch event until they fire', async () => {
    const definition = await waiting('P5D');
    assert.deepEqual(happen(definition, started()).effects, [
      { type: 'startTimer', timerKey: 'timer-2', elementId: 'wait', duration: 'P5D' },
    ]);
    assert.equal(happen(definition, started(), fired(2)).state.status, 'finished');
  });

  it('run for working time, or for what an expression gives', async () => {
    const durations: Record<string, unknown> = {
      '= workingTime(n, "workingDay")': { n: 3, unit: 'workingDay' },
      '= workingTime(1.5, "workingHour")': { n: 1.5, unit: 'workingHour' },
      '= duration("P2DT3H")': 'P2DT3H',
      '= if n > 2 then "P10D" else "P5D"': 'P10D',
    };
    for (const [written, duration] of Object.entries(durations)) {
      const [effect] = happen(await waiting(written), started({ n: 3 })).effects;
      assert.deepEqual(effect, { type: 'startTimer', timerKey: 'timer-2', elementId: 'wait', duration });
    }
  });

  it('are incidents where an expression gives no duration', async () => {
    for (const written of [
      '= n',
      '= workingTime(0, "workingDay")',
      '= workingTime(n, "week")',
      '= workingTime(missing, "workingDay")',
      '= duration("-P1D")',
    ]) {
      const { state, effects } = happen(await waiting(written), started({ n: 3 }));
      assert.match(incidentOf(effects), /^wait: the timer wait: /, written);
      assert.deepEqual(activeElements(state), ['wait']);
    }
  });

  const guarded = (interrupting: boolean): Promise<ProcessDefinition> =>
    parsed(
      file(
        start(),
        task('check'),
        boundary('late', 'check', interrupting, 'P5D'),
        boundary('later', 'check', false, 'P9D'),
        task('escalate'),
        end(),
        flow('start', 'check'),
        flow('check', 'end'),
        flow('late', 'escalate'),
        flow('later', 'escalate'),
        flow('escalate', 'end'),
      ),
    );

  it('at the border of a task start with it, and end with it', async () => {
    const definition = await guarded(false);
    assert.deepEqual(
      happen(definition, started()).effects.map((effect) => effect.type),
      ['createTask', 'startTimer', 'startTimer'],
    );
    assert.deepEqual(happen(definition, started(), done(1)).effects, [
      { type: 'cancelTimer', timerKey: 'timer-2' },
      { type: 'cancelTimer', timerKey: 'timer-3' },
      { type: 'complete' },
    ]);
  });

  it('take an interrupted task away with its other timers', async () => {
    const definition = await guarded(true);
    const { state, effects } = happen(definition, started(), fired(2));
    assert.deepEqual(effects.slice(0, 2), [
      { type: 'cancelTask', taskKey: 'task-1' },
      { type: 'cancelTimer', timerKey: 'timer-3' },
    ]);
    assert.deepEqual(activeElements(state), ['escalate']);
  });

  it('that do not interrupt leave the task open and fire once', async () => {
    const definition = await guarded(false);
    const { state, effects } = happen(definition, started(), fired(2));
    assert.deepEqual(
      effects.map((effect) => effect.type),
      ['createTask'],
    );
    assert.deepEqual(activeElements(state), ['check', 'escalate']);
    const twice = advance(definition, state, fired(2));
    assert.equal('rejected' in twice && twice.rejected.code, 'unknownTimer');
    assert.deepEqual(happen(definition, started(), fired(2), done(1)).effects, [
      { type: 'cancelTimer', timerKey: 'timer-3' },
    ]);
  });
});

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

describe('an event that does not fit is rejected', () => {
  it('by what was known already', async () => {
    const definition = await parsed(
      file(start(), task('a'), service('s'), end(), flow('start', 'a'), flow('a', 's'), flow('s', 'end')),
    );
    const code = (events: ProcessEvent[], event: ProcessEvent): string => {
      const result = advance(definition, happen(definition, ...events).state, event);
      return 'rejected' in result ? result.rejected.code : 'accepted';
    };
    assert.equal(code([], done(1)), 'notStarted');
    assert.equal(code([started()], started()), 'alreadyStarted');
    assert.equal(code([started()], done(7)), 'unknownTask');
    assert.equal(code([started()], served(1)), 'unknownTask');
    assert.equal(code([started(), done(1)], done(1)), 'unknownTask');
    assert.equal(code([started(), done(1)], done(2)), 'unknownTask');
    assert.equal(code([started()], fired(1)), 'unknownTimer');
    assert.equal(code([started()], retried(1)), 'unknownIncident');
    assert.equal(code([started(), done(1), served(2)], started()), 'finished');
    assert.equal(code([started(), done(1), served(2)], done(1)), 'finished');
  });
});

describe('a permit to build a house, from submission to issue', () => {
  const permit = (): Promise<ProcessDefinition> =>
    parsed(readFileSync(new URL('../src/fixtures/house-permit.bpmn', import.meta.url), 'utf8'));

  it('is appraised and consulted at once; silence is agreement, and the leader signs', async () => {
    const definition = await permit();
    const accepted = happen(definition, started({ areaM2: 300 }), done(1, { outcome: 'accepted' }));
    assert.deepEqual(
      accepted.effects.map((effect) => ('elementId' in effect ? `${effect.type} ${effect.elementId}` : effect.type)),
      ['createTask Task_appraise', 'startTimer Timer_remind', 'createTask Task_consult', 'startTimer Timer_silence'],
    );
    assert.ok(JSON.stringify(accepted.state).length < 2_000);

    let state = accepted.state;
    const next = (event: ProcessEvent): Effect[] => {
      const result = advance(definition, state, event);
      if ('rejected' in result) throw new Error(result.rejected.reason);
      state = result.state;
      return result.effects;
    };
    assert.deepEqual(next(fired(3)), [
      { type: 'callService', taskKey: 'task-6', elementId: 'Service_remind', taskType: 'remind' },
    ]);
    assert.deepEqual(next(served(6)), []);
    assert.deepEqual(next(fired(5)), [{ type: 'cancelTask', taskKey: 'task-4' }]);
    assert.deepEqual(activeElements(state), ['Task_appraise', 'Gateway_join']);
    assert.deepEqual(next(done(2)), [
      { type: 'startTimer', timerKey: 'timer-10', elementId: 'Timer_posting', duration: 'P2D' },
    ]);
    assert.deepEqual(
      next(fired(10)).map((effect) => effect.type),
      ['createTask'],
    );
    assert.deepEqual(next(done(11)), [{ type: 'complete' }]);
  });

  it('ends at the counter when the dossier is refused', async () => {
    const { state } = happen(await permit(), started({ areaM2: 300 }), done(1, { outcome: 'refused' }));
    assert.equal(state.status, 'finished');
  });
});
