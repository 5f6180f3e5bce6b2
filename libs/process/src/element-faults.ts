import { expressionsOf } from './expressions.js';
import { readExpression } from './feel-expression.js';
import type { BoundaryEvent, ProcessDefinition, ProcessElement, SequenceFlow } from './process-definition.js';
import { graphOf } from './process-graph.js';
import type { ProcessGraph } from './process-graph.js';
import type { Fault } from './read-definition.js';
import { faultOfTrigger } from './timer-trigger.js';

/** What is wrong with single elements and flows, whatever else the process holds. */
export function faultsOfElements(definition: ProcessDefinition): Fault[] {
  const graph = graphOf(definition);
  return [
    ...definition.elements.flatMap((element) => reasonsAgainst(element, graph).map(faultOf(element.id))),
    ...definition.flows.flatMap((flow) => reasonsAgainstFlow(flow, graph).map(faultOf(flow.id))),
    ...expressionsOf(definition).flatMap(({ elementId, what, expression }) => {
      const reading = readExpression(expression);
      return 'fault' in reading ? [faultOf(elementId)(`the ${what} "${expression}": ${reading.fault}`)] : [];
    }),
  ];
}

export function faultOf(elementId: string): (reason: string) => Fault {
  return (reason) => ({ elementId, reason });
}

function reasonsAgainst(element: ProcessElement, graph: ProcessGraph): string[] {
  const outgoing = graph.outgoing(element.id);
  const incoming = graph.incoming(element.id);
  switch (element.type) {
    case 'startEvent':
      return incoming.length > 0 ? ['a start event must not have an incoming flow'] : [];
    case 'endEvent':
    case 'errorEndEvent':
    case 'terminateEndEvent':
      return outgoing.length > 0 ? ['an end event must not have an outgoing flow'] : [];
    case 'exclusiveGateway':
    case 'inclusiveGateway':
      return element.defaultFlowId !== undefined && !outgoing.some((flow) => flow.id === element.defaultFlowId)
        ? ['its default flow does not leave it']
        : [];
    case 'timerCatchEvent':
      return reasonsAgainstTimer(element);
    case 'timerBoundaryEvent':
      return [...reasonsAgainstTimer(element), ...reasonsAgainstBoundary(element, graph)];
    case 'messageBoundaryEvent':
    case 'errorBoundaryEvent':
      return reasonsAgainstBoundary(element, graph);
    case 'userTask':
    case 'serviceTask':
    case 'receiveTask':
    case 'callActivity':
    case 'subProcess':
    case 'parallelGateway':
    case 'messageCatchEvent':
      return [];
  }
}

/** An expression that cannot be read is told with all others. */
function reasonsAgainstTimer(timer: { readonly duration: string } | { readonly date: string }): string[] {
  const reason = faultOfTrigger(timer);
  return reason === undefined ? [] : [reason];
}

const HOSTS: ReadonlySet<string> = new Set(['userTask', 'serviceTask', 'receiveTask', 'callActivity', 'subProcess']);

function reasonsAgainstBoundary(event: BoundaryEvent, graph: ProcessGraph): string[] {
  const host = graph.element(event.attachedTo);
  const reasons: string[] = [];
  if (graph.incoming(event.id).length > 0) reasons.push('a boundary event must not have an incoming flow');
  if (!host || !HOSTS.has(host.type) || host.within !== event.within) {
    reasons.push('a boundary event sits on a task, sub-process or call activity');
  }
  if (event.type !== 'errorBoundaryEvent') return reasons;
  if (host?.type === 'receiveTask') reasons.push('a receive task throws no error');
  const twin = graph
    .boundaries(event.attachedTo)
    .find((other) => other.type === 'errorBoundaryEvent' && other.errorCode === event.errorCode);
  if (twin && twin.id !== event.id) reasons.push(`the event ${twin.id} catches the same error`);
  return reasons;
}

function reasonsAgainstFlow(flow: SequenceFlow, graph: ProcessGraph): string[] {
  const source = graph.element(flow.from);
  const target = graph.element(flow.to);
  const reasons: string[] = [];
  if (source && target && source.within !== target.within) {
    reasons.push('the flow crosses the border of a sub-process');
  }
  const chooses = source?.type === 'exclusiveGateway' || source?.type === 'inclusiveGateway';
  const isDefault = chooses && source.defaultFlowId === flow.id;
  if (flow.condition !== undefined) {
    if (isDefault) reasons.push('the default flow must not have a condition');
    if (source && !chooses) reasons.push('only a flow out of an exclusive or inclusive gateway has a condition');
  } else if (chooses && !isDefault && graph.outgoing(source.id).length > 1) {
    const kind = source.type === 'exclusiveGateway' ? 'an exclusive' : 'an inclusive';
    reasons.push(`a flow out of ${kind} gateway needs a condition, or to be its default`);
  }
  return reasons;
}
