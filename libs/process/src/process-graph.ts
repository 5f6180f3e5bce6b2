import type { BoundaryEvent, ProcessDefinition, ProcessElement, SequenceFlow } from './process-definition.js';

/** A definition with its ways looked up beforehand. */
export interface ProcessGraph {
  element(id: string): ProcessElement | undefined;
  /** The start of the process, or of the sub-process with this id. */
  start(within?: string): ProcessElement | undefined;
  outgoing(id: string): readonly SequenceFlow[];
  incoming(id: string): readonly SequenceFlow[];
  boundaries(id: string): readonly BoundaryEvent[];
  /** The elements to which a token at this one can go next, without leaving its sub-process. */
  next(id: string): readonly string[];
  /** The elements that a token at this one can come to, itself included, without leaving its sub-process. */
  reachableFrom(id: string): ReadonlySet<string>;
  /** The elements from which a token can come along this flow without passing what the flow leads to. */
  feeders(flow: SequenceFlow): ReadonlySet<string>;
  /** The sub-processes around an element, outermost first. */
  ancestors(id: string): readonly string[];
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

export function isBoundary(element: ProcessElement): element is BoundaryEvent {
  return 'attachedTo' in element;
}

function buildGraph({ elements, flows }: ProcessDefinition): ProcessGraph {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const outgoing = groupBy(flows, (flow) => flow.from);
  const incoming = groupBy(flows, (flow) => flow.to);
  const boundaries = groupBy(elements.filter(isBoundary), (event) => event.attachedTo);
  const starts = new Map<string | undefined, ProcessElement>();
  for (const element of elements) {
    if (element.type === 'startEvent' && !starts.has(element.within)) starts.set(element.within, element);
  }
  const next = remembered((id: string): readonly string[] => [
    ...(outgoing.get(id) ?? []).map((flow) => flow.to),
    ...(boundaries.get(id) ?? []).map((event) => event.id),
  ]);
  const previous = (id: string): string[] => {
    const element = byId.get(id);
    return [
      ...(incoming.get(id) ?? []).map((flow) => flow.from),
      ...(element && isBoundary(element) ? [element.attachedTo] : []),
    ];
  };
  return {
    element: (id) => byId.get(id),
    start: (within) => starts.get(within),
    outgoing: (id) => outgoing.get(id) ?? NONE,
    incoming: (id) => incoming.get(id) ?? NONE,
    boundaries: (id) => boundaries.get(id) ?? NONE,
    next,
    reachableFrom: remembered((id) => closure([id], next)),
    feeders: remembered((flow: SequenceFlow) =>
      closure(flow.from === flow.to ? [] : [flow.from], (id) => previous(id).filter((before) => before !== flow.to)),
    ),
    ancestors: remembered((id) => {
      const around: string[] = [];
      for (let at = byId.get(id)?.within; at !== undefined; at = byId.get(at)?.within) around.unshift(at);
      return around;
    }),
  };
}

const NONE: readonly never[] = [];

function remembered<Key, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const results = new Map<Key, Result>();
  return (key) => {
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = compute(key);
    results.set(key, result);
    return result;
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
