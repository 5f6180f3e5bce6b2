import { inForce } from '@motcua/pack';
import type { ProcessState } from '@motcua/process';
import type { Caller } from '@motcua/service-kit/caller';
import type { Tx } from '@motcua/service-kit/database';
import { NotFound, VersionStale } from '@motcua/service-kit/errors';
import type { Sealed } from '@motcua/service-kit/sealed';
import { civilDateAt, type ClockLedger } from '@motcua/working-time';
import { readableBy } from '../dossier/row-scope.js';
import { clockHolderColumns, pausingElements, type ClockHolderColumns } from '../clock/clock-holders.js';
import type { DossierGround } from '../dossier-ground.js';
import type { FrozenFee } from '../fee/frozen-fee.js';
import { refundableColumn } from '../fee/payment-view.js';
import type { ActingFor } from '../intake/intake.events.js';
import type { ProgressContext } from '../process/progress.js';
import type { PreparedProcedure, Rules } from '../rules/rules.js';
import { rulesOf } from '../rules/rules-of.js';
import { supplementRule } from '../supplement/supplement-rule.js';
import { heldPositions } from '../task/locked-task.js';
import { isFor, turnRules, type Relation, type Turn, type TurnFacts } from './allowed-turns.js';
import { TurnNotPossible, TurnNotYours } from './turn.problems.js';

/** What a turn decides on: the dossier's row without what only pages show. */
export interface TurnRow extends ClockHolderColumns {
  readonly id: string;
  readonly version: number;
  readonly tracking_number: string;
  readonly code: string | null;
  readonly state: TurnFacts['state'];
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly pack_hash: string;
  /** The pack whose days off and office hours are counted by; null for its own. */
  readonly calendar_hash: string | null;
  readonly intake_agency_code: string;
  readonly competent_agency_code: string;
  readonly citizen_id: string | null;
  readonly process_state: ProcessState;
  readonly submitted_at: Date;
  readonly accepted_at: Date | null;
  readonly due_at: Date | null;
  readonly original_due_at: Date | null;
  readonly clock: ClockLedger | null;
  readonly paused_grounds: readonly string[];
  readonly paused_at: Date | null;
  readonly fees: readonly FrozenFee[];
  readonly fee_state: TurnFacts['feeState'];
  readonly refundable_vnd: number;
  readonly answers: Sealed;
  readonly parent_id: string | null;
  readonly parent_call_key: string | null;
  readonly works: boolean;
  readonly supplements: number;
  readonly extensions: number;
  readonly rated: boolean;
}

/** @param held parameter with the positions that the caller holds, as `<agency>/<position>` */
export function turnColumns(held: string): string {
  return `d.id, d.version, d.tracking_number, d.code, d.state, d.procedure_code, d.procedure_version, d.pack_hash, d.calendar_hash, d.intake_agency_code,
    d.competent_agency_code, d.citizen_id, d.process_state, d.submitted_at, d.accepted_at, d.due_at, d.original_due_at, d.clock, d.paused_grounds, d.paused_at,
    ${clockHolderColumns}, d.fees, d.fee_state, ${refundableColumn}, d.answers, d.parent_id, d.parent_call_key,
    exists (select from task w where w.dossier_id = d.id and w.state = 'open' and w.kind <> 'consult' and w.candidates && ${held}::text[]) as works,
    (select count(*)::integer from supplement s where s.dossier_id = d.id
       and s.stage = case when d.accepted_at is null then 'intake' else 'process' end) as supplements,
    (select count(*)::integer from jsonb_array_elements(d.clock -> 'entries') e where e ->> 'type' = 'extended') as extensions,
    exists (select from rating r where r.dossier_id = d.id) as rated`;
}

/**
 * A CTE that locks the parent of a sub-dossier. Whoever may end a part of an interconnected dossier holds the whole one first, so that two
 * parts that end at once do not wait for one another; the statement that locks the part has `behindParent` among its conditions.
 */
export function parentLocked(parentId: string): string {
  return `parent as materialized (select p.id from dossier p where p.id = (${parentId}) for update)`;
}
export const behindParent = '(select count(*) from parent) >= 0';

/** A dossier locked for one turn, with its rules, and on whose behalf the caller acts. */
export interface LockedDossier {
  readonly row: TurnRow;
  readonly rules: Rules;
  readonly procedure: PreparedProcedure;
  readonly context: ProgressContext;
  /** Empty for a citizen. */
  readonly actingFor: Partial<ActingFor>;
  readonly relations: readonly Relation[];
}

/**
 * Locks a dossier for a turn. Whose turn it is is judged first, then the state, then the version: who comes late learns what happened, not
 * that a number moved.
 * @param version what the caller saw; undefined for one of many that one decision is about
 * @throws NotFound (404) for unknown ones and those of others alike; TurnNotYours (403); TurnNotPossible (409); VersionStale (412)
 */
export async function lockForTurn(
  tx: Tx,
  ground: Pick<DossierGround, 'packs' | 'paysOnline'>,
  dossierId: string,
  version: number | undefined,
  turn: Turn,
): Promise<LockedDossier> {
  const scope = readableBy(tx.caller, 3);
  const [row] = await tx.query<TurnRow>(
    `with ${parentLocked('select c.parent_id from dossier c where c.id = $1')}
     select ${turnColumns('$2')} from dossier d where d.id = $1 and ${scope.condition} and ${behindParent} for update of d`,
    [dossierId, heldPositions(tx.caller), ...scope.values],
  );
  if (!row) throw new NotFound();
  if (!isFor(turn, relationsOf(tx.caller, row))) throw new TurnNotYours();
  const dossier = await lockedDossier(tx, ground, row);
  mustBePossible(tx, ground, dossier, turn);
  if (version !== undefined && row.version !== version) throw new VersionStale();
  return dossier;
}

