import { evaluateExpression } from './feel-expression.js';
import type { ExclusiveGateway, InclusiveGateway, SequenceFlow } from './process-definition.js';
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
      if ('failure' in outcome) return working.stop(arrival, `the flow ${flow.id}: ${outcome.failure}`);
      if (typeof outcome.value !== 'boolean') {
        return working.stop(arrival, `the flow ${flow.id}: "${flow.condition}" is neither true nor false`);
      }
      if (!outcome.value) continue;
    }
    chosen.push(flow);
    if (gateway.type === 'exclusiveGateway') break;
  }
  const byDefault = flows.find((flow) => flow.id === gateway.defaultFlowId);
  if (chosen.length === 0 && byDefault) chosen.push(byDefault);
  if (chosen.length === 0) working.stop(arrival, 'no condition is true and there is no default flow');
  for (const flow of chosen) working.follow(flow, arrival.scopeId);
}
