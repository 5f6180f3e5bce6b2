import { evaluateExpression } from './feel-expression.js';
import { neitherTrueNorFalse } from './feel-value.js';
import type { ExclusiveGateway, InclusiveGateway, SequenceFlow } from './process-definition.js';
import { tellOf } from './reason.js';
import type { Arrival, WorkingState } from './working-state.js';

/** The first flow whose condition is true, or all of them at an inclusive gateway; else the default flow. */
export function choose(working: WorkingState, arrival: Arrival, gateway: ExclusiveGateway | InclusiveGateway): void {
  const flows = working.graph.outgoing(gateway.id);
  const variables = working.variablesIn(arrival.scopeId);
  const chosen: SequenceFlow[] = [];
  for (const flow of flows) {
    if (flow.id === gateway.defaultFlowId) continue;
    if (flow.condition !== undefined) {
      const outcome = evaluateExpression(flow.condition, variables, working.at);
      const subject = { vi: `luồng ${flow.id}`, en: `the flow ${flow.id}` };
      if ('failure' in outcome) return working.stop(arrival, tellOf(subject, outcome.failure));
      if (typeof outcome.value !== 'boolean') {
        return working.stop(arrival, tellOf(subject, neitherTrueNorFalse(flow.condition)));
      }
      if (!outcome.value) continue;
    }
    chosen.push(flow);
    if (gateway.type === 'exclusiveGateway') break;
  }
  const byDefault = flows.find((flow) => flow.id === gateway.defaultFlowId);
  if (chosen.length === 0 && byDefault) chosen.push(byDefault);
  if (chosen.length === 0) {
    working.stop(arrival, {
      vi: 'không điều kiện nào đúng và cổng không có luồng mặc định',
      en: 'no condition is true and there is no default flow',
    });
  }
  for (const flow of chosen) working.follow(flow, arrival.scopeId);
}
