import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { advance } from './advance.js';
import type { Effect } from './effect.js';
import { parsed } from './fixtures/draw-process.js';
import { anyBlock, drawProcess } from './fixtures/sound-process.js';
import type { ProcessDefinition } from './process-definition.js';
import type { ProcessEvent, Variables } from './process-event.js';
import { initialState } from './process-state.js';
import type { ProcessState, Token } from './process-state.js';

const at = new Date('2026-03-02T02:00:00Z');
const options = { numRuns: 40, seed: 20_260_302 };

/** After so many events every loop is left, so that each run comes to its end. */
const MAX_LOOPING_EVENTS = 40;

/** What a drawn process reads from its start on. */
const begun = { choice: 1, again: false, agencies: ['xd', 'ct'], dossier: 'H01' };

type Chosen = readonly number[];
const anyChosen: fc.Arbitrary<Chosen> = fc.array(fc.nat({ max: 1_000 }), { minLength: 10, maxLength: 30 });

/** What is open outside of the process, and may be completed or fired next. */
class Outside {
  private readonly open = new Map<string, ProcessEvent['type']>();
  private readonly seen = new Set<string>();

  apply(effects: readonly Effect[]): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'createTask':
          this.opens(effect.taskKey, 'completeTask');
          break;
        case 'callService':
          this.opens(effect.taskKey, 'completeService');
          break;
        case 'startTimer':
          this.opens(effect.timerKey, 'timerFired');
          break;
        case 'callProcess':
          this.opens(effect.callKey, 'calledProcessCompleted');
          break;
        case 'openSubscription':
          this.opens(effect.subscriptionKey, 'messageReceived');
          break;
        case 'cancelTask':
        case 'cancelService':
          this.closes(effect.taskKey);
          break;
        case 'cancelTimer':
          this.closes(effect.timerKey);
          break;
        case 'cancelCall':
          this.closes(effect.callKey);
          break;
        case 'cancelSubscription':
          this.closes(effect.subscriptionKey);
          break;
        case 'complete':
          assert.equal(this.open.size, 0, 'nothing is open once the process is complete');
          break;
        case 'cancelIncident':
          assert.fail(effect.incidentKey);
          break;
        case 'incident':
          assert.fail(`${effect.elementId}: ${effect.reason.en}`);
      }
    }
  }

  /** Messages at a border may come for ever; without them whatever else is open comes to its end. */
  keys(withMessages = true): string[] {
    const keys = [...this.open.keys()];
    const others = keys.filter((key) => this.open.get(key) !== 'messageReceived');
    return withMessages || others.length === 0 ? keys : others;
  }

  event(key: string, variables: Variables): ProcessEvent {
    switch (this.open.get(key)) {
      case 'timerFired':
        return { type: 'timerFired', at, timerKey: key };
      case 'messageReceived':
        return { type: 'messageReceived', at, subscriptionKey: key, variables };
      case 'calledProcessCompleted':
        return { type: 'calledProcessCompleted', at, callKey: key, variables };
      case 'completeService':
        return { type: 'completeService', at, taskKey: key, variables };
      default:
        return { type: 'completeTask', at, taskKey: key, variables };
    }
  }

  closes(key: string): void {
    assert.ok(this.open.delete(key), `${key} is open`);
  }

  private opens(key: string, type: ProcessEvent['type']): void {
    assert.ok(!this.seen.has(key), `${key} was never used before`);
    this.seen.add(key);
    this.open.set(key, type);
  }
}

function accepted(
  definition: ProcessDefinition,
  state: ProcessState,
  event: ProcessEvent,
): { state: ProcessState; effects: Effect[] } {
  const result = advance(definition, state, event);
  assert.ok(!('rejected' in result), JSON.stringify(result));
  return result;
}

/** Lives a process through: at each step one of what is open happens, as chosen. Gives every step. */
function live(
  definition: ProcessDefinition,
  chosen: Chosen,
  visit?: (state: ProcessState, event: ProcessEvent) => ProcessState,
): { state: ProcessState; effects: Effect[] }[] {
  const outside = new Outside();
  const steps: { state: ProcessState; effects: Effect[] }[] = [];
  let state = initialState(definition);
  let event: ProcessEvent = { type: 'start', at, variables: { ...begun, choice: (chosen[0] ?? 0) % 3 } };
  for (let count = 0; ; count += 1) {
    const step = accepted(definition, visit ? visit(state, event) : state, event);
    steps.push(step);
    state = step.state;
    outside.apply(step.effects);
    const keys = outside.keys(count < MAX_LOOPING_EVENTS);
    if (keys.length === 0) return steps;
    const choice = (chosen[count % chosen.length] ?? 0) + count;
    const key = keys[choice % keys.length] ?? '';
    event = outside.event(key, { choice: choice % 3, again: count < MAX_LOOPING_EVENTS && choice % 2 === 0 });
    outside.closes(key);
  }
}

