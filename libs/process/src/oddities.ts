import type { ProcessDefinition, SequenceFlow } from './process-definition.js';
import { graphOf } from './process-graph.js';
import type { ProcessGraph } from './process-graph.js';
import type { Fault } from './read-definition.js';

/** What an analyst should look at again, although it can be carried out. */
export function odditiesOf(definition: ProcessDefinition): Fault[] {
  const graph = graphOf(definition);
  return definition.elements.flatMap((element) => {
    if (element.type === 'userTask' && element.candidateGroups.length === 0) {
      return element.candidateExpression === undefined
        ? [
            {
              elementId: element.id,
              reason: {
                vi: 'tác vụ không có nhóm ứng viên (candidate groups): không ai làm được',
                en: 'the task has no candidate groups: nobody can do it',
              },
            },
          ]
        : [];
    }
    return element.type === 'parallelGateway' && canNeverJoin(definition, graph, element.id)
      ? [
          {
            elementId: element.id,
            reason: {
              vi: 'cổng không bao giờ gộp được: các luồng đi vào loại trừ nhau, không cổng nào chia nhánh song song tới chúng',
              en: 'it can never join: its incoming flows are alternatives, and no fork feeds them',
            },
          },
        ]
      : [];
  });
}

/** Whether no fork sends tokens towards two of its incoming flows by branches of their own. */
function canNeverJoin(definition: ProcessDefinition, graph: ProcessGraph, elementId: string): boolean {
  const [first, ...others] = graph.incoming(elementId);
  if (!first) return false;
  const forks = definition.elements.flatMap(({ id, type }) => {
    const branches = type === 'exclusiveGateway' ? [] : branchesOf(graph, id);
    return branches.length > 1 ? [branches] : [];
  });
  return others.some(
    (other) =>
      !forks.some((branches) =>
        branches.some(
          (branch) =>
            leadsTo(graph, branch, first) &&
            branches.some((beside) => beside !== branch && leadsTo(graph, beside, other)),
        ),
      ),
  );
}

interface Branch {
  readonly elementId: string;
  readonly flow?: SequenceFlow;
}

/** The ways that tokens can take at the same time: the outgoing flows, and events that do not interrupt. */
function branchesOf(graph: ProcessGraph, id: string): Branch[] {
  return [
    ...graph.outgoing(id).map((flow) => ({ elementId: flow.to, flow })),
    ...graph
      .boundaries(id)
      .filter(({ interrupting }) => !interrupting)
      .map((event) => ({ elementId: event.id })),
  ];
}

function leadsTo(graph: ProcessGraph, { elementId, flow }: Branch, wanted: SequenceFlow): boolean {
  return flow === wanted || (elementId !== wanted.to && graph.feeders(wanted).has(elementId));
}
