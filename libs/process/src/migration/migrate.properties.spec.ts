import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { advance } from '../advance.js';
import { parsed } from '../fixtures/draw-process.js';
import { at } from '../fixtures/live-process.js';
import { anyBlock, drawProcess, type Block } from '../fixtures/sound-process.js';
import { callKeyOf, subscriptionKeyOf, taskKeyOf, timerKeyOf } from '../keys.js';
import type { ProcessDefinition } from '../process-definition.js';
import type { ProcessEvent } from '../process-event.js';
import { graphOf } from '../process-graph.js';
import { initialState, type ProcessState } from '../process-state.js';
import { migrate } from './migrate.js';
import { planMigration } from './plan-migration.js';

const parameters = { seed: 20261124, numRuns: 150 };

/** What may happen to a process next, in the order of its tokens. */
function possible(
  { tokens }: ProcessState,
  definition: ProcessDefinition,
  variables: Record<string, number | boolean>,
) {
  const graph = graphOf(definition);
  return tokens.flatMap((token): ProcessEvent[] => {
    const timers = (token.timers ?? []).map(
      (timer) => ({ type: 'timerFired', at, timerKey: timerKeyOf(timer) }) as const,
    );
    // What happens inside of it comes from the tokens there.
    if (token.innerScopeId !== undefined) return timers;
    const type = graph.element(token.elementId)?.type;
    if (type === 'userTask') return [{ type: 'completeTask', at, taskKey: taskKeyOf(token), variables }, ...timers];
    if (type === 'serviceTask')
      return [{ type: 'completeService', at, taskKey: taskKeyOf(token), variables }, ...timers];
    if (type === 'callActivity') return [{ type: 'calledProcessCompleted', at, callKey: callKeyOf(token) }, ...timers];
    // Messages at a border may come for ever; those that a token waits for come once.
    const awaited = (token.subscriptions ?? []).filter(({ elementId }) => elementId === token.elementId);
    const messages = awaited.map(
      (subscription) => ({ type: 'messageReceived', at, subscriptionKey: subscriptionKeyOf(subscription) }) as const,
    );
    return [...messages, ...timers];
  });
}

/** Lets chosen events happen, as long as there are some. */
function walk(
  definition: ProcessDefinition,
  from: ProcessState,
  choices: readonly number[],
  again: boolean,
): ProcessState {
  let state = from;
  for (const choice of choices) {
    const events = possible(state, definition, { choice: choice % 3, again: again && choice % 2 === 0 });
    const event = events[choice % events.length];
    if (!event) return state;
    const result = advance(definition, state, event);
    assert.ok('state' in result);
    assert.deepEqual(
      result.effects.filter(({ type }) => type === 'incident'),
      [],
    );
    state = result.state;
  }
  return state;
}

function started(definition: ProcessDefinition, choice: number): ProcessState {
  const result = advance(definition, initialState(definition), {
    type: 'start',
    at,
    variables: { choice, again: false, agencies: ['xd', 'ct'], dossier: 'H01' },
  });
  assert.ok('state' in result);
  return result.state;
}

const choices = fc.array(fc.nat(30), { maxLength: 6 });
const toTheEnd = Array.from({ length: 200 }, (_, index) => index);

const rows = (before: Block, after: Block): Block => ({ kind: 'row', inner: [before, after] });
const reminders = (inner: Block, after: Block): Block => rows({ kind: 'reminded', inner }, after);
const guards = (inner: Block, after: Block): Block => rows({ kind: 'interrupted', inner }, after);

/** Two versions: drawn apart, or alike up to a place, or with something else that happens when a timer fires. */
const pair: fc.Arbitrary<readonly [Block, Block]> = fc
  .tuple(fc.constantFrom('apart', 'rows', 'reminders', 'guards', 'new reminder'), anyBlock, anyBlock, anyBlock)
  .map(([how, one, other, third]) => {
    switch (how) {
      case 'rows':
        return [rows(one, other), rows(one, third)] as const;
      case 'reminders':
        return [reminders(one, other), reminders(third, other)] as const;
      case 'guards':
        return [guards(one, other), guards(third, other)] as const;
      case 'new reminder':
        return [rows({ kind: 'task' }, one), reminders(other, one)] as const;
      default:
        return [one, other] as const;
    }
  });

describe('whatever is drawn', () => {
  it('a process that moves to its own version stays as it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyBlock, choices, async (block, chosen) => {
        const definition = await parsed(drawProcess(block));
        const state = walk(definition, started(definition, 0), chosen, true);
        const { mapping } = planMigration(definition, definition);
        assert.deepEqual(migrate(definition, definition, mapping, state, at), { state, effects: [] });
      }),
      parameters,
    );
  });

  it('a process that moves keeps its tasks, has each running timer once, fires none again, and comes to its end', async () => {
    let movedRunning = 0;
    await fc.assert(
      fc.asyncProperty(pair, choices, async ([oldBlock, newBlock], chosen) => {
        const [from, to] = [await parsed(drawProcess(oldBlock)), await parsed(drawProcess(newBlock))];
        const before = walk(from, started(from, 0), chosen, true);
        const { mapping, faults } = planMigration(from, to);
        assert.deepEqual(faults, []);
        const result = migrate(from, to, mapping, before, at);
        if ('refused' in result) {
          assert.ok(result.refused.length > 0);
          return;
        }
        const { state, effects } = result;
        assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
        if (state.status === 'running') movedRunning += 1;
        assert.deepEqual(openTasks(from, before), openTasks(to, state));

        const count = (type: string, key: string) =>
          effects.filter((effect) => effect.type === type && 'timerKey' in effect && effect.timerKey === key).length;
        const after = new Map(
          state.tokens.flatMap(({ timers = [] }) => timers.map((timer) => [timerKeyOf(timer), timer.elementId])),
        );
        for (const { timers = [] } of before.tokens) {
          for (const timer of timers) {
            const key = timerKeyOf(timer);
            assert.equal((after.has(key) ? 1 : 0) + count('cancelTimer', key), 1, key);
            assert.equal(count('startTimer', key), 0, key);
            after.delete(key);
          }
        }
        for (const key of after.keys()) assert.equal(count('startTimer', key), 1, key);
        for (const token of state.tokens) {
          const events = graphOf(to)
            .boundaries(token.elementId)
            .filter(({ type }) => type === 'timerBoundaryEvent');
          const covered = [...(token.fired ?? []), ...(token.timers ?? []).map(({ elementId }) => elementId)];
          if (events.length > 0) assert.deepEqual(covered.sort(), events.map(({ id }) => id).sort());
        }
        const again = migrate(from, to, mapping, before, at);
        assert.deepEqual(again, result);
        const end = walk(to, state, toTheEnd, false);
        assert.equal(end.status, 'finished');
      }),
      { ...parameters, numRuns: 260 },
    );
    assert.ok(movedRunning > 40, `only ${movedRunning} processes moved while they ran`);
  });
});

function openTasks(definition: ProcessDefinition, { tokens }: ProcessState): string[] {
  return tokens
    .filter(({ elementId }) => ['userTask', 'serviceTask'].includes(graphOf(definition).element(elementId)?.type ?? ''))
    .map(taskKeyOf);
}
