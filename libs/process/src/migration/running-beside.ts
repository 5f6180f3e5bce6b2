import type { ProcessElement } from '../process-definition.js';
import { closure, isBoundary, type ProcessGraph } from '../process-graph.js';
import type { Token } from '../process-state.js';

/** Where a token is: on an element, or at a join on the way by which it came. */
type Place = Pick<Token, 'elementId' | 'flowId'>;

/**
 * Whether a drawing lets tokens be at both places at once: somewhere it parts into ways that are walked together, and one lies on the one
 * way alone, the other on the other.
 */
export function runBeside(graph: ProcessGraph, elements: readonly ProcessElement[], one: Place, other: Place): boolean {
  return elements.some((element) => {
    const ways = waysFrom(graph, element);
    return ways.some((way, index) =>
      ways
        .slice(index + 1)
        .some(
          (next) =>
            (liesOn(graph, way, next, one) && liesOn(graph, next, way, other)) ||
            (liesOn(graph, next, way, one) && liesOn(graph, way, next, other)),
        ),
    );
  });
}

/** A way that is walked together with others: the flow by which it begins, if it does by one, and all that can be come to along it. */
interface Way {
  readonly flowId?: string;
  readonly reached: ReadonlySet<string>;
}

function waysFrom(graph: ProcessGraph, element: ProcessElement): Way[] {
  const reach = (ids: readonly string[], without: string) =>
    closure(
      ids.filter((id) => id !== without),
      (id) => graph.next(id).filter((next) => next !== without),
    );
  const flows = graph.outgoing(element.id);
  if (element.type === 'exclusiveGateway') return [];
  const along = flows.map((flow): Way => ({ flowId: flow.id, reached: reach([flow.to], element.id) }));
  const beside = graph
    .boundaries(element.id)
    .filter((event) => event.type !== 'errorBoundaryEvent' && !event.interrupting)
    .map((event): Way => ({ reached: reach([event.id], element.id) }));
  if (beside.length === 0) return along;
  const main = reach(
    flows.map(({ to }) => to),
    element.id,
  );
  return [...beside, { reached: new Set([element.id, ...main, ...interruptions(graph, element, reach)]) }];
}

function interruptions(
  graph: ProcessGraph,
  element: ProcessElement,
  reach: (ids: readonly string[], without: string) => Iterable<string>,
): Iterable<string> {
  const events = graph.boundaries(element.id).filter((event) => isBoundary(event) && event.interrupting);
  return reach(
    events.map(({ id }) => id),
    element.id,
  );
}

function liesOn(graph: ProcessGraph, way: Way, other: Way, { elementId, flowId }: Place): boolean {
  const flow = graph.incoming(elementId).find(({ id }) => id === flowId);
  if (!flow) return way.reached.has(elementId) && !other.reached.has(elementId);
  if (flow.id === way.flowId) return true;
  return way.reached.has(flow.from) && !other.reached.has(flow.from);
}
