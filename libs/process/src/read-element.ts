import { CANDIDATE_GROUPS, groupsIn } from './activity.js';
import { expressionIn, readExpression } from './feel-expression.js';
import { valueOf } from './feel-value.js';
import { elementOf, elementsOf, extensionsOf, textOf } from './moddle-tree.js';
import type { ModdleElement } from './moddle-tree.js';
import type { CallActivity, ProcessElement, UserTask } from './process-definition.js';
import { readError, readMessage, readTimer } from './read-event.js';
import { tellOf, type Reason } from './reason.js';
import { readEventOutputs, readInputs, readMultiInstance, readOutputs } from './read-mapping.js';

interface Node {
  readonly id: string;
  readonly name: string;
  readonly within?: string;
}

/** Where a reader tells what is wrong with its element, and what is merely odd. */
export interface Remarks {
  readonly fault: (reason: Reason) => void;
  readonly odd: (reason: Reason) => void;
}

type Reader = (element: ModdleElement, node: Node, remarks: Remarks) => ProcessElement;

/** An element of the process; nothing of what has no part in its execution, such as data objects. */
export function readElement(element: ModdleElement, node: Node, remarks: Remarks): ProcessElement | undefined {
  return READERS.get(element.$type)?.(element, node, remarks);
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['bpmn:StartEvent', (_element, node) => ({ type: 'startEvent', ...node })],
  ['bpmn:EndEvent', readEnd],
  ['bpmn:ParallelGateway', (_element, node) => ({ type: 'parallelGateway', ...node })],
  ['bpmn:ExclusiveGateway', (element, node) => ({ type: 'exclusiveGateway', ...node, ...defaultFlowOf(element) })],
  ['bpmn:InclusiveGateway', (element, node) => ({ type: 'inclusiveGateway', ...node, ...defaultFlowOf(element) })],
  ['bpmn:UserTask', readUserTask],
  [
    'bpmn:ServiceTask',
    (element, node, remarks) => ({
      type: 'serviceTask',
      ...node,
      taskType: readTaskType(element, remarks),
      ...readInputs(element, remarks.fault),
      ...readOutputs(element, remarks.fault),
    }),
  ],
  [
    'bpmn:ReceiveTask',
    (element, node, { fault }) => ({
      type: 'receiveTask',
      ...node,
      message: readMessage(element, fault),
      ...readInputs(element, fault),
      ...readOutputs(element, fault),
    }),
  ],
  ['bpmn:CallActivity', readCallActivity],
  [
    'bpmn:SubProcess',
    (element, node, { fault }) => {
      if (element.get('triggeredByEvent') === true) {
        fault({
          vi: 'tiến trình con kích hoạt bởi sự kiện không được hỗ trợ',
          en: 'an event sub-process is not supported',
        });
      }
      return { type: 'subProcess', ...node, ...readInputs(element, fault), ...readOutputs(element, fault) };
    },
  ],
  [
    'bpmn:IntermediateCatchEvent',
    (element, node, { fault }) => {
      const definition = onlyDefinition(element);
      const outputs = readEventOutputs(element, fault);
      if (definition?.$type === 'bpmn:MessageEventDefinition') {
        return { type: 'messageCatchEvent', ...node, message: readMessage(definition, fault), ...outputs };
      }
      return { type: 'timerCatchEvent', ...node, ...readTimer(definition, fault), ...outputs };
    },
  ],
  ['bpmn:BoundaryEvent', readBoundary],
]);

function readEnd(element: ModdleElement, node: Node, { fault }: Remarks): ProcessElement {
  const definitions = elementsOf(element, 'eventDefinitions');
  const [definition] = definitions;
  if (definitions.length > 1) {
    fault({ vi: 'sự kiện kết thúc chỉ được có tối đa một ý nghĩa', en: 'an end event has one meaning at most' });
  }
  if (definition?.$type === 'bpmn:TerminateEventDefinition') return { type: 'terminateEndEvent', ...node };
  if (definition?.$type !== 'bpmn:ErrorEventDefinition') return { type: 'endEvent', ...node };
  const errorCode = readError(definition, fault);
  if (errorCode === undefined) {
    fault({
      vi: 'sự kiện kết thúc lỗi cần một lỗi có mã (errorCode)',
      en: 'an error end event needs an error with a code',
    });
  }
  return { type: 'errorEndEvent', ...node, errorCode: errorCode ?? '' };
}

