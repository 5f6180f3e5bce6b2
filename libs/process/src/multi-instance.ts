import { evaluateExpression } from './feel-expression.js';
import { isList, neitherTrueNorFalse, valueOf } from './feel-value.js';
import { listening, prepareListeners, startListeners } from './listeners.js';
import type { MultiInstance, UserTask } from './process-definition.js';
import type { Scalar, Variables } from './process-event.js';
import type { Scope } from './process-state.js';
import { tellOf, type Reason } from './reason.js';
import type { Arrival, WorkingState } from './working-state.js';

/** A list that an analyst meant has a few agencies in it; one that data made must not fill an inbox. */
const MAX_INSTANCES = 200;

const INPUT_COLLECTION: Reason = { vi: 'danh sách đầu vào', en: 'the input collection' };
const OUTPUT_ELEMENT: Reason = { vi: 'phần tử kết quả', en: 'the output element' };
const COMPLETION_CONDITION: Reason = { vi: 'điều kiện hoàn thành', en: 'the completion condition' };

/** A multi-instance task begins: with a token for the whole of it, and one for each instance in a scope of its own. */
export function openInstances(working: WorkingState, arrival: Arrival, task: UserTask, multi: MultiInstance): void {
  const { elementId, scopeId } = arrival;
  const variables = working.variablesIn(scopeId);
  const collection = valueOf(multi.inputCollection, variables, working.at);
  if ('failure' in collection) return working.stop(arrival, tellOf(INPUT_COLLECTION, collection.failure));
  const items = collection.value;
  if (!isList(items)) {
    return working.stop(arrival, {
      vi: `${INPUT_COLLECTION.vi} "${multi.inputCollection}" không phải là danh sách`,
      en: `${INPUT_COLLECTION.en} "${multi.inputCollection}" is no list`,
    });
  }
  if (items.length > MAX_INSTANCES) {
    return working.stop(arrival, {
      vi: `${INPUT_COLLECTION.vi} có hơn ${MAX_INSTANCES} mục`,
      en: `${INPUT_COLLECTION.en} has more than ${MAX_INSTANCES} items`,
    });
  }
  const prepared = prepareListeners(listening(working.graph.boundaries(task.id)), variables, working.at);
  if ('failure' in prepared) return working.stop(arrival, prepared.failure);

  const id = working.takeId();
  const { held, effects } = startListeners(working, prepared.listeners);
  const innerScopeId = working.takeId();
  working.rest({ id, scopeId, elementId, ...held, innerScopeId });
  working.openScope({
    id: innerScopeId,
    elementId,
    variables: {},
    parentId: scopeId,
    instances: {
      items,
      completed: 0,
      ...(multi.outputCollection !== undefined && { outputs: items.map(() => null) }),
    },
  });
  working.effects.push(...effects);
  const count = multi.sequential ? Math.min(items.length, 1) : items.length;
  for (let instance = 1; instance <= count; instance += 1) {
    working.arrive({ elementId, scopeId: innerScopeId, instance });
  }
}

/** What an instance sees beside the variables around it. */
export function instanceVariables(scope: Scope, instance: number, multi: MultiInstance): Variables {
  const item = scope.instances?.items[instance - 1] ?? null;
  return { ...(multi.inputElement !== undefined && { [multi.inputElement]: item }), loopCounter: instance };
}

/**
 * What a completed instance gives to the output collection, and whether it was the last that is wanted; `seen` is all
 * that the instance sees at its end. Changes nothing.
 */
export function judgeInstance(
  working: WorkingState,
  { scopeId }: Arrival,
  multi: MultiInstance,
  seen: Variables,
): { output: Scalar; enough: boolean } | { failure: Reason } {
  const { items = [], completed = 0 } = working.scope(scopeId).instances ?? {};
  let output: Scalar = null;
  if (multi.outputCollection !== undefined && multi.outputElement !== undefined) {
    const outcome = valueOf(multi.outputElement, seen, working.at);
    if ('failure' in outcome) return { failure: tellOf(OUTPUT_ELEMENT, outcome.failure) };
    if (isList(outcome.value)) {
      const { vi, en } = OUTPUT_ELEMENT;
      return {
        failure: {
          vi: `${vi} "${multi.outputElement}" là một danh sách`,
          en: `${en} "${multi.outputElement}" is a list`,
        },
      };
    }
    output = outcome.value;
  }
  if (multi.completionCondition === undefined) return { output, enough: false };
  const counts = {
    numberOfInstances: items.length,
    numberOfCompletedInstances: completed + 1,
    numberOfActiveInstances: working.tokensIn(scopeId).length,
    numberOfTerminatedInstances: 0,
  };
  const outcome = evaluateExpression(multi.completionCondition, { ...seen, ...counts }, working.at);
  if ('failure' in outcome) return { failure: tellOf(COMPLETION_CONDITION, outcome.failure) };
  if (typeof outcome.value !== 'boolean') {
    return { failure: tellOf(COMPLETION_CONDITION, neitherTrueNorFalse(multi.completionCondition)) };
  }
  return { output, enough: outcome.value };
}

/** Counts a completed instance; the next one begins, or the others are taken away when it was enough. */
export function countInstance(
  working: WorkingState,
  { elementId, scopeId, instance = 1 }: Arrival,
  multi: MultiInstance,
  { output, enough }: { output: Scalar; enough: boolean },
): void {
  const scope = working.scope(scopeId);
  const { items, completed, outputs } = scope.instances ?? { items: [], completed: 0 };
  working.changeScope({
    ...scope,
    instances: { items, completed: completed + 1, ...(outputs && { outputs: outputs.with(instance - 1, output) }) },
  });
  if (enough) working.clear(scopeId);
  else if (multi.sequential && instance < items.length) {
    working.arrive({ elementId, scopeId, instance: instance + 1 });
  }
}
