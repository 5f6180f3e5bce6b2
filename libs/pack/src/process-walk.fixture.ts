import assert from 'node:assert/strict';
import type { Effect, ProcessDefinition, ProcessEvent, ProcessState, Variables } from '@motcua/process';
import { advance, initialState } from '@motcua/process';
import type { ProcedureDefinition } from './procedure.js';

const at = new Date('2026-03-02T02:00:00Z');
const MOST_PLACES = 20_000;

/** Something for which a process waits, by its key. */
type Open = Extract<Effect, { type: 'createTask' | 'openSubscription' | 'startTimer' | 'callProcess' }>;

interface Place {
  state: ProcessState;
  open: ReadonlyMap<string, Open>;
  /** The tasks done on the way here; the last one first. */
  done: readonly string[];
}

/** What was seen on all ways through a process: the flows taken, what was chosen where, and the last step of each way. */
export interface Walk {
  flows: Set<string>;
  choices: Set<string>;
  lastSteps: Set<string>;
}

/** A task on each flow, which tells that it was taken. */
function withProbes(definition: ProcessDefinition): ProcessDefinition {
  return {
    ...definition,
    elements: [
      ...definition.elements,
      ...definition.flows.map(({ id, from }) => {
        const within = definition.elements.find((element) => element.id === from)?.within;
        return {
          type: 'userTask' as const,
          id: `probe-${id}`,
          name: id,
          candidateGroups: ['nobody'],
          ...(within !== undefined && { within }),
        };
      }),
    ],
    flows: definition.flows.flatMap((flow) => [
      { ...flow, to: `probe-${flow.id}` },
      { id: `after-${flow.id}`, from: `probe-${flow.id}`, to: flow.to },
    ]),
  };
}

/**
 * Goes every way through a process: each choice of each step, each message and timer, each end of a sub-dossier, in every
 * order. Nothing may be rejected or get stuck, and every way must end.
 */
export function walkEveryWay(
  drawn: ProcessDefinition,
  { steps, variables = {} }: Pick<ProcedureDefinition, 'steps' | 'variables'>,
  messages: Readonly<Record<string, readonly Variables[]>>,
): Walk {
  const definition = withProbes(drawn);
  const walk: Walk = { flows: new Set(), choices: new Set(), lastSteps: new Set() };

  const follow = (place: Place, event: ProcessEvent, key?: string): Place => {
    const result = advance(definition, place.state, event);
    assert.ok(!('rejected' in result), JSON.stringify(result));
    const open = new Map(place.open);
    if (key !== undefined) open.delete(key);
    for (const effect of result.effects) {
      switch (effect.type) {
        case 'createTask':
          open.set(effect.taskKey, effect);
          break;
        case 'openSubscription':
          open.set(effect.subscriptionKey, effect);
          break;
        case 'startTimer':
          open.set(effect.timerKey, effect);
          break;
        case 'callProcess':
          open.set(effect.callKey, effect);
          break;
        case 'cancelTask':
          open.delete(effect.taskKey);
          break;
        case 'cancelSubscription':
          open.delete(effect.subscriptionKey);
          break;
        case 'cancelTimer':
          open.delete(effect.timerKey);
          break;
        case 'cancelCall':
          open.delete(effect.callKey);
          break;
        case 'complete':
          assert.equal(open.size, 0, 'the process has ended, but something is still open');
          walk.lastSteps.add(place.done[0] ?? '');
          break;
        default:
          assert.fail(JSON.stringify(effect));
      }
    }
    const next = { state: result.state, open, done: place.done };
    for (const [probe, task] of open) {
      if (task.type !== 'createTask' || !task.elementId.startsWith('probe-')) continue;
      walk.flows.add(task.name);
      return follow(next, { type: 'completeTask', at, taskKey: probe }, probe);
    }
    return next;
  };

  const next = (place: Place, [key, open]: [string, Open]): Place[] => {
    switch (open.type) {
      case 'createTask': {
        const { outcomeVariable, outcomes = [] } = steps[open.elementId] ?? {};
        const after = { ...place, done: [open.elementId, ...place.done] };
        if (outcomeVariable === undefined) return [follow(after, { type: 'completeTask', at, taskKey: key }, key)];
        return outcomes.map(({ value }) => {
          walk.choices.add(`${open.elementId}: ${value}`);
          const chosen = { [outcomeVariable]: value };
          return follow(after, { type: 'completeTask', at, taskKey: key, variables: chosen }, key);
        });
      }
      case 'openSubscription':
        return (messages[open.messageName] ?? [{}]).map((given) =>
          follow(place, { type: 'messageReceived', at, subscriptionKey: key, variables: given }, key),
        );
      case 'startTimer':
        return [follow(place, { type: 'timerFired', at, timerKey: key }, key)];
      case 'callProcess':
        return ['approved', 'refused'].map((outcome) =>
          follow(place, { type: 'calledProcessCompleted', at, callKey: key, variables: { outcome } }, key),
        );
    }
  };

  const start: Place = { state: initialState(definition), open: new Map(), done: [] };
  const places = [follow(start, { type: 'start', at, variables })];
  const seen = new Set<string>();
  for (let place = places.pop(); place; place = places.pop()) {
    const mark = markOf(place);
    if (seen.has(mark)) continue;
    seen.add(mark);
    assert.ok(seen.size < MOST_PLACES, 'the process has no end of places');
    assert.ok(place.open.size > 0 || place.state.status === 'finished', 'the process waits for nothing');
    for (const entry of place.open) places.push(...next(place, entry));
  }
  return walk;
}

/** Two places are the same where the same is open and known: keys count on, and do not tell them apart. */
function markOf({ state, open, done }: Place): string {
  const waiting = [...open.values()].map(
    (effect) => `${effect.elementId} ${'item' in effect ? String(effect.item) : ''}`,
  );
  const known = state.scopes.map(({ elementId, variables, instances }) => [elementId, variables, instances?.outputs]);
  return JSON.stringify([waiting.sort(), known, done[0]]);
}
