import type { ProcessDefinition, Reason } from '@motcua/process';
import { checkVariables, expressionsOf, readExpression } from '@motcua/process';
import type { Drawing } from './drawing.js';
import { placeOf } from './drawing.js';
import type { FaultList } from './fault-list.js';
import type { ProcedureDefinition } from './procedure.js';
import type { Part } from './read-part.js';

/** What a sub-dossier gives to the process that called it: `approved`, `refused`, or how else it ended. */
const CALL_OUTCOME = 'outcome';

/** What officers choose and what gateways ask for must be the same words. */
export function checkOutcomes(
  part: Part<ProcedureDefinition>,
  { file, xml, definition }: Drawing,
  faults: FaultList,
): void {
  const valuesByVariable = new Map<string, Set<string>>();
  for (const { outcomeVariable, outcomes } of Object.values(part.value.steps)) {
    if (outcomeVariable === undefined) continue;
    const values = valuesByVariable.get(outcomeVariable) ?? new Set();
    for (const { value } of outcomes ?? []) values.add(value);
    valuesByVariable.set(outcomeVariable, values);
  }
  const known = new Set([...valuesByVariable.keys(), ...Object.keys(part.value.variables ?? {})]);
  if (definition.elements.some(({ type }) => type === 'callActivity')) known.add(CALL_OUTCOME);
  for (const { elementId, reason } of checkVariables(definition, known)) {
    faults.add(file, placeOf(xml, elementId), reason);
  }
  const read = new Set(expressionsOf(definition).flatMap(({ expression }) => variablesOf(expression)));
  for (const [id, { outcomeVariable }] of Object.entries(part.value.steps)) {
    if (outcomeVariable !== undefined && !read.has(outcomeVariable)) {
      part.refuse(['steps', id, 'outcomeVariable'], {
        vi: `không biểu thức nào trong process.bpmn đọc biến ${outcomeVariable}`,
        en: `no expression of process.bpmn reads ${outcomeVariable}`,
      });
    }
  }
  const compared = comparisonsOf(definition);
  for (const { flowId, variable, value } of compared) {
    const values = valuesByVariable.get(variable);
    if (values && !values.has(value)) {
      faults.add(file, placeOf(xml, flowId), {
        vi: `không bước nào trong procedure.yaml đặt ${variable} thành "${value}"`,
        en: `no step of procedure.yaml sets ${variable} to "${value}"`,
      });
    }
  }
  checkCoverage(definition, compared, valuesByVariable, (gateway, reason) =>
    faults.add(file, placeOf(xml, gateway), reason),
  );
}

function variablesOf(expression: string): readonly string[] {
  const reading = readExpression(expression);
  return 'fault' in reading ? [] : reading.variables;
}

interface Comparison {
  flowId: string;
  variable: string;
  value: string;
  /** The comparison is the whole condition. */
  whole: boolean;
}

function comparisonsOf({ flows }: ProcessDefinition): Comparison[] {
  return flows.flatMap(({ id, condition = '' }) =>
    [...condition.matchAll(/([A-Za-z]\w*)\s*=\s*"([^"\\]*)"/g)].map(([text, variable = '', value = '']) => ({
      flowId: id,
      variable,
      value,
      whole: text === condition.trim(),
    })),
  );
}

/** A gateway that only compares one variable with words, and has no default, must know every word that officers can choose. */
function checkCoverage(
  { elements, flows }: ProcessDefinition,
  compared: readonly Comparison[],
  valuesByVariable: ReadonlyMap<string, ReadonlySet<string>>,
  refuse: (gateway: string, reason: Reason) => void,
): void {
  for (const gateway of elements) {
    if (gateway.type !== 'exclusiveGateway' || gateway.defaultFlowId !== undefined) continue;
    const leaving = flows.filter(({ from }) => from === gateway.id);
    const comparisons = leaving.map(({ id }) => compared.find(({ flowId, whole }) => flowId === id && whole));
    const variable = comparisons[0]?.variable;
    if (variable === undefined || comparisons.some((comparison) => comparison?.variable !== variable)) continue;
    for (const value of valuesByVariable.get(variable) ?? []) {
      if (!comparisons.some((comparison) => comparison?.value === value)) {
        refuse(gateway.id, {
          vi: `không luồng nào đi ra từ ${gateway.id} khi ${variable} là "${value}"`,
          en: `no way leaves ${gateway.id} when ${variable} is "${value}"`,
        });
      }
    }
  }
}