describe('whatever sound process is drawn, and in whatever order its work is done', () => {
  it('advance loses no token: it always completes, with nothing left open', async () => {
    await fc.assert(
      fc.asyncProperty(anyBlock, anyChosen, async (block, chosen) => {
        const last = live(await parsed(drawProcess(block)), chosen).at(-1);
        assert.equal(last?.state.status, 'finished');
        assert.deepEqual(last?.state.tokens, []);
        assert.deepEqual(last?.effects.at(-1), { type: 'complete' });
      }),
      { ...options, numRuns: 100 },
    );
  });

  it('the same events give the same states and effects, also from a definition that is read again', async () => {
    await fc.assert(
      fc.asyncProperty(anyBlock, anyChosen, async (block, chosen) => {
        const xml = drawProcess(block);
        assert.deepEqual(live(await parsed(xml), chosen), live(await parsed(xml), chosen));
      }),
      options,
    );
  });

  it('a state and a definition that were written as JSON and read back go on as before', async () => {
    await fc.assert(
      fc.asyncProperty(anyBlock, anyChosen, async (block, chosen) => {
        const definition = await parsed(drawProcess(block));
        const stored: ProcessDefinition = JSON.parse(JSON.stringify(definition));
        const restored = live(stored, chosen, (state) => JSON.parse(JSON.stringify(state)));
        assert.deepEqual(restored, live(definition, chosen));
      }),
      options,
    );
  });

  it('neither the state nor the event is changed, and an event that comes twice is rejected', async () => {
    await fc.assert(
      fc.asyncProperty(anyBlock, anyChosen, async (block, chosen) => {
        const definition = await parsed(drawProcess(block));
        live(definition, chosen, (state, event) => {
          const [stateBefore, eventBefore] = [structuredClone(state), structuredClone(event)];
          const once = accepted(definition, state, event);
          const afterOnce = structuredClone(once.state);
          assert.ok('rejected' in advance(definition, once.state, event));
          assert.ok('rejected' in advance(definition, state, { type: 'timerFired', at, timerKey: 'timer-0' }));
          assert.deepEqual([state, event, once.state], [stateBefore, eventBefore, afterOnce]);
          return state;
        });
      }),
      options,
    );
  });

  it('work on parallel branches commutes: whichever is done first, the same elements are active and the same opens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyBlock, { minLength: 2, maxLength: 3 }), fc.nat(), async (inner, pick) => {
        const definition = await parsed(drawProcess({ kind: 'fork', inner }));
        const opened = accepted(definition, initialState(definition), { type: 'start', at, variables: begun });
        const outside = new Outside();
        outside.apply(opened.effects);
        const keys = outside.keys();
        const first = keys[pick % keys.length] ?? '';
        const second = keys.find((key) => branchOf(opened.state, key) !== branchOf(opened.state, first)) ?? '';
        const [a, b] = [outside.event(first, {}), outside.event(second, {})];
        assert.deepEqual(outcome(definition, opened.state, a, b), outcome(definition, opened.state, b, a));
      }),
      options,
    );
  });
});

/** The token of the process itself for which, or within which, something is open. */
function branchOf({ tokens, scopes }: ProcessState, key: string): number | undefined {
  const holds = ({ id, timers = [], subscriptions = [] }: Token): boolean =>
    key === `task-${id}` ||
    key === `call-${id}` ||
    timers.some((timer) => key === `timer-${timer.id}`) ||
    subscriptions.some((subscription) => key === `message-${subscription.id}`);
  let token = tokens.find(holds);
  while (token && token.scopeId !== 0) {
    const scope = scopes.find(({ id }) => id === token?.scopeId);
    token = tokens.find(({ innerScopeId }) => innerScopeId === scope?.id);
  }
  return token?.id;
}

/** What two events lead to, but for the keys, which count the order. */
function outcome(definition: ProcessDefinition, state: ProcessState, ...events: ProcessEvent[]): unknown {
  let last = state;
  const opened: string[] = [];
  for (const event of events) {
    const step = accepted(definition, last, event);
    last = step.state;
    opened.push(...step.effects.map((effect) => `${effect.type} ${'elementId' in effect ? effect.elementId : ''}`));
  }
  return {
    status: last.status,
    active: last.tokens.map((token) => `${token.elementId} ${token.flowId ?? ''}`).sort(),
    variables: last.scopes[0]?.variables,
    opened: opened.sort(),
  };
}
