import { canFeed, isWaitingAt, missingAt } from './joins.js';
import type { ProcessGraph } from './process-graph.js';
import { closure } from './process-graph.js';
import type { Token } from './process-state.js';
import type { Reason } from './reason.js';
import type { WorkingState } from './working-state.js';

/**
 * Goes back to an element: takes away every token that lies on it or behind it, and has one enter it. What runs beside
 * it stays, and a join behind it keeps what its other branches brought. Gives a reason when there is no way back.
 */
export function returnTo(working: WorkingState, elementId: string): Reason | undefined {
  const { graph } = working;
  const path = [...graph.ancestors(elementId), elementId];
  let scopeId = 0;
  let depth = 0;
  for (; depth < path.length - 1; depth += 1) {
    const running = working
      .tokensIn(scopeId)
      .find((token) => token.elementId === path[depth] && token.innerScopeId !== undefined);
    if (running?.innerScopeId === undefined) break;
    scopeId = running.innerScopeId;
  }
  const [entered = elementId, ...into] = path.slice(depth);
  const tokens = working.tokensIn(scopeId);
  const behind = tokens.filter((token) => isBehind(working, token, entered));
  const finished = scopeId === 0 && tokens.length === 0;
  if (!finished && !behind.some((token) => isBefore(graph, entered, token.elementId))) {
    return {
      vi: `chưa có gì đi đến hoặc đi qua phần tử ${entered}`,
      en: `nothing has come to or past the element ${entered}`,
    };
  }
  for (const token of behind) working.cancel(token);
  restoreJoins(working, scopeId, entered);
  working.arrive({ elementId: entered, scopeId, ...(into.length > 0 && { into }) });
  return undefined;
}

/** Whether a way leads from the start to the first element and on to the other one; also where both are the same. */
export function isBefore(graph: ProcessGraph, elementId: string, other: string): boolean {
  if (elementId === other) return true;
  const start = graph.start(graph.element(elementId)?.within);
  if (!start || !graph.reachableFrom(elementId).has(other)) return false;
  const withoutOther = closure([start.id], (id) => graph.next(id).filter((next) => next !== other));
  return withoutOther.has(elementId);
}

/** Whether a token lies on the element or behind it, and not on a branch that runs beside it. */
function isBehind(working: WorkingState, token: Token, elementId: string): boolean {
  const { graph } = working;
  if (token.elementId === elementId) return true;
  if (!graph.reachableFrom(elementId).has(token.elementId)) return false;
  if (isWaitingAt(working, token, 'parallelGateway', 'inclusiveGateway') && token.flowId !== undefined) {
    const flow = graph.incoming(token.elementId).find(({ id }) => id === token.flowId);
    return flow === undefined || graph.feeders(flow).has(elementId);
  }
  return !runsBeside(working, token, elementId);
}

/** Whether a join waits for both: by one flow for the token, and by others for the element. */
function runsBeside(working: WorkingState, token: Token, elementId: string): boolean {
  const { graph } = working;
  for (const id of graph.reachableFrom(elementId)) {
    if (!isJoin(graph, id)) continue;
    const incoming = graph.incoming(id);
    const own = incoming.filter((flow) => graph.feeders(flow).has(elementId));
    const others = incoming.filter((flow) => !graph.feeders(flow).has(elementId));
    if (own.length === 0 || own.some((flow) => canFeed(working, token, flow))) continue;
    if (others.some((flow) => canFeed(working, token, flow))) return true;
  }
  return false;
}

/** Gives parallel joins behind the element the tokens back that other branches brought, and that were used up. */
export function restoreJoins(working: WorkingState, scopeId: number, elementId: string): void {
  const { graph } = working;
  for (const id of graph.reachableFrom(elementId)) {
    if (graph.element(id)?.type !== 'parallelGateway' || !isJoin(graph, id)) continue;
    const tokens = working.tokensIn(scopeId);
    for (const flow of missingAt(working, id, scopeId)) {
      if (graph.feeders(flow).has(elementId) || tokens.some((token) => canFeed(working, token, flow))) continue;
      working.rest({ id: working.takeId(), scopeId, elementId: id, flowId: flow.id });
    }
  }
}

function isJoin(graph: ProcessGraph, id: string): boolean {
  const type = graph.element(id)?.type;
  return (type === 'parallelGateway' || type === 'inclusiveGateway') && graph.incoming(id).length > 1;
}
