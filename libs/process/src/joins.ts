import type { SequenceFlow } from './process-definition.js';
import type { Token } from './process-state.js';
import type { Arrival, WorkingState } from './working-state.js';
import { arrivalOf } from './working-state.js';

/** A token comes to a parallel gateway: it waits there until one has come by every incoming flow. */
export function joinParallel(working: WorkingState, arrival: Arrival): void {
  const { elementId, scopeId } = arrival;
  const incoming = working.graph.incoming(elementId);
  if (incoming.length === 1) return working.leave(elementId, scopeId);
  wait(working, arrival);
  const waiting = waitingAt(working, elementId, scopeId);
  const arrived: Token[] = [];
  for (const flow of incoming) {
    const token = waiting.find(({ flowId }) => flowId === flow.id);
    if (!token) return;
    arrived.push(token);
  }
  for (const token of arrived) working.take(token);
  working.leave(elementId, scopeId);
}

export function wait(working: WorkingState, { elementId, scopeId, flowId }: Arrival): void {
  working.rest({ id: working.takeId(), scopeId, elementId, ...(flowId !== undefined && { flowId }) });
}

/**
 * Lets inclusive gateways go on to which no further token can come. Called when every token is at rest; tells whether
 * any has moved.
 */
export function joinInclusive(working: WorkingState): boolean {
  let moved = false;
  for (const { elementId, scopeId } of joinsOf(working, 'inclusiveGateway')) {
    const others = working
      .tokensIn(scopeId)
      .filter((token) => token.elementId !== elementId || token.incident === true);
    if (missingAt(working, elementId, scopeId).some((flow) => others.some((token) => canFeed(working, token, flow)))) {
      continue;
    }
    moved = true;
    release(working, elementId, scopeId);
  }
  return moved;
}

/** Inclusive gateways that wait for one another alone: the first goes on. Tells whether one has. */
export function joinStuckInclusive(working: WorkingState): boolean {
  for (const { elementId, scopeId } of joinsOf(working, 'inclusiveGateway')) {
    if (!working.tokensIn(scopeId).every((token) => isWaitingAt(working, token, 'inclusiveGateway'))) continue;
    release(working, elementId, scopeId);
    return true;
  }
  return false;
}

/** A token that waits at a parallel gateway for one that can no longer come would wait in silence for ever. */
export function stopDeadlocks(working: WorkingState): void {
  for (const { elementId, scopeId } of joinsOf(working, 'parallelGateway')) {
    const inScope = working.tokensIn(scopeId);
    const here = inScope.filter((token) => token.elementId === elementId);
    if (here.some((token) => token.incident)) continue;
    const moving = inScope.filter((token) => !isWaitingAt(working, token, 'parallelGateway'));
    const missing = missingAt(working, elementId, scopeId).find(
      (flow) => !moving.some((token) => canFeed(working, token, flow)),
    );
    const first = here[0];
    if (!missing || !first) continue;
    working.take(first);
    working.stop(arrivalOf(first), {
      vi: `không còn nhánh nào có thể đến bằng luồng ${missing.id}`,
      en: `no token can come by the flow ${missing.id} any more`,
    });
  }
}

/** Whether a token can come along a flow without passing what the flow leads to. */
export function canFeed({ graph }: WorkingState, token: Token, flow: SequenceFlow): boolean {
  if (token.elementId === flow.to) return false;
  const feeders = graph.feeders(flow);
  if (!feeders.has(token.elementId)) return false;
  if (!token.fired || graph.outgoing(token.elementId).some(({ id, to }) => id === flow.id || feeders.has(to))) {
    return true;
  }
  const left = graph.boundaries(token.elementId).filter(({ id }) => !token.fired?.includes(id));
  return left.some(({ id }) => feeders.has(id));
}

/** The incoming flows of a join by which no token has come. */
export function missingAt(working: WorkingState, elementId: string, scopeId: number): SequenceFlow[] {
  const waiting = waitingAt(working, elementId, scopeId);
  return working.graph.incoming(elementId).filter((flow) => !waiting.some(({ flowId }) => flowId === flow.id));
}

/** Whether a token waits at a joining gateway for others. */
export function isWaitingAt(
  { graph }: WorkingState,
  token: Token,
  ...types: ('parallelGateway' | 'inclusiveGateway')[]
): boolean {
  const element = graph.element(token.elementId);
  return !token.incident && types.some((type) => type === element?.type);
}

function waitingAt(working: WorkingState, elementId: string, scopeId: number): Token[] {
  return working.tokens.filter(
    (token) => token.elementId === elementId && token.scopeId === scopeId && !token.incident,
  );
}

/** One token goes on for all that wait. */
function release(working: WorkingState, elementId: string, scopeId: number): void {
  for (const token of waitingAt(working, elementId, scopeId)) working.take(token);
  working.arrive({ elementId, scopeId });
}

/** Each joining gateway of the kind at which a token waits, once per scope. */
function joinsOf(
  working: WorkingState,
  type: 'parallelGateway' | 'inclusiveGateway',
): Pick<Token, 'elementId' | 'scopeId'>[] {
  const found = new Map<string, Token>();
  for (const token of working.tokens) {
    if (isWaitingAt(working, token, type)) found.set(`${token.scopeId} ${token.elementId}`, token);
  }
  return [...found.values()];
}
