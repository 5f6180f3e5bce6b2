import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { advance } from './advance.js';
import type { Effect } from './effect.js';
import { end, exclusive, file, flow, parallel, parsed, service, start, task } from './fixtures/draw-process.js';
import { done, fired, happen, retried, served, started } from './fixtures/live-process.js';
import type { ProcessDefinition } from './process-definition.js';
import type { ProcessEvent } from './process-event.js';
import { activeElements } from './process-state.js';

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
      if ('rejected' in result) throw new Error(result.rejected.reason.en);
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
