import { subscriptionKeyOf, timerKeyOf } from '../keys.js';
import { isCatching, listening, prepareListeners, startListeners, type ListeningElement } from '../listeners.js';
import type { ProcessGraph } from '../process-graph.js';
import type { Token } from '../process-state.js';
import type { Reason } from '../reason.js';
import type { WorkingState } from '../working-state.js';
import type { ElementMapping } from './plan-migration.js';

/** What hung on a token in the source. */
export type Listeners = Required<Pick<Token, 'timers' | 'subscriptions' | 'fired'>>;

type Held = Pick<Token, 'timers' | 'subscriptions' | 'fired'>;

/**
 * What hangs on a token in the target: timers that run keep their keys and so their moments, those that fired do not begin again, those
 * that are gone are cancelled, and new ones start.
 * @param token at the element that it has become
 */
export function carryListeners(
  working: WorkingState,
  source: ProcessGraph,
  mapping: ElementMapping,
  token: Token,
  before: Listeners,
): Held | { failure: Reason } {
  const { graph } = working;
  const elements = listeningAt(graph, token);
  const isThere = (id: string | undefined): id is string => elements.some((element) => element.id === id);
  const covered = new Set<string>();
  const take = (oldId: string): string | undefined => {
    const id = mapping[oldId];
    if (!isThere(id) || covered.has(id)) return undefined;
    covered.add(id);
    return id;
  };

  const fired = before.fired.flatMap((oldId) => take(oldId) ?? []);
  const timers = before.timers.flatMap((timer) => {
    const elementId = take(timer.elementId);
    if (elementId !== undefined) return [{ ...timer, elementId }];
    working.effects.push({ type: 'cancelTimer', timerKey: timerKeyOf(timer) });
    return [];
  });
  const subscriptions = before.subscriptions.flatMap((subscription) => {
    const isSame = messageOf(source, subscription.elementId) === messageOf(graph, mapping[subscription.elementId]);
    const elementId = isSame ? take(subscription.elementId) : undefined;
    if (elementId !== undefined) return [{ ...subscription, elementId }];
    working.effects.push({ type: 'cancelSubscription', subscriptionKey: subscriptionKeyOf(subscription) });
    return [];
  });

  const seen = { ...working.variablesIn(token.scopeId), ...token.inputs };
  const prepared = prepareListeners(
    elements.filter(({ id }) => !covered.has(id)),
    seen,
    working.at,
  );
  if ('failure' in prepared) return prepared;
  const { held, effects } = startListeners(working, prepared.listeners);
  working.effects.push(...effects);
  const [allTimers, allSubscriptions] = [
    [...timers, ...(held.timers ?? [])],
    [...subscriptions, ...(held.subscriptions ?? [])],
  ];
  return {
    ...(allTimers.length > 0 && { timers: allTimers }),
    ...(allSubscriptions.length > 0 && { subscriptions: allSubscriptions }),
    ...(fired.length > 0 && { fired }),
  };
}

function listeningAt(graph: ProcessGraph, { elementId, instance, incident }: Token): ListeningElement[] {
  const element = graph.element(elementId);
  if (!element || incident) return [];
  return [
    ...(isCatching(element) ? [element] : []),
    ...(instance === undefined ? listening(graph.boundaries(elementId)) : []),
  ];
}

function messageOf(graph: ProcessGraph, elementId: string | undefined): string | undefined {
  const element = elementId === undefined ? undefined : graph.element(elementId);
  return element && 'message' in element ? element.message.name : undefined;
}
