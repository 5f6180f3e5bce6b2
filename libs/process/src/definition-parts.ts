import { expressionsOf, variablesOf } from './expressions.js';
import type { ProcessDefinition } from './process-definition.js';
import { graphOf } from './process-graph.js';
import { isBefore } from './return-to.js';

/**
 * The tasks that a process gives to officers. Whoever names positions by `candidateGroups` can check them; those that an
 * expression names are known only once the process runs.
 */
export function userTasks(
  definition: ProcessDefinition,
): { elementId: string; name: string; candidateGroups: readonly string[]; candidateExpression?: string }[] {
  return definition.elements.flatMap((element) =>
    element.type === 'userTask'
      ? [
          {
            elementId: element.id,
            name: element.name,
            candidateGroups: element.candidateGroups,
            ...(element.candidateExpression !== undefined && { candidateExpression: element.candidateExpression }),
          },
        ]
      : [],
  );
}

/** The tasks that a process gives to programs. */
export function serviceTasks(definition: ProcessDefinition): { elementId: string; name: string; taskType: string }[] {
  return definition.elements.flatMap((element) =>
    element.type === 'serviceTask' ? [{ elementId: element.id, name: element.name, taskType: element.taskType }] : [],
  );
}

/** The variables that conditions and the times of timers read; `elementId` is the flow or the timer event that does. */
export function conditionVariables(definition: ProcessDefinition): { elementId: string; variable: string }[] {
  const read = expressionsOf(definition).flatMap(({ elementId, use, expression }) =>
    use === 'condition' || use === 'duration' || use === 'date'
      ? variablesOf(expression).map((variable) => ({ elementId, variable, isCondition: use === 'condition' }))
      : [],
  );
  return [...read.filter(({ isCondition }) => isCondition), ...read.filter(({ isCondition }) => !isCondition)].map(
    ({ elementId, variable }) => ({ elementId, variable }),
  );
}

/**
 * The ids of the user tasks that lie on a way from the start to an element, in the order of the file: to these a dossier
 * at the element may be sent back.
 */
export function userTasksBefore(definition: ProcessDefinition, elementId: string): string[] {
  const graph = graphOf(definition);
  const target = [...graph.ancestors(elementId), elementId];
  return definition.elements.flatMap(({ id, type }) => {
    if (type !== 'userTask' || id === elementId) return [];
    const path = [...graph.ancestors(id), id];
    // The two as they stand beside one another in the innermost part of the process that holds both.
    const depth = path.findIndex((part, index) => part !== target[index]);
    const [own, other] = [path[depth], target[depth]];
    return own !== undefined && other !== undefined && isBefore(graph, own, other) ? [id] : [];
  });
}
