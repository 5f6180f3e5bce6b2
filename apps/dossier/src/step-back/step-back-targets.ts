import { activeElements, userTasksBefore, type ProcessDefinition, type ProcessState } from '@motcua/process';

/** A step that was done, as the dossier's row lists them. */
export interface DoneStep {
  readonly element_id: string;
  readonly kind: string;
}

/** SQL of the steps of dossier `d` that were done, each once, as a JSON list of `DoneStep`. */
export const doneSteps = `coalesce((select json_agg(distinct jsonb_build_object('element_id', b.element_id, 'kind', b.kind)) from task b
  where b.dossier_id = d.id and b.state = 'completed'), '[]')`;

/**
 * The steps that a dossier may go back to, in the order of the drawing: they were done, and lie before where it is. Its acceptance is
 * never undone.
 */
export function stepBackTargets(process: ProcessDefinition, state: ProcessState, done: readonly DoneStep[]): string[] {
  const wereDone = new Set(done.filter(({ kind }) => kind !== 'receive').map((step) => step.element_id));
  const before = new Set(activeElements(state).flatMap((elementId) => userTasksBefore(process, elementId)));
  return process.elements.flatMap(({ id }) => (before.has(id) && wereDone.has(id) ? [id] : []));
}
