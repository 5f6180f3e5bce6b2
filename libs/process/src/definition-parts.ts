import { readExpression } from './feel-expression.js';
import type { ProcessDefinition } from './process-definition.js';
import { expressionIn } from './timer-duration.js';

/** The tasks that a process gives to officers. */
export function userTasks(
  definition: ProcessDefinition,
): { elementId: string; name: string; candidateGroups: readonly string[] }[] {
  return definition.elements.flatMap((element) =>
    element.type === 'userTask'
      ? [{ elementId: element.id, name: element.name, candidateGroups: element.candidateGroups }]
      : [],
  );
}

/** The tasks that a process gives to programs. */
export function serviceTasks(definition: ProcessDefinition): { elementId: string; name: string; taskType: string }[] {
  return definition.elements.flatMap((element) =>
    element.type === 'serviceTask' ? [{ elementId: element.id, name: element.name, taskType: element.taskType }] : [],
  );
}

/** The variables that conditions and durations read; `elementId` is the flow or the timer event that does. */
export function conditionVariables(definition: ProcessDefinition): { elementId: string; variable: string }[] {
  const expressions = [
    ...definition.flows.map(({ id, condition }) => ({ id, expression: condition })),
    ...definition.elements.map((element) => ({
      id: element.id,
      expression: 'duration' in element ? expressionIn(element.duration) : undefined,
    })),
  ];
  return expressions.flatMap(({ id, expression }) => {
    const reading = expression === undefined ? { variables: [] } : readExpression(expression);
    return 'fault' in reading ? [] : reading.variables.map((variable) => ({ elementId: id, variable }));
  });
}
