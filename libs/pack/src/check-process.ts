import type { ProcessDefinition } from '@motcua/process';
import { conditionVariables, userTasks } from '@motcua/process';
import type { Agency, AgencyKind, Position } from './agency.js';
import { competentKinds } from './check-procedure.js';
import type { FaultList, Position as Place } from './fault-list.js';
import type { ProcedureDefinition, Step } from './procedure.js';
import type { Part } from './read-part.js';

interface Drawing {
  file: string;
  xml: string;
  definition: ProcessDefinition;
}

/** The drawing of a procedure against its steps, both ways: no task without meaning, no choice that leads nowhere. */
export function checkProcess(
  part: Part<ProcedureDefinition>,
  drawing: Drawing,
  { agencies, positions }: { agencies: Agency[] | undefined; positions: Position[] | undefined },
  faults: FaultList,
): void {
  const { steps } = part.value;
  const tasks = userTasks(drawing.definition);
  for (const { elementId } of tasks) {
    if (!Object.hasOwn(steps, elementId)) {
      faults.add(drawing.file, placeOf(drawing.xml, elementId), `procedure.yaml has no step for the task ${elementId}`);
    }
  }
  for (const [id, step] of Object.entries(steps)) {
    const task = tasks.find(({ elementId }) => elementId === id);
    if (!task) {
      part.refuse(['steps', id], `process.bpmn has no user task ${id}`);
    } else if (agencies && positions) {
      checkAssignment(part, step, { ...task, ...drawing }, { agencies, positions }, faults);
    }
  }
  checkKinds(part);
  checkOutcomes(part, drawing, faults);
}

/** Each task can be done: by a position that exists at the kind of agency where the step is done. */
function checkAssignment(
  part: Part<ProcedureDefinition>,
  step: Step,
  task: { file: string; xml: string; elementId: string; candidateGroups: readonly string[] },
  { agencies, positions }: { agencies: Agency[]; positions: Position[] },
  faults: FaultList,
): void {
  const refuseTask = (reason: string): void => faults.add(task.file, placeOf(task.xml, task.elementId), reason);
  const kinds = kindsOfStep(part.value, step, agencies);
  if (!kinds) {
    part.refuse(['steps', task.elementId, 'agency'], `there is no agency ${step.agency}`);
    return;
  }
  if (task.candidateGroups.length === 0) refuseTask(`the task ${task.elementId} has no candidate groups`);
  for (const group of task.candidateGroups) {
    const position = positions.find(({ code }) => code === group);
    if (!position) refuseTask(`the task ${task.elementId} is for "${group}", but there is no such position`);
    else if (!kinds.some((kind) => position.agencyKinds.includes(kind))) {
      refuseTask(`the task ${task.elementId} is for ${group}, which is no position of a ${kinds.join(' or ')}`);
    }
  }
}

function kindsOfStep(
  procedure: ProcedureDefinition,
  step: Step,
  agencies: readonly Agency[],
): readonly AgencyKind[] | undefined {
  const competent = competentKinds(procedure, agencies);
  if (step.agency === 'competent') return competent;
  if (step.agency === 'intake') return [...new Set<AgencyKind>(['counter', ...competent])];
  const agency = agencies.find(({ code }) => code === step.agency);
  return agency && [agency.kind];
}

function checkKinds({ value: { steps }, refuse }: Part<ProcedureDefinition>): void {
  const kinds = new Set(Object.values(steps).map(({ kind }) => kind));
  for (const kind of ['receive', 'decide', 'approve', 'deliver'] as const) {
    if (!kinds.has(kind)) refuse(['steps'], `no step has the kind ${kind}`);
  }
  for (const [id, { kind, outcomeVariable }] of Object.entries(steps)) {
    if ((kind === 'decide') !== (outcomeVariable === 'decision')) {
      refuse(['steps', id], 'a step of the kind decide, and no other, sets the variable decision');
    }
    if (kind === 'approve' && outcomeVariable === undefined) {
      refuse(['steps', id], 'who approves must be able to send back: outcomes are missing');
    }
  }
}

/** What officers choose and what gateways ask for must be the same words. */
function checkOutcomes(part: Part<ProcedureDefinition>, { file, xml, definition }: Drawing, faults: FaultList): void {
  const valuesByVariable = new Map<string, Set<string>>();
  for (const { outcomeVariable, outcomes } of Object.values(part.value.steps)) {
    if (outcomeVariable === undefined) continue;
    const values = valuesByVariable.get(outcomeVariable) ?? new Set();
    for (const { value } of outcomes ?? []) values.add(value);
    valuesByVariable.set(outcomeVariable, values);
  }
  const asked = conditionVariables(definition);
  for (const { elementId, variable } of asked) {
    if (!valuesByVariable.has(variable)) {
      faults.add(file, placeOf(xml, elementId), `no step of procedure.yaml sets the variable ${variable}`);
    }
  }
  for (const [id, { outcomeVariable }] of Object.entries(part.value.steps)) {
    if (outcomeVariable !== undefined && !asked.some(({ variable }) => variable === outcomeVariable)) {
      part.refuse(['steps', id, 'outcomeVariable'], `no condition of process.bpmn asks for ${outcomeVariable}`);
    }
  }
  const compared = comparisonsOf(definition);
  for (const { flowId, variable, value } of compared) {
    const values = valuesByVariable.get(variable);
    if (values && !values.has(value)) {
      faults.add(file, placeOf(xml, flowId), `no step of procedure.yaml sets ${variable} to "${value}"`);
    }
  }
  checkCoverage(definition, compared, valuesByVariable, (gateway, reason) =>
    faults.add(file, placeOf(xml, gateway), reason),
  );
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
  refuse: (gateway: string, reason: string) => void,
): void {
  for (const gateway of elements) {
    if (gateway.type !== 'exclusiveGateway' || gateway.defaultFlowId !== undefined) continue;
    const leaving = flows.filter(({ from }) => from === gateway.id);
    const comparisons = leaving.map(({ id }) => compared.find(({ flowId, whole }) => flowId === id && whole));
    const variable = comparisons[0]?.variable;
    if (variable === undefined || comparisons.some((comparison) => comparison?.variable !== variable)) continue;
    for (const value of valuesByVariable.get(variable) ?? []) {
      if (!comparisons.some((comparison) => comparison?.value === value)) {
        refuse(gateway.id, `no way leaves ${gateway.id} when ${variable} is "${value}"`);
      }
    }
  }
}

function placeOf(xml: string, elementId: string): Place {
  const at = xml.search(new RegExp(`\\sid\\s*=\\s*["']${escaped(elementId)}["']`));
  return { line: xml.slice(0, Math.max(at, 0)).split('\n').length };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
