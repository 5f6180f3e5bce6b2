import type { DossierReference } from '@motcua/contracts/dossier/v1/events';
import { event, type RecordedEvent } from '@motcua/service-kit/database';
import type { ActingFor } from '../intake/intake.events.js';
import type { NewTask, Progress } from '../process/progress.js';
import { dossierOf, type LockedTask } from '../task/locked-task.js';

/** One event for each agency that is asked by a step of the process that has just begun. */
export function consultationsAsked(
  dossier: DossierReference,
  { newTasks }: Pick<Progress, 'newTasks'>,
  at: Date,
  actingFor: Partial<ActingFor>,
): RecordedEvent[] {
  return newTasks
    .filter(({ kind }) => kind === 'consult')
    .map((task) => consultationAsked(dossier, task, at, actingFor));
}

export function consultationAsked(
  dossier: DossierReference,
  task: Pick<NewTask, 'id' | 'agency_code' | 'due_at'>,
  at: Date,
  actingFor: Partial<ActingFor>,
): RecordedEvent {
  return event(
    'consultation.asked',
    dossier.dossierId,
    { dossier, taskId: task.id, agencyCode: task.agency_code, askedAt: at, dueAt: task.due_at },
    actingFor,
  );
}

/** @param opinion the outcome that was chosen; a step without a choice has only remarks */
export function consultationAnswered(
  task: LockedTask,
  opinion: string | undefined,
  at: Date,
  actingFor: ActingFor,
): RecordedEvent {
  return event(
    'consultation.answered',
    task.dossier_id,
    {
      dossier: dossierOf(task),
      taskId: task.id,
      agencyCode: task.agency_code,
      opinion: opinion ?? 'remarks',
      answeredAt: at,
    },
    actingFor,
  );
}
