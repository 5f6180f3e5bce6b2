import { expressionsOf } from './expressions.js';
import { readExpression } from './feel-expression.js';
import type { BoundaryEvent, ProcessDefinition, ProcessElement, SequenceFlow } from './process-definition.js';
import { graphOf } from './process-graph.js';
import type { ProcessGraph } from './process-graph.js';
import { tellOf, type Reason } from './reason.js';
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
      if (!('fault' in reading)) return [];
      const subject = { vi: `${what.vi} "${expression}"`, en: `the ${what.en} "${expression}"` };
      return [faultOf(elementId)(tellOf(subject, reading.fault))];
    }),
  ];
}

export function faultOf(elementId: string): (reason: Reason) => Fault {
  return (reason) => ({ elementId, reason });
}

function reasonsAgainst(element: ProcessElement, graph: ProcessGraph): Reason[] {
  const outgoing = graph.outgoing(element.id);
  const incoming = graph.incoming(element.id);
  switch (element.type) {
    case 'startEvent':
      return incoming.length > 0
        ? [{ vi: 'sự kiện bắt đầu không được có luồng đi vào', en: 'a start event must not have an incoming flow' }]
        : [];
    case 'endEvent':
    case 'errorEndEvent':
    case 'terminateEndEvent':
      return outgoing.length > 0
        ? [{ vi: 'sự kiện kết thúc không được có luồng đi ra', en: 'an end event must not have an outgoing flow' }]
        : [];
    case 'exclusiveGateway':
    case 'inclusiveGateway':
      return element.defaultFlowId !== undefined && !outgoing.some((flow) => flow.id === element.defaultFlowId)
        ? [{ vi: 'luồng mặc định của cổng không đi ra từ cổng này', en: 'its default flow does not leave it' }]
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
function reasonsAgainstTimer(timer: { readonly duration: string } | { readonly date: string }): Reason[] {
  const reason = faultOfTrigger(timer);
  return reason === undefined ? [] : [reason];
}

const HOSTS: ReadonlySet<string> = new Set(['userTask', 'serviceTask', 'receiveTask', 'callActivity', 'subProcess']);

function reasonsAgainstBoundary(event: BoundaryEvent, graph: ProcessGraph): Reason[] {
  const host = graph.element(event.attachedTo);
  const reasons: Reason[] = [];
  if (graph.incoming(event.id).length > 0) {
    reasons.push({
      vi: 'sự kiện biên không được có luồng đi vào',
      en: 'a boundary event must not have an incoming flow',
    });
  }
  if (!host || !HOSTS.has(host.type) || host.within !== event.within) {
    reasons.push({
      vi: 'sự kiện biên phải gắn vào một tác vụ, tiến trình con hoặc hoạt động gọi',
      en: 'a boundary event sits on a task, sub-process or call activity',
    });
  }
  if (event.type !== 'errorBoundaryEvent') return reasons;
  if (host?.type === 'receiveTask') {
    reasons.push({ vi: 'tác vụ nhận không phát sinh lỗi', en: 'a receive task throws no error' });
  }
  const twin = graph
    .boundaries(event.attachedTo)
    .find((other) => other.type === 'errorBoundaryEvent' && other.errorCode === event.errorCode);
  if (twin && twin.id !== event.id) {
    reasons.push({
      vi: `sự kiện ${twin.id} cũng bắt chính lỗi này`,
      en: `the event ${twin.id} catches the same error`,
    });
  }
  return reasons;
}

function reasonsAgainstFlow(flow: SequenceFlow, graph: ProcessGraph): Reason[] {
  const source = graph.element(flow.from);
  const target = graph.element(flow.to);
  const reasons: Reason[] = [];
  if (source && target && source.within !== target.within) {
    reasons.push({ vi: 'luồng đi qua biên của tiến trình con', en: 'the flow crosses the border of a sub-process' });
  }
  const chooses = source?.type === 'exclusiveGateway' || source?.type === 'inclusiveGateway';
  const isDefault = chooses && source.defaultFlowId === flow.id;
  if (flow.condition !== undefined) {
    if (isDefault) {
      reasons.push({ vi: 'luồng mặc định không được có điều kiện', en: 'the default flow must not have a condition' });
    }
    if (source && !chooses) {
      reasons.push({
        vi: 'chỉ luồng đi ra từ cổng loại trừ hoặc cổng bao hàm mới có điều kiện',
        en: 'only a flow out of an exclusive or inclusive gateway has a condition',
      });
    }
  } else if (chooses && !isDefault && graph.outgoing(source.id).length > 1) {
    const gateway =
      source.type === 'exclusiveGateway'
        ? { vi: 'cổng loại trừ', en: 'an exclusive gateway' }
        : { vi: 'cổng bao hàm', en: 'an inclusive gateway' };
    reasons.push({
      vi: `luồng đi ra từ ${gateway.vi} cần có điều kiện, hoặc là luồng mặc định của cổng`,
      en: `a flow out of ${gateway.en} needs a condition, or to be its default`,
    });
  }
  return reasons;
}
