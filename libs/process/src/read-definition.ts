import { elementOf, elementsOf, extensionsOf, textOf } from './moddle-tree.js';
import type { ModdleElement } from './moddle-tree.js';
import type { ProcessDefinition, ProcessElement, SequenceFlow } from './process-definition.js';
import { expressionIn } from './timer-duration.js';

/** Something wrong with an element, before its line is looked up. */
export interface Fault {
  readonly elementId: string;
  readonly reason: string;
}

const MAX_ELEMENTS = 1_000;
const MAX_NAME = 500;

/**
 * The process that the tree holds. A faulty element is in the definition all the same, so that the rules of the graph
 * can be checked in the same run.
 */
export function readDefinition(root: ModdleElement): { definition: ProcessDefinition | undefined; faults: Fault[] } {
  const faults: Fault[] = [];
  const processes = elementsOf(root, 'rootElements').filter((element) => element.$type === 'bpmn:Process');
  const process = processes[0];
  if (!process) {
    return {
      definition: undefined,
      faults: [{ elementId: textOf(root, 'id'), reason: 'the file holds no process' }],
    };
  }
  for (const other of processes.slice(1)) {
    faults.push({ elementId: textOf(other, 'id'), reason: 'the file holds more than one process' });
  }
  const processId = textOf(process, 'id');
  const flowElements = elementsOf(process, 'flowElements');
  if (flowElements.length > MAX_ELEMENTS) {
    faults.push({ elementId: processId, reason: `the process has more than ${MAX_ELEMENTS} elements and flows` });
    return { definition: undefined, faults };
  }
  const elements: ProcessElement[] = [];
  const flows: SequenceFlow[] = [];
  for (const element of [process, ...flowElements]) {
    if (textOf(element, 'name').length > MAX_NAME) {
      faults.push({ elementId: textOf(element, 'id'), reason: `its name has more than ${MAX_NAME} characters` });
    }
  }
  for (const element of flowElements) {
    const fault = (reason: string): void => void faults.push({ elementId: textOf(element, 'id'), reason });
    if (element.$type === 'bpmn:SequenceFlow') flows.push(readFlow(element, fault));
    else {
      const read = READERS.get(element.$type);
      if (read) elements.push(read(element, { id: textOf(element, 'id'), name: textOf(element, 'name') }, fault));
    }
  }
  return { definition: { processId, name: textOf(process, 'name'), elements, flows }, faults };
}

type Reader = (
  element: ModdleElement,
  node: { readonly id: string; readonly name: string },
  fault: (reason: string) => void,
) => ProcessElement;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['bpmn:StartEvent', (_element, node) => ({ type: 'startEvent', ...node })],
  ['bpmn:EndEvent', (_element, node) => ({ type: 'endEvent', ...node })],
  ['bpmn:ParallelGateway', (_element, node) => ({ type: 'parallelGateway', ...node })],
  [
    'bpmn:UserTask',
    (element, node, fault) => ({ type: 'userTask', ...node, candidateGroups: readCandidateGroups(element, fault) }),
  ],
  [
    'bpmn:ServiceTask',
    (element, node, fault) => {
      const definitions = extensionsOf(element, 'zeebe:TaskDefinition');
      const taskType = definitions[0] ? textOf(definitions[0], 'type').trim() : '';
      if (definitions.length > 1) fault('it has more than one zeebe:taskDefinition');
      if (taskType === '') fault('a service task needs a zeebe:taskDefinition with a type');
      if (taskType.startsWith('=')) fault('the type of a service task must not be an expression');
      return { type: 'serviceTask', ...node, taskType };
    },
  ],
  [
    'bpmn:ExclusiveGateway',
    (element, node) => {
      const defaultFlow = elementOf(element, 'default');
      return {
        type: 'exclusiveGateway',
        ...node,
        ...(defaultFlow && { defaultFlowId: textOf(defaultFlow, 'id') }),
      };
    },
  ],
  [
    'bpmn:IntermediateCatchEvent',
    (element, node, fault) => ({ type: 'timerCatchEvent', ...node, duration: readDuration(element, fault) }),
  ],
  [
    'bpmn:BoundaryEvent',
    (element, node, fault) => {
      const host = elementOf(element, 'attachedToRef');
      return {
        type: 'timerBoundaryEvent',
        ...node,
        attachedTo: host ? textOf(host, 'id') : '',
        interrupting: element.get('cancelActivity') !== false,
        duration: readDuration(element, fault),
      };
    },
  ],
]);

function readCandidateGroups(task: ModdleElement, fault: (reason: string) => void): string[] {
  const assignments = extensionsOf(task, 'zeebe:AssignmentDefinition');
  const written = assignments[0] ? textOf(assignments[0], 'candidateGroups').trim() : '';
  if (assignments.length > 1) fault('it has more than one zeebe:assignmentDefinition');
  if (written.startsWith('=')) fault('candidate groups are a list with commas, not an expression');
  return [...new Set(written.split(',').map((group) => group.trim()))].filter((group) => group !== '');
}

function readDuration(event: ModdleElement, fault: (reason: string) => void): string {
  const definitions = elementsOf(event, 'eventDefinitions');
  const duration = definitions[0] && elementOf(definitions[0], 'timeDuration');
  if (definitions.length !== 1 || !duration) {
    fault('it needs exactly one timer with a duration');
    return 'PT0S';
  }
  return textOf(duration, 'body').trim();
}

function readFlow(flow: ModdleElement, fault: (reason: string) => void): SequenceFlow {
  const source = elementOf(flow, 'sourceRef');
  const target = elementOf(flow, 'targetRef');
  const written = elementOf(flow, 'conditionExpression');
  const condition = written && expressionIn(textOf(written, 'body'));
  if (written && condition === undefined) fault('a condition begins with "="');
  return {
    id: textOf(flow, 'id'),
    from: source ? textOf(source, 'id') : '',
    to: target ? textOf(target, 'id') : '',
    ...(written && { condition: condition ?? 'true' }),
  };
}
