import type { Caller } from '@motcua/service-kit/caller';
import type { Tx } from '@motcua/service-kit/database';
import { NotFound, VersionStale } from '@motcua/service-kit/errors';
import type { ClockLedger } from '@motcua/working-time';
import type { ProcessState } from '@motcua/process';
import type { ActingFor } from '../intake/intake.events.js';
import type { TurnFacts } from '../turn/allowed-turns.js';
import { behindParent, parentLocked, referenceOf } from '../turn/locked-dossier.js';
import { TaskAlreadyCompleted, TaskCancelled } from './task.problems.js';

/** A task and its dossier, both locked. */
export interface LockedTask {
  readonly id: string;
  readonly version: number;
  readonly task_key: string;
  readonly element_id: string;
  readonly kind: string;
  readonly agency_code: string;
  readonly candidates: readonly string[];
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly claimed_by: string | null;
  readonly completed_by: string | null;
  readonly dossier_id: string;
  readonly dossier_state: string;
  readonly tracking_number: string;
  readonly code: string | null;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly pack_hash: string;
  readonly calendar_hash: string | null;
  readonly intake_agency_code: string;
  readonly competent_agency_code: string;
  readonly citizen_id: string | null;
  readonly process_state: ProcessState;
  readonly due_at: Date | null;
  readonly original_due_at: Date | null;
  readonly clock: ClockLedger | null;
  readonly paused_grounds: readonly string[];
  readonly paused_at: Date | null;
  readonly decision: 'approved' | 'refused' | null;
  readonly fee_state: TurnFacts['feeState'];
  readonly result_by: 'counter' | 'postal';
  readonly parent_id: string | null;
  readonly parent_call_key: string | null;
  /** Steps of the dossier that the caller has done. */
  readonly done_by_caller: readonly string[];
}

/** @param subject parameter with the id of a person, as text; the steps of a dossier `d` that they have done */
export function doneBy(subject: string): string {
  return `array(select distinct w.element_id from task w where w.dossier_id = d.id and w.completed_by::text = ${subject})`;
}

const columns = `t.id, t.version, t.task_key, t.element_id, t.kind, t.agency_code, t.candidates, t.state, t.claimed_by, t.completed_by,
  d.id as dossier_id, d.state as dossier_state, d.tracking_number, d.code, d.procedure_code, d.procedure_version,
  d.pack_hash, d.calendar_hash, d.intake_agency_code, d.competent_agency_code, d.citizen_id, d.process_state, d.due_at, d.original_due_at, d.clock,
  d.paused_grounds, d.paused_at, d.decision, d.fee_state, d.result_by, d.parent_id, d.parent_call_key, ${doneBy('$4')} as done_by_caller`;

/** How the events of a task name its dossier. */
export function dossierOf(task: LockedTask) {
  return referenceOf({ ...task, id: task.dossier_id });
}

/** `<agency>/<position>` for everything that the caller holds: what a task's candidates are compared with. */
export function heldPositions(caller: Pick<Caller, 'positions'>): string[] {
  return caller.positions.map((position) => `${position.agencyCode}/${position.positionCode}`);
}

/** The agencies for which the caller answers: their leaders may hand its tasks to others. */
export function ledAgencies(caller: Caller): string[] {
  return caller.positions
    .filter(({ roles }) => roles.includes('approve') || roles.includes('oversee'))
    .map(({ agencyCode }) => agencyCode);
}

/**
 * Locks a task that the caller may work on, and its dossier first. State is judged before version: whose task another completed gets to
 * know who, not that the version moved.
 * @throws NotFound (404) for unknown ones and those of others alike; TaskAlreadyCompleted, TaskCancelled (409); VersionStale (412)
 */
export function lockTask(tx: Tx, taskId: string, version: number): Promise<Locked> {
  return lock(tx, taskId, version, []);
}

/**
 * Locks a task for its candidates and for the leaders of its agency.
 * @param version what the caller saw; undefined where they act on whatever is there
 * @throws what `lockTask` throws
 */
export function lockTaskToAssign(tx: Tx, taskId: string, version: number | undefined): Promise<Locked> {
  return lock(tx, taskId, version, ledAgencies(tx.caller));
}

/** A locked task, and the position under which the caller acts on it. */
export interface Locked {
  readonly task: LockedTask;
  readonly actingFor: ActingFor;
}

async function lock(tx: Tx, taskId: string, version: number | undefined, led: readonly string[]): Promise<Locked> {
  const [task] = await tx.query<LockedTask>(
    `with ${parentLocked('select c.parent_id from task s join dossier c on c.id = s.dossier_id where s.id = $1')}
     select ${columns} from dossier d join task t on t.dossier_id = d.id
      where t.id = $1 and (t.candidates && $2::text[] or t.agency_code = any ($3::text[])) and ${behindParent} for update of d, t`,
    [taskId, heldPositions(tx.caller), led, tx.caller.subjectId],
  );
  const position = task && positionFor(tx.caller, task);
  if (!position) throw new NotFound();
  if (task.state === 'completed') throw new TaskAlreadyCompleted({ officerId: task.completed_by });
  if (task.state === 'cancelled') throw new TaskCancelled();
  if (version !== undefined && task.version !== version) throw new VersionStale();
  return { task, actingFor: position };
}

function positionFor(caller: Caller, { candidates, agency_code: agencyCode }: LockedTask): ActingFor | undefined {
  return (
    caller.positions.find((held) => candidates.includes(`${held.agencyCode}/${held.positionCode}`)) ??
    caller.positions.find((held) => held.agencyCode === agencyCode)
  );
}