/**
 * The same for a turn that its citizen takes elsewhere: whoever that is was judged there, and need have no account here.
 * @throws NotFound (404); TurnNotPossible (409)
 */
export async function lockForHolder(
  tx: Tx,
  ground: Pick<DossierGround, 'packs' | 'paysOnline'>,
  dossierId: string,
  turn: Turn,
): Promise<LockedDossier> {
  const [row] = await tx.query<TurnRow>(
    `with ${parentLocked('select c.parent_id from dossier c where c.id = $1')}
     select ${turnColumns('$2')} from dossier d where d.id = $1 and ${behindParent} for update of d`,
    [dossierId, []],
  );
  if (!row) throw new NotFound();
  const dossier: LockedDossier = { ...(await lockedDossier(tx, ground, row)), relations: ['holder'] };
  mustBePossible(tx, ground, dossier, turn);
  return dossier;
}

function mustBePossible(
  tx: Tx,
  { paysOnline }: Pick<DossierGround, 'paysOnline'>,
  { row, rules }: LockedDossier,
  turn: Turn,
): void {
  const obstacle = turnRules[turn].obstacle(turnFacts(row, rules, tx.at, paysOnline));
  if (obstacle) throw new TurnNotPossible(obstacle);
}

/** A row that is locked, with its rules and what the caller is to it. */
export async function lockedDossier(
  tx: Tx,
  { packs }: Pick<DossierGround, 'packs'>,
  row: TurnRow,
): Promise<LockedDossier> {
  const rules = await rulesOf(packs, tx, row);
  const procedure = rules.procedureOf(row);
  return {
    row,
    rules,
    procedure,
    context: {
      rules,
      procedure,
      intakeAgencyCode: row.intake_agency_code,
      competentAgencyCode: row.competent_agency_code,
      dueAt: row.due_at ?? undefined,
    },
    actingFor: actingFor(tx.caller, row),
    relations: relationsOf(tx.caller, row),
  };
}

export function turnFacts(row: TurnRow, rules: Rules, now: Date, paysOnline: boolean): TurnFacts {
  const procedure = rules.getProcedure(row.procedure_code, row.procedure_version).definition;
  const day = civilDateAt(row.submitted_at);
  return {
    state: row.state,
    pausedGrounds: row.paused_grounds,
    heldGrounds: pausingElements(procedure, row.open_elements, row.fee_state)
      .map(({ ground }) => ground)
      .filter((ground) => !row.decided_grounds.includes(ground)),
    feeState: row.fee_state,
    feeFirst: procedure.feeDue,
    refundableVnd: row.refundable_vnd,
    paysOnline,
    isOverdue: row.due_at !== null && row.due_at < now,
    supplements: {
      asked: row.supplements,
      allowed: supplementRule(rules, procedure, row.submitted_at).maxPerStage,
    },
    extensions: { given: row.extensions, allowed: inForce(rules.province.extension, day)?.value.max ?? 0 },
    isSubDossier: row.parent_id !== null,
    isRated: row.rated,
  };
}

type Parties = Pick<TurnRow, 'citizen_id' | 'intake_agency_code' | 'competent_agency_code' | 'works'>;

export function relationsOf(caller: Pick<Caller, 'subjectId' | 'kind' | 'positions'>, row: Parties): Relation[] {
  const relations: Relation[] = [];
  if (caller.kind === 'citizen') return caller.subjectId === row.citizen_id ? ['holder'] : [];
  const holds = (agencyCode: string, roles: readonly string[]) =>
    caller.positions.some((held) => held.agencyCode === agencyCode && held.roles.some((role) => roles.includes(role)));
  if (holds(row.intake_agency_code, ['intake'])) relations.push('desk');
  if (row.works) relations.push('worker');
  if (holds(row.competent_agency_code, ['approve', 'oversee'])) relations.push('leader');
  return relations;
}

/** The position under which an officer acts on a dossier: one at the agency that decides, else at the desk, else any. */
export function actingFor(caller: Caller, row: Parties): Partial<ActingFor> {
  if (caller.kind !== 'officer') return {};
  const at = (agencyCode: string) => caller.positions.find((held) => held.agencyCode === agencyCode);
  const position = at(row.competent_agency_code) ?? at(row.intake_agency_code) ?? caller.positions[0];
  return position ? { agencyCode: position.agencyCode, positionCode: position.positionCode } : {};
}

/** What names a dossier. */
export type DossierNames = Pick<
  TurnRow,
  'id' | 'code' | 'tracking_number' | 'procedure_code' | 'intake_agency_code' | 'competent_agency_code' | 'citizen_id'
>;

/** How the events of a turn name the dossier. */
export function referenceOf(row: DossierNames) {
  return {
    dossierId: row.id,
    code: row.code ?? undefined,
    trackingNumber: row.tracking_number,
    procedureCode: row.procedure_code,
    intakeAgencyCode: row.intake_agency_code,
    competentAgencyCode: row.competent_agency_code,
    citizenId: row.citizen_id ?? undefined,
  };
}
