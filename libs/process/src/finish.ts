import { readExpression } from './feel-expression.js';
import { renewSubscription } from './listeners.js';
import { applyMappings } from './mapping.js';
import { countInstance, instanceVariables, judgeInstance } from './multi-instance.js';
import type { ErrorBoundaryEvent, MultiInstance, ProcessElement } from './process-definition.js';
import type { Variables } from './process-event.js';
import { isBoundary } from './process-graph.js';
import type { Reason } from './reason.js';
import type { OpenSubscription, RunningTimer, Token } from './process-state.js';
import type { Arrival, WorkingState } from './working-state.js';

/** The work of a token is done: its timers end, and it goes on with what the work has come to. */
export function complete(working: WorkingState, token: Token, outcome: Variables): void {
  working.take(token);
  working.cancelListeners(token);
  goOn(working, token, outcome);
}

/** A scope has nothing left in it: what it ran for is done. */
export function completeScope(working: WorkingState, owner: Token, scopeId: number): void {
  const { variables, instances } = working.scope(scopeId);
  working.closeScope(scopeId);
  const element = working.graph.element(owner.elementId);
  if (!instances) {
    complete(working, owner, variables);
  } else {
    working.take(owner);
    working.cancelListeners(owner);
    const collection = element?.type === 'userTask' ? element.multiInstance?.outputCollection : undefined;
    if (collection !== undefined) working.setVariables(owner.scopeId, { [collection]: instances.outputs ?? [] });
    working.leave(owner.elementId, owner.scopeId);
  }
}

/** A timer has fired, or a message has come, at the element itself or at its border. */
export function fire(
  working: WorkingState,
  token: Token,
  listener: RunningTimer | OpenSubscription,
  variables: Variables,
): void {
  const event = working.graph.element(listener.elementId);
  const others = withoutListener(token, listener);
  if (!event || !isBoundary(event) || event.type === 'errorBoundaryEvent') {
    working.replace(others);
    return complete(working, others, variables);
  }
  if (event.interrupting) working.cancel(others);
  else if (event.type === 'timerBoundaryEvent') {
    working.replace({ ...others, fired: [...(others.fired ?? []), event.id] });
  } else {
    const renewed = renewSubscription(working, listener, event);
    working.replace({ ...others, subscriptions: [...(others.subscriptions ?? []), renewed] });
  }
  goOn(working, { elementId: event.id, scopeId: token.scopeId }, variables);
}

/**
 * Brings an error from the place where it arose outwards to the first boundary event that catches it: at `thrower`
 * itself, whose work has ended with it, then at whatever the scopes run for.
 */
export function throwError(
  working: WorkingState,
  from: { thrower: Token } | { scopeId: number },
  errorCode: string,
  variables: Variables,
): 'caught' | 'uncaught' {
  const thrower = 'thrower' in from ? from.thrower : undefined;
  let host = thrower ?? working.ownerOf('scopeId' in from ? from.scopeId : 0);
  while (host) {
    // The border of a multi-instance task is that of the whole, not of an instance.
    const catcher = host.instance === undefined ? catcherAt(working, host, errorCode) : undefined;
    if (catcher) {
      if (thrower) {
        working.take(thrower);
        working.cancelListeners(thrower);
      }
      if (host !== thrower) working.cancel(host);
      goOn(working, { elementId: catcher.id, scopeId: host.scopeId }, variables);
      return 'caught';
    }
    host = working.ownerOf(host.scopeId);
  }
  return 'uncaught';
}

/** Ends the process whatever is open in it. */
export function endProcess(working: WorkingState): void {
  working.clear(0);
}

/**
 * Leaves an element with what it has come to, through its output mapping. Where the mapping fails, a token with the
 * outcome stays for a `retry`.
 */
export function goOn(working: WorkingState, token: Arrival & Pick<Token, 'inputs'>, outcome: Variables): void {
  const { elementId, scopeId, inputs, instance } = token;
  const element = working.graph.element(elementId);
  const multi = instance !== undefined && element?.type === 'userTask' ? element.multiInstance : undefined;
  const around = working.variablesIn(scopeId);
  const own = { ...(multi && instanceVariables(working.scope(scopeId), instance ?? 1, multi)), ...inputs };
  const seen = { ...around, ...own, ...outcome };
  const fail = (failure: Reason): void => working.stop(token, failure, { ...(inputs && { inputs }), outcome });

  const mapped = outputsOf(working, element, multi, outcome, own, seen);
  if ('failure' in mapped) return fail(mapped.failure);
  if (!multi) {
    working.setVariables(scopeId, mapped.given);
    return working.leave(elementId, scopeId);
  }
  const judged = judgeInstance(working, token, multi, seen);
  if ('failure' in judged) return fail(judged.failure);
  working.setVariables(scopeId, mapped.given);
  countInstance(working, token, multi, judged);
}

/** The part of an outcome that reaches the variables around the element. */
function outputsOf(
  working: WorkingState,
  element: ProcessElement | undefined,
  multi: MultiInstance | undefined,
  outcome: Variables,
  own: Variables,
  seen: Variables,
): { given: Variables } | { failure: Reason } {
  const outputs = element && 'outputs' in element ? element.outputs : undefined;
  if (outputs) return applyMappings(outputs, seen, working.at);
  if (element?.type === 'callActivity' && !element.takesAllVariables) return { given: {} };
  if (element?.type === 'subProcess') return { given: {} };
  // What an element has of its own, and what an instance gives to the collection, stays within.
  const collected = multi?.outputElement === undefined ? { variables: [] } : readExpression(multi.outputElement);
  const kept = new Set([...Object.keys(own), ...('fault' in collected ? [] : collected.variables)]);
  if (kept.size === 0) return { given: outcome };
  return { given: Object.fromEntries(Object.entries(outcome).filter(([name]) => !kept.has(name))) };
}

function withoutListener(token: Token, { id }: { readonly id: number }): Token {
  const { timers, subscriptions, ...rest } = token;
  const others = {
    timers: timers?.filter((timer) => timer.id !== id) ?? [],
    subscriptions: subscriptions?.filter((subscription) => subscription.id !== id) ?? [],
  };
  return {
    ...rest,
    ...(others.timers.length > 0 && { timers: others.timers }),
    ...(others.subscriptions.length > 0 && { subscriptions: others.subscriptions }),
  };
}

function catcherAt(working: WorkingState, host: Token, errorCode: string): ErrorBoundaryEvent | undefined {
  const catching = working.graph.boundaries(host.elementId).filter((event) => event.type === 'errorBoundaryEvent');
  return (
    catching.find((event) => event.errorCode === errorCode) ?? catching.find((event) => event.errorCode === undefined)
  );
}
