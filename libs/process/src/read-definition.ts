import { expressionIn } from './feel-expression.js';
import { elementOf, elementsOf, textOf } from './moddle-tree.js';
import type { ModdleElement } from './moddle-tree.js';
import type { ProcessDefinition, ProcessElement, SequenceFlow } from './process-definition.js';
import type { Reason } from './reason.js';
import { readElement } from './read-element.js';

/** Something wrong with an element, before its line is looked up. */
export interface Fault {
  readonly elementId: string;
  readonly reason: Reason;
}

const MAX_ELEMENTS = 1_000;
const MAX_NAME = 500;

/**
 * The process that the tree holds. A faulty element is in the definition all the same, so that the rules of the graph
 * can be checked in the same run.
 */
export function readDefinition(root: ModdleElement): {
  definition: ProcessDefinition | undefined;
  faults: Fault[];
  oddities: Fault[];
} {
  const faults: Fault[] = [];
  const oddities: Fault[] = [];
  const processes = elementsOf(root, 'rootElements').filter((element) => element.$type === 'bpmn:Process');
  const process = processes[0];
  if (!process) {
    faults.push({
      elementId: textOf(root, 'id'),
      reason: { vi: 'tệp không có quy trình nào', en: 'the file holds no process' },
    });
    return { definition: undefined, faults, oddities };
  }
  for (const other of processes.slice(1)) {
    faults.push({
      elementId: textOf(other, 'id'),
      reason: { vi: 'tệp có nhiều hơn một quy trình', en: 'the file holds more than one process' },
    });
  }
  const processId = textOf(process, 'id');
  const held = flowElementsIn(process);
  if (held.length > MAX_ELEMENTS) {
    faults.push({
      elementId: processId,
      reason: {
        vi: `quy trình có hơn ${MAX_ELEMENTS} phần tử và luồng`,
        en: `the process has more than ${MAX_ELEMENTS} elements and flows`,
      },
    });
    return { definition: undefined, faults, oddities };
  }
  const elements: ProcessElement[] = [];
  const flows: SequenceFlow[] = [];
  for (const { element } of [{ element: process }, ...held]) {
    if (textOf(element, 'name').length > MAX_NAME) {
      faults.push({
        elementId: textOf(element, 'id'),
        reason: { vi: `tên dài hơn ${MAX_NAME} ký tự`, en: `its name has more than ${MAX_NAME} characters` },
      });
    }
  }
  for (const { element, within } of held) {
    const id = textOf(element, 'id');
    const fault = (reason: Reason): void => void faults.push({ elementId: id, reason });
    const odd = (reason: Reason): void => void oddities.push({ elementId: id, reason });
    if (element.$type === 'bpmn:SequenceFlow') flows.push(readFlow(element, fault));
    else {
      const node = { id, name: textOf(element, 'name'), ...(within !== undefined && { within }) };
      const read = readElement(element, node, { fault, odd });
      if (read) elements.push(read);
    }
  }
  return { definition: { processId, name: textOf(process, 'name'), elements, flows }, faults, oddities };
}

/** What a process or sub-process holds, each sub-process before what is in it. */
function flowElementsIn(holder: ModdleElement, within?: string): { element: ModdleElement; within?: string }[] {
  return elementsOf(holder, 'flowElements').flatMap((element) => {
    const own = { element, ...(within !== undefined && { within }) };
    return element.$type === 'bpmn:SubProcess' ? [own, ...flowElementsIn(element, textOf(element, 'id'))] : [own];
  });
}

function readFlow(flow: ModdleElement, fault: (reason: Reason) => void): SequenceFlow {
  const source = elementOf(flow, 'sourceRef');
  const target = elementOf(flow, 'targetRef');
  const written = elementOf(flow, 'conditionExpression');
  const condition = written && expressionIn(textOf(written, 'body'));
  if (written && condition === undefined) {
    fault({ vi: 'điều kiện phải bắt đầu bằng "="', en: 'a condition begins with "="' });
  }
  return {
    id: textOf(flow, 'id'),
    from: source ? textOf(source, 'id') : '',
    to: target ? textOf(target, 'id') : '',
    ...(written && { condition: condition ?? 'true' }),
  };
}