function readBoundary(element: ModdleElement, node: Node, { fault }: Remarks): ProcessElement {
  const host = elementOf(element, 'attachedToRef');
  const definition = onlyDefinition(element);
  const interrupting = element.get('cancelActivity') !== false;
  const event = {
    ...node,
    attachedTo: host ? textOf(host, 'id') : '',
    interrupting,
    ...readEventOutputs(element, fault),
  };
  switch (definition?.$type) {
    case 'bpmn:MessageEventDefinition':
      return { type: 'messageBoundaryEvent', ...event, message: readMessage(definition, fault) };
    case 'bpmn:ErrorEventDefinition': {
      if (!interrupting) fault({ vi: 'sự kiện lỗi luôn ngắt hoạt động', en: 'an error event always interrupts' });
      const errorCode = readError(definition, fault);
      return { type: 'errorBoundaryEvent', ...event, ...(errorCode !== undefined && { errorCode }) };
    }
    default:
      return { type: 'timerBoundaryEvent', ...event, ...readTimer(definition, fault) };
  }
}

function onlyDefinition(element: ModdleElement): ModdleElement | undefined {
  const definitions = elementsOf(element, 'eventDefinitions');
  return definitions.length === 1 ? definitions[0] : undefined;
}

function readUserTask(element: ModdleElement, node: Node, { fault }: Remarks): UserTask {
  const multiInstance = readMultiInstance(element, fault);
  return {
    type: 'userTask',
    ...node,
    ...readCandidates(element, fault),
    ...(multiInstance && { multiInstance }),
    ...readInputs(element, fault),
    ...readOutputs(element, fault),
  };
}

/** Groups that an expression names are known beforehand where it reads nothing. */
function readCandidates(
  task: ModdleElement,
  fault: (reason: Reason) => void,
): Pick<UserTask, 'candidateGroups' | 'candidateExpression'> {
  const assignments = extensionsOf(task, 'zeebe:AssignmentDefinition');
  if (assignments.length > 1) fault(moreThanOne('zeebe:assignmentDefinition'));
  const written = assignments[0] ? textOf(assignments[0], 'candidateGroups').trim() : '';
  const candidateExpression = expressionIn(written);
  if (candidateExpression === undefined) return { candidateGroups: groupsIn(written) };
  const reading = readExpression(candidateExpression);
  if (!('fault' in reading) && reading.variables.length === 0 && !reading.readsClock) {
    const outcome = valueOf(candidateExpression, {}, new Date(0));
    if ('failure' in outcome) fault(tellOf(CANDIDATE_GROUPS, outcome.failure));
    else return { candidateGroups: groupsIn(outcome.value) };
  }
  return { candidateGroups: [], candidateExpression };
}

function readTaskType(task: ModdleElement, { fault, odd }: Remarks): string {
  const definitions = extensionsOf(task, 'zeebe:TaskDefinition');
  const [definition] = definitions;
  const taskType = definition ? textOf(definition, 'type').trim() : '';
  if (definitions.length > 1) fault(moreThanOne('zeebe:taskDefinition'));
  if (taskType === '') {
    fault({
      vi: 'tác vụ dịch vụ cần zeebe:taskDefinition có type',
      en: 'a service task needs a zeebe:taskDefinition with a type',
    });
  }
  if (taskType.startsWith('=')) {
    fault({
      vi: 'type của tác vụ dịch vụ không được là biểu thức',
      en: 'the type of a service task must not be an expression',
    });
  }
  if (definition && textOf(definition, 'retries') !== '') {
    odd({
      vi: 'số lần thử lại (retries) không được dùng: dịch vụ được thử lại bao nhiêu lần do nơi chạy dịch vụ quy định',
      en: 'the number of retries is not used: how often a service is tried again is set where it runs',
    });
  }
  return taskType;
}

function readCallActivity(element: ModdleElement, node: Node, { fault }: Remarks): CallActivity {
  const [called, ...more] = extensionsOf(element, 'zeebe:CalledElement');
  const calledElement = called ? textOf(called, 'processId').trim() : '';
  if (calledElement === '' || more.length > 0) {
    fault({
      vi: 'hoạt động gọi cần đúng một zeebe:calledElement có processId',
      en: 'a call activity needs one zeebe:calledElement with a processId',
    });
  }
  return {
    type: 'callActivity',
    ...node,
    calledElement,
    passesAllVariables: called?.get('propagateAllParentVariables') !== false,
    takesAllVariables: called?.get('propagateAllChildVariables') !== false,
    ...readInputs(element, fault),
    ...readOutputs(element, fault),
  };
}

function moreThanOne(extension: string): Reason {
  return { vi: `có nhiều hơn một ${extension}`, en: `it has more than one ${extension}` };
}

function defaultFlowOf(gateway: ModdleElement): { defaultFlowId?: string } {
  const defaultFlow = elementOf(gateway, 'default');
  return defaultFlow ? { defaultFlowId: textOf(defaultFlow, 'id') } : {};
}
