import type { Task, TaskOutcome } from '../api/types.js';

/** What can be done to tasks together. */
export const bulkActs = ['claim', 'reassign', 'complete', 'pause', 'resume'] as const;
export type BulkActName = (typeof bulkActs)[number];

/**
 * What is offered for chosen tasks: what at least one of them allows. Completing is offered where all are at the same step, so that one
 * outcome means the same for each; taking in and handing over ask for things of each dossier.
 */
export function offeredFor(tasks: readonly Task[], leads: boolean): BulkActName[] {
  const some = (action: Task['allowed'][number]) => tasks.some(({ allowed }) => allowed.includes(action));
  const [first] = tasks;
  const isTogether = tasks.every((task) => stepKey(task) === (first && stepKey(first)));
  const asksEach = first?.step.kind === 'receive' || first?.step.kind === 'deliver';
  const runs = tasks.some(({ clock }) => clock.state !== 'paused' && clock.state !== 'stopped');
  const stands = tasks.some(({ clock }) => clock.state === 'paused');
  const offered: Record<BulkActName, boolean> = {
    claim: some('claim'),
    reassign: some('reassign'),
    complete: some('complete') && isTogether && !asksEach,
    pause: leads && runs,
    resume: leads && stands,
  };
  return bulkActs.filter((act) => offered[act]);
}

/** The same step of the same procedure. */
export function stepKey({ procedure, step }: Task): string {
  return `${procedure.code} ${step.elementId}`;
}

/** The outcomes of the step at which all tasks are; versions of a procedure may differ. */
export function sharedOutcomes(tasks: readonly Task[]): TaskOutcome[] {
  const [first, ...others] = tasks;
  return (first?.outcomes ?? []).filter(({ value }) =>
    others.every(({ outcomes }) => outcomes.some((outcome) => outcome.value === value)),
  );
}
