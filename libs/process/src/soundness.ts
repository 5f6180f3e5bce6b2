import { readExpression } from './feel-expression.js';
import type { ProcessDefinition, ProcessElement, SequenceFlow } from './process-definition.js';
import { closure, graphOf } from './process-graph.js';
import type { ProcessGraph } from './process-graph.js';
import type { Fault } from './read-definition.js';
import { faultOfDuration } from './timer-duration.js';

/** What is wrong with single elements and flows, whatever else the process holds. */
export function faultsOfElements(definition: ProcessDefinition): Fault[] {
  const graph = graphOf(definition);
  return [
    ...definition.elements.flatMap((element) => reasonsAgainst(element, graph).map(faultOf(element.id))),
    ...definition.flows.flatMap((flow) => reasonsAgainstCondition(flow, graph).map(faultOf(flow.id))),
  ];
}

/** What is wrong with the way through the process; says something sensible only of a process read whole. */
export function faultsOfWays(definition: ProcessDefinition): Fault[] {
  const graph = graphOf(definition);
  const dangling = definition.flows.flatMap((flow) =>
    [
      graph.element(flow.from) ? '' : 'the flow comes from no element of the process',
      graph.element(flow.to) ? '' : 'the flow leads to no element of the process',
    ]
      .filter((reason) => reason !== '')
      .map(faultOf(flow.id)),
  );
  return [
    ...dangling,
    ...faultsOfStart(definition),
    ...faultsOfReach(definition, graph),
    ...faultsOfLoops(definition, graph),
  ];
}

function faultOf(elementId: string): (reason: string) => Fault {
  return (reason) => ({ elementId, reason });
}

function reasonsAgainst(element: ProcessElement, graph: ProcessGraph): string[] {
  const outgoing = graph.outgoing(element.id);
  const incoming = graph.incoming(element.id);
  switch (element.type) {
    case 'startEvent':
      return incoming.length > 0 ? ['a start event must not have an incoming flow'] : [];
    case 'endEvent':
      return outgoing.length > 0 ? ['an end event must not have an outgoing flow'] : [];
    case 'exclusiveGateway':
      return element.defaultFlowId !== undefined && !outgoing.some((flow) => flow.id === element.defaultFlowId)
        ? ['its default flow does not leave it']
        : [];
    case 'timerCatchEvent':
      return present(faultOfDuration('duration' in element ? element.duration : element.date));
    case 'timerBoundaryEvent':
      return [
        ...present(faultOfDuration('duration' in element ? element.duration : element.date)),
        ...(incoming.length > 0 ? ['a boundary event must not have an incoming flow'] : []),
        ...(graph.element(element.attachedTo)?.type === 'userTask' ? [] : ['a boundary event sits on a user task']),
      ];
    default:
      return [];
  }
}

function reasonsAgainstCondition(flow: SequenceFlow, graph: ProcessGraph): string[] {
  const source = graph.element(flow.from);
  const isDefault = source?.type === 'exclusiveGateway' && source.defaultFlowId === flow.id;
  if (flow.condition === undefined) {
    const choice = source?.type === 'exclusiveGateway' && graph.outgoing(source.id).length > 1;
    return choice && !isDefault ? ['a flow out of an exclusive gateway needs a condition, or to be its default'] : [];
  }
  const reading = readExpression(flow.condition);
  return [
    ...('fault' in reading ? [`the condition "${flow.condition}": ${reading.fault}`] : []),
    ...(isDefault ? ['the default flow must not have a condition'] : []),
    ...(source && source.type !== 'exclusiveGateway'
      ? ['only a flow out of an exclusive gateway has a condition']
      : []),
  ];
}

function faultsOfStart({ processId, elements }: ProcessDefinition): Fault[] {
  const starts = elements.filter((element) => element.type === 'startEvent');
  if (starts.length === 0) return [{ elementId: processId, reason: 'the process has no start event' }];
  return starts.slice(1).map(({ id }) => ({ elementId: id, reason: 'the process has more than one start event' }));
}

function faultsOfReach({ elements }: ProcessDefinition, graph: ProcessGraph): Fault[] {
  const starts = elements.filter((element) => element.type === 'startEvent').map(({ id }) => id);
  const ends = elements.filter((element) => element.type === 'endEvent').map(({ id }) => id);
  const reached = graph.reachableFrom(starts);
  const ending = closure(ends, (id) => {
    const element = graph.element(id);
    return [
      ...graph.incoming(id).map((flow) => flow.from),
      ...(element?.type === 'timerBoundaryEvent' && element.interrupting ? [element.attachedTo] : []),
    ];
  });
  return elements.flatMap((element) => {
    const stops = element.type !== 'endEvent' && graph.outgoing(element.id).length === 0;
    return [
      // Without a start event nothing is reachable, and that is said once.
      starts.length > 0 && !reached.has(element.id) ? 'it cannot be reached from the start event' : '',
      stops ? 'it has no outgoing flow' : ending.has(element.id) ? '' : 'no way leads from it to an end event',
    ]
      .filter((reason) => reason !== '')
      .map(faultOf(element.id));
  });
}

/** A loop that no task, service or timer interrupts would run for ever, or not at all. */
function faultsOfLoops({ elements }: ProcessDefinition, graph: ProcessGraph): Fault[] {
  const gateways = elements.filter(({ type }) => type === 'exclusiveGateway' || type === 'parallelGateway');
  const onLoop = new Set(gateways.map(({ id }) => id));
  // What none of the rest leads to, or leads to none of the rest, lies on no loop of the rest.
  for (let before = -1; before !== onLoop.size;) {
    before = onLoop.size;
    for (const id of onLoop) {
      const entered = graph.incoming(id).some((flow) => onLoop.has(flow.from));
      const left = graph.outgoing(id).some((flow) => onLoop.has(flow.to));
      if (!entered || !left) onLoop.delete(id);
    }
  }
  return [...onLoop].map((id) => ({ elementId: id, reason: 'it lies on a loop without a task, service or timer' }));
}

function present(reason: string | undefined): string[] {
  return reason === undefined ? [] : [reason];
}
