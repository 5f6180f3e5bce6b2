import { expressionIn, readExpression } from './feel-expression.js';
import type { ProcessDefinition, ProcessElement } from './process-definition.js';
import type { Reason } from './reason.js';
import type { Fault } from './read-definition.js';
import { textOf } from './timer-trigger.js';

const USES = {
  condition: { vi: 'điều kiện', en: 'condition' },
  duration: { vi: 'thời lượng', en: 'duration' },
  date: { vi: 'ngày', en: 'date' },
  correlationKey: { vi: 'khóa tương quan', en: 'correlation key' },
  calledProcess: { vi: 'quy trình được gọi', en: 'called process' },
  candidateGroups: { vi: 'nhóm ứng viên', en: 'candidate groups' },
  inputCollection: { vi: 'danh sách đầu vào', en: 'input collection' },
  outputElement: { vi: 'phần tử kết quả', en: 'output element' },
  completionCondition: { vi: 'điều kiện hoàn thành', en: 'completion condition' },
  mapping: { vi: 'ánh xạ', en: 'mapping' },
} as const satisfies Readonly<Record<string, Reason>>;

/** What an expression is there for. */
export type Use = keyof typeof USES;

/** A FEEL expression of a drawing, without its `=`. */
export interface UsedExpression {
  /** The element or flow that has it. */
  readonly elementId: string;
  readonly use: Use;
  /** The same as a noun without its article, for people. */
  readonly what: Reason;
  readonly expression: string;
}

const COUNTS = [
  'numberOfInstances',
  'numberOfActiveInstances',
  'numberOfCompletedInstances',
  'numberOfTerminatedInstances',
];

/** All expressions of a drawing: of its elements in the order of the file, then of its flows. */
export function expressionsOf({ elements, flows }: ProcessDefinition): UsedExpression[] {
  return [
    ...elements.flatMap((element) => expressionsOfElement(element)),
    ...flows.flatMap(({ id, condition }) =>
      condition === undefined
        ? []
        : [{ elementId: id, use: 'condition' as const, what: USES.condition, expression: condition }],
    ),
  ];
}

export function expressionsOfElement(element: ProcessElement): UsedExpression[] {
  const used: [use: Use, expression: string | undefined, what?: Reason][] = [];
  if ('duration' in element) used.push(['duration', expressionIn(element.duration)]);
  if ('date' in element) used.push(['date', expressionIn(textOf(element))]);
  if ('message' in element) used.push(['correlationKey', element.message.correlation]);
  if ('inputs' in element) for (const input of element.inputs ?? []) used.push(mappingOf(input));
  if ('outputs' in element) for (const output of element.outputs ?? []) used.push(mappingOf(output));
  if (element.type === 'callActivity') used.push(['calledProcess', expressionIn(element.calledElement)]);
  if (element.type === 'userTask') {
    const { candidateExpression, multiInstance } = element;
    used.push(
      ['candidateGroups', candidateExpression],
      ['inputCollection', multiInstance?.inputCollection],
      ['outputElement', multiInstance?.outputElement],
      ['completionCondition', multiInstance?.completionCondition],
    );
  }
  return used.flatMap(([use, expression, what = USES[use]]) =>
    expression === undefined ? [] : [{ elementId: element.id, use, what, expression }],
  );
}

/**
 * The expressions that read a variable which nothing sets: no mapping or multi-instance task of the drawing, and none of
 * the `known` names, which are what the process is started with and what tasks, services, messages and calls give.
 */
export function checkVariables(definition: ProcessDefinition, known: ReadonlySet<string>): Fault[] {
  const set = new Set([...known, ...definition.elements.flatMap(given)]);
  const byId = new Map(definition.elements.map((element) => [element.id, element]));
  return expressionsOf(definition).flatMap(({ elementId, what, expression }) => {
    const element = byId.get(elementId) ?? byId.get(definition.flows.find(({ id }) => id === elementId)?.from ?? '');
    const own = new Set(element ? ownNames(element, byId) : []);
    return variablesOf(expression)
      .filter((variable) => !set.has(variable) && !own.has(variable))
      .map((variable) => ({
        elementId,
        reason: {
          vi: `${what.vi} đọc biến ${variable}, nhưng không nơi nào gán giá trị cho biến này`,
          en: `the ${what.en} reads the variable ${variable}, which nothing sets`,
        },
      }));
  });
}

/** The variables that an expression reads; none of one that cannot be read. */
export function variablesOf(expression: string): readonly string[] {
  const reading = readExpression(expression);
  return 'fault' in reading ? [] : reading.variables;
}

function mappingOf({ source, target }: { source: string; target: string }): [Use, string | undefined, Reason] {
  return ['mapping', expressionIn(source), { vi: `ánh xạ tới ${target}`, en: `mapping to ${target}` }];
}

/** The variables that an element sets for others. */
function given(element: ProcessElement): string[] {
  const collection = element.type === 'userTask' ? element.multiInstance?.outputCollection : undefined;
  const outputs = 'outputs' in element ? (element.outputs ?? []) : [];
  return [...outputs.map(({ target }) => target), ...(collection === undefined ? [] : [collection])];
}

/** The variables that only an element and what lies in or at it see. */
function ownNames(element: ProcessElement, byId: ReadonlyMap<string, ProcessElement>): string[] {
  const inputs = 'inputs' in element ? (element.inputs ?? []) : [];
  const multi = element.type === 'userTask' ? element.multiInstance : undefined;
  const around = [element.within, 'attachedTo' in element ? element.attachedTo : undefined].flatMap((id) => {
    const outer = id === undefined ? undefined : byId.get(id);
    return outer ? ownNames(outer, byId) : [];
  });
  return [
    ...around,
    ...inputs.map(({ target }) => target),
    ...(multi ? ['loopCounter', ...COUNTS] : []),
    ...(multi?.inputElement === undefined ? [] : [multi.inputElement]),
  ];
}
