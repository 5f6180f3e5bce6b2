import type { Caller } from '@motcua/service-kit/caller';
import { clockOf, maskName, type DossierRow } from '../dossier/dossier-view.js';
import type { TaskView } from '../dossier/dossier.schemas.js';
import { stepShown, type Rules } from '../rules/rules.js';
import { separationObstacle, taskObstacle } from '../turn/allowed-turns.js';
import { doneBy, ledAgencies } from './locked-task.js';

/** A task with what a list shows of its dossier. */
export interface TaskRow {
  readonly task_id: string;
  readonly task_version: number;
  readonly element_id: string;
  readonly kind: TaskView['step']['kind'];
  readonly agency_code: string;
  readonly candidates: readonly string[];
  readonly task_state: TaskView['state'];
  readonly claimed_by: string | null;
  readonly created_at: Date;
  readonly task_due_at: Date;
  /** Steps of the dossier that the caller has done. */
  readonly done_by_caller: readonly string[];
}

/** @param subject parameter with the id of who looks */
export const taskColumns = (
  subject: string,
) => `t.id as task_id, t.version as task_version, t.element_id, t.kind, t.agency_code, t.candidates, t.state as task_state, t.claimed_by,
  t.created_at, t.due_at as task_due_at, ${doneBy(`${subject}::text`)} as done_by_caller`;

/**
 * What somebody sees of a task, and what they may do with it now. `names` are those of the officers in charge, whom citizens know by
 * agency and position alone.
 */
export function taskView(
  row: TaskRow,
  dossier: DossierRow,
  submitterName: string,
  rules: Rules,
  caller: Caller,
  names: ReadonlyMap<string, string>,
  now: Date,
): TaskView {
  const procedure = rules.procedureOf(dossier);
  const step = stepShown(procedure.definition, row.element_id);
  const separated =
    caller.kind === 'officer' && row.task_state === 'open' ? separationObstacle(step, row.done_by_caller) : undefined;
  const waits =
    row.task_state === 'open'
      ? taskObstacle({
          pausedGrounds: dossier.paused_grounds,
          feeState: dossier.fee_state,
          feeFirst: procedure.definition.feeDue,
          kind: row.kind,
          decision: dossier.decision,
        })
      : undefined;
  const obstacle = separated ?? waits;
  return {
    id: row.task_id,
    version: row.task_version,
    dossierId: dossier.id,
    ...(dossier.code !== null && { dossierCode: dossier.code }),
    trackingNumber: dossier.tracking_number,
    procedure: { code: dossier.procedure_code, name: procedure.definition.name },
    competentAgency: {
      code: dossier.competent_agency_code,
      name: rules.agencyName(dossier.competent_agency_code, dossier.submitted_at),
    },
    step: { elementId: row.element_id, name: step.name, kind: row.kind },
    state: row.task_state,
    ...(row.claimed_by &&
      caller.kind === 'officer' && {
        claimedBy: { officerId: row.claimed_by, displayName: names.get(row.claimed_by) ?? '…' },
      }),
    createdAt: row.created_at.toISOString(),
    dueAt: row.task_due_at.toISOString(),
    clock: clockOf(dossier, procedure, now),
    submitterName: maskName(submitterName),
    outcomes: (step.outcomes ?? []).map(({ value, name, tone, requiresNote }) => ({
      value,
      name,
      tone,
      requiresNote: requiresNote ?? false,
    })),
    allowed: allowedActions(row, caller).filter(
      (action) => !((obstacle && action === 'complete') || (separated && action === 'claim')),
    ),
    ...(obstacle && { obstacle: { ...obstacle } }),
  };
}

function allowedActions(row: TaskRow, caller: Caller): TaskView['allowed'] {
  if (row.task_state !== 'open') return [];
  const mayWork = caller.positions.some((held) => row.candidates.includes(`${held.agencyCode}/${held.positionCode}`));
  const hasIt = mayWork && row.claimed_by === caller.subjectId;
  return [
    ...(hasIt ? (['release'] as const) : mayWork && !row.claimed_by ? (['claim'] as const) : []),
    ...(mayWork && (hasIt || !row.claimed_by) ? (['complete'] as const) : []),
    ...(hasIt || ledAgencies(caller).includes(row.agency_code) ? (['reassign'] as const) : []),
  ];
}
