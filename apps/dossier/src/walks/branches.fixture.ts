import type { ProcessElement } from '@motcua/process';
import type { ProcedureVersion } from '../rules/rules.js';

type Scalar = string | number | boolean | null;

/** What a message may tell the process, where a drawing asks. */
const answersBy: Readonly<Record<string, readonly Readonly<Record<string, Scalar>>[]>> = {
  draftConfirmed: [{ draftReply: 'confirmed' }, { draftReply: 'corrections' }],
};

/** What may become of a step; its name tells it apart from everything else that may happen in the procedure. */
export type Option =
  | { readonly type: 'outcome'; readonly name: string; readonly value?: string; readonly requiresNote: boolean }
  | { readonly type: 'silence'; readonly name: string };

/** What may end a wait: a message with what it says, or a moment. */
export type WaitEnd =
  | {
      readonly type: 'message';
      readonly name: string;
      readonly messageName: string;
      readonly variables: Readonly<Record<string, Scalar>>;
    }
  | { readonly type: 'timer'; readonly name: string; readonly elementId: string; readonly fireAt: Date };

/** What may become of a step: each of its outcomes, and, where agencies are consulted, that nobody answers. */
export function optionsOfStep({ definition }: ProcedureVersion, elementId: string): Option[] {
  const step = definition.steps[elementId];
  const outcomes: Option[] = step?.outcomes
    ? step.outcomes.map(({ value, requiresNote = false }) => ({
        type: 'outcome',
        name: `${elementId}: ${value}`,
        value,
        requiresNote,
      }))
    : [{ type: 'outcome', name: `${elementId}: done`, requiresNote: false }];
  return step?.kind === 'consult' ? [...outcomes, { type: 'silence', name: `${elementId}: silence` }] : outcomes;
}

/** What a message may say to an element that waits for it. */
export function optionsOfMessage(elementId: string, messageName: string): WaitEnd[] {
  return (answersBy[messageName] ?? [{}]).map((variables) => {
    const said = Object.values(variables).join();
    return { type: 'message', name: `${elementId}: ${said || 'came'}`, messageName, variables };
  });
}

export const timerName = (elementId: string) => `${elementId}: fired`;
export const callName = (elementId: string, decision: string) => `${elementId}: ${decision}`;

/** Every branch of a procedure, by the drawing: what has to have happened on some walk. */
export function branchesOf(procedure: ProcedureVersion): string[] {
  return procedure.process.elements.flatMap((element) => branchesAt(procedure, element)).sort();
}

function branchesAt(procedure: ProcedureVersion, element: ProcessElement): string[] {
  switch (element.type) {
    case 'userTask':
      return procedure.definition.steps[element.id]?.kind === 'receive'
        ? []
        : optionsOfStep(procedure, element.id).map(({ name }) => name);
    case 'receiveTask':
    case 'messageCatchEvent':
      return optionsOfMessage(element.id, element.message.name).map(({ name }) => name);
    case 'timerCatchEvent':
    case 'timerBoundaryEvent':
      return [timerName(element.id)];
    case 'callActivity':
      return ['approved', 'refused'].map((decision) => callName(element.id, decision));
    case 'startEvent':
    case 'endEvent':
    case 'exclusiveGateway':
    case 'parallelGateway':
      return [];
    default:
      throw new Error(`no walk knows what may become of a ${element.type} such as ${element.id}`);
  }
}
