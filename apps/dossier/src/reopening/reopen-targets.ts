import type { ProcessDefinition } from '@motcua/process';
import type { DoneStep } from '../step-back/step-back-targets.js';

/** The steps at which a decided dossier may be taken up again, in the order of the drawing; its acceptance and its handover are none. */
export function reopenTargets(process: ProcessDefinition, done: readonly DoneStep[]): DoneStep[] {
  return process.elements.flatMap(({ id }) =>
    done.filter(({ element_id, kind }) => element_id === id && kind !== 'receive' && kind !== 'deliver'),
  );
}

/** Where a dossier is taken up again when nobody says otherwise: where its decision is proposed. */
export function usualTarget(targets: readonly DoneStep[]): DoneStep | undefined {
  return targets.find(({ kind }) => kind === 'decide');
}
