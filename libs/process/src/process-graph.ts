import type { ProcessDefinition, ProcessElement, SequenceFlow, TimerBoundaryEvent } from './process-definition.js';

/** A definition with its ways looked up beforehand. */
export interface ProcessGraph {
  readonly start: ProcessElement | undefined;
  element(id: string): ProcessElement | undefined;
  outgoing(id: string): readonly SequenceFlow[];
  incoming(id: string): readonly SequenceFlow[];
  boundaries(id: string): readonly TimerBoundaryEvent[];
  /** The elements that a token at one of these can come to, those themselves included. */
  reachableFrom(ids: Iterable<string>): ReadonlySet<string>;
}

const graphs = new WeakMap<ProcessDefinition, ProcessGraph>();

/** The graph of a definition, built once for as long as the definition lives. */
export function graphOf(definition: ProcessDefinition): ProcessGraph {
  const known = graphs.get(definition);
  if (known) return known;
  const graph = buildGraph(definition);
  graphs.set(definition, graph);
  return graph;
}

/** Everything that can be come to from the given ids by the steps that `next` tells. */
export function closure(ids: Iterable<string>, next: (id: string) => Iterable<string>): Set<string> {
  const found = new Set(ids);
  for (const id of found) for (const following of next(id)) found.add(following);
  return found;
}

function buildGraph({ elements, flows }: ProcessDefinition): ProcessGraph {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const outgoing = groupBy(flows, (flow) => flow.from);
  const incoming = groupBy(flows, (flow) => flow.to);
  const boundaries = groupBy(
    elements.filter((element) => element.type === 'timerBoundaryEvent'),
    (event) => event.attachedTo,
  );
  return {
    start: elements.find((element) => element.type === 'startEvent'),
    element: (id) => byId.get(id),
    outgoing: (id) => outgoing.get(id) ?? [],
    incoming: (id) => incoming.get(id) ?? [],
    boundaries: (id) => boundaries.get(id) ?? [],
    reachableFrom: (ids) =>
      closure(ids, (id) => [
        ...(outgoing.get(id) ?? []).map((flow) => flow.to),
        ...(boundaries.get(id) ?? []).map((event) => event.id),
      ]),
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
