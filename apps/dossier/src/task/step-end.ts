import { Decision } from '@motcua/contracts/dossier/v1/events';
import { event, type RecordedEvent } from '@motcua/service-kit/database';
import { inTime } from '../clock/in-time.js';
import { timelinessOf } from '../dossier/timeliness-of.js';
import type { ActingFor } from '../intake/intake.events.js';
import { variablesOf, type Progress } from '../process/progress.js';
import type { PreparedProcedure, Rules } from '../rules/rules.js';
import type { LockedTask } from './locked-task.js';

/** How a dossier stands after a step. */
export interface StepEnd {
  readonly state: string;
  readonly decision: 'approved' | 'refused' | undefined;
  readonly timeliness: 'early' | 'onTime' | 'overdue' | undefined;
}

/** The result is ready when a signature leaves nothing but to hand it over. */
export function stepEnd(
  task: LockedTask,
  rules: Rules,
  procedure: PreparedProcedure,
  moved: Progress,
  at: Date,
): StepEnd {
  if (task.kind === 'deliver') return { state: 'returned', decision: undefined, timeliness: undefined };
  const onlyDeliveryLeft = moved.newTasks.length > 0 && moved.newTasks.every((next) => next.kind === 'deliver');
  if (task.kind !== 'approve' || !onlyDeliveryLeft || !task.due_at)
    return { state: task.dossier_state, decision: undefined, timeliness: undefined };
  return {
    state: 'decided',
    decision: variablesOf(moved.state).decision === 'refuse' ? 'refused' : 'approved',
    timeliness: inTime(task, rules, procedure, at),
  };
}

/** What is told of a dossier that is decided or returned. */
export function endEvents(task: LockedTask, end: StepEnd, at: Date, actingFor: ActingFor): RecordedEvent[] {
  const facts = {
    dossierId: task.dossier_id,
    code: task.code ?? '',
    trackingNumber: task.tracking_number,
    procedureCode: task.procedure_code,
    competentAgencyCode: task.competent_agency_code,
    citizenId: task.citizen_id ?? undefined,
  };
  const events: RecordedEvent[] = [];
  if (end.decision && end.timeliness) {
    const decision = end.decision === 'approved' ? Decision.DECISION_APPROVED : Decision.DECISION_REFUSED;
    const decided = { ...facts, decision, decidedAt: at, dueAt: task.due_at ?? undefined };
    events.push(
      event('dossier.decided', task.dossier_id, { ...decided, timeliness: timelinessOf[end.timeliness] }, actingFor),
    );
  }
  if (end.state === 'returned')
    events.push(event('dossier.returned', task.dossier_id, { ...facts, returnedAt: at }, actingFor));
  return events;
}
