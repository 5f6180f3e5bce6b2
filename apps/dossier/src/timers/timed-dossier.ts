import type { Tx } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { rulesOf } from '../rules/rules-of.js';
import type { LockedDossier, TurnRow } from '../turn/locked-dossier.js';

const columns = `d.id, d.tracking_number, d.code, d.procedure_code, d.procedure_version, d.pack_hash, d.intake_agency_code, d.competent_agency_code,
  d.citizen_id, d.state, d.process_state, d.due_at, d.original_due_at, d.clock, d.paused_grounds, d.paused_at, d.calendar_hash`;

/** What a moment that has come decides on; nobody acts in it, so nothing tells who may. */
type TimedRow = Pick<
  TurnRow,
  | 'id'
  | 'tracking_number'
  | 'code'
  | 'procedure_code'
  | 'procedure_version'
  | 'pack_hash'
  | 'intake_agency_code'
  | 'competent_agency_code'
  | 'citizen_id'
  | 'state'
  | 'process_state'
  | 'due_at'
  | 'original_due_at'
  | 'clock'
  | 'paused_grounds'
  | 'paused_at'
  | 'calendar_hash'
>;

export type TimedDossier = Pick<LockedDossier, 'rules' | 'procedure' | 'context'> & { readonly row: TimedRow };

/** A dossier with its rules, locked; nothing when another has it locked at this moment. */
export async function lockTimedDossier(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  dossierId: string,
): Promise<TimedDossier | undefined> {
  const [row] = await tx.query<TimedRow>(
    `select ${columns} from dossier d where d.id = $1 for update of d skip locked`,
    [dossierId],
  );
  return row && timedDossier(tx, ground, row);
}

/** The same where the transaction has it locked already. */
export async function readTimedDossier(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  dossierId: string,
): Promise<TimedDossier> {
  const dossier = (await readTimedDossiers(tx, ground, [dossierId])).get(dossierId);
  if (!dossier) throw new Error(`there is no dossier ${dossierId}`);
  return dossier;
}

/** Some that the transaction has locked, by id. */
export async function readTimedDossiers(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  dossierIds: readonly string[],
): Promise<ReadonlyMap<string, TimedDossier>> {
  const rows = await tx.query<TimedRow>(`select ${columns} from dossier d where d.id = any ($1::uuid[])`, [dossierIds]);
  const dossiers = new Map<string, TimedDossier>();
  for (const row of rows) dossiers.set(row.id, await timedDossier(tx, ground, row));
  return dossiers;
}

async function timedDossier(tx: Tx, ground: Pick<DossierGround, 'packs'>, row: TimedRow): Promise<TimedDossier> {
  const rules = await rulesOf(ground.packs, tx, row);
  const procedure = rules.procedureOf(row);
  const context = {
    rules,
    procedure,
    intakeAgencyCode: row.intake_agency_code,
    competentAgencyCode: row.competent_agency_code,
    dueAt: row.due_at ?? undefined,
  };
  return { row, rules, procedure, context };
}
