import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { advance } from './advance.js';
import { boundary, end, file, flow, parsed, start, task, timer } from './fixtures/draw-process.js';
import { done, fired, happen, incidentOf, started } from './fixtures/live-process.js';
import type { ProcessDefinition } from './process-definition.js';
import { activeElements } from './process-state.js';

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

  it('may run until a date, which has to be a day of the calendar', async () => {
    const dated = (date: string): string =>
      file(start(), timer('wait', date), end(), flow('start', 'wait'), flow('wait', 'end')).replaceAll(
        'timeDuration',
        'timeDate',
      );
    const dates: Record<string, string> = {
      '2026-03-02': '2026-03-02',
      '= date(day) + duration("P1D")': '2026-03-03',
      '= date and time("2026-03-02T09:00:00")': '2026-03-02T02:00:00Z',
    };
    for (const [written, date] of Object.entries(dates)) {
      const [effect] = happen(await parsed(dated(written)), started({ day: '2026-03-02' })).effects;
      assert.deepEqual(effect, { type: 'startTimer', timerKey: 'timer-2', elementId: 'wait', date });
    }
    await assert.rejects(parsed(dated('2026-02-30')), /is not an ISO 8601 date or instant/);
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
