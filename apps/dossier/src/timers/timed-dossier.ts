import type { Tx } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { turnColumns, type LockedDossier, type TurnRow } from '../turn/locked-dossier.js';

/** What a moment that has come decides on; nobody acts in it. */
export type TimedDossier = Omit<LockedDossier, 'actingFor' | 'relations'>;

/** A dossier with its rules, locked; nothing when another has it locked at this moment. */
export async function lockTimedDossier(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  dossierId: string,
): Promise<TimedDossier | undefined> {
  const [row] = await tx.query<TurnRow>(
    `select ${turnColumns('$2')} from dossier d where d.id = $1 for update of d skip locked`,
    [dossierId, []],
  );
  return row && timedDossier(tx, ground, row);
}

/** The same where the timer's own transaction has it locked already. */
export async function readTimedDossier(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  dossierId: string,
): Promise<TimedDossier> {
  const [row] = await tx.query<TurnRow>(`select ${turnColumns('$2')} from dossier d where d.id = $1`, [dossierId, []]);
  if (!row) throw new Error(`there is no dossier ${dossierId}`);
  return timedDossier(tx, ground, row);
}

async function timedDossier(tx: Tx, ground: Pick<DossierGround, 'packs'>, row: TurnRow): Promise<TimedDossier> {
  const rules = await ground.packs.get(tx, row.pack_hash);
  const procedure = rules.getProcedure(row.procedure_code, row.procedure_version);
  const context = {
    rules,
    procedure,
    intakeAgencyCode: row.intake_agency_code,
    competentAgencyCode: row.competent_agency_code,
    dueAt: row.due_at ?? undefined,
  };
  return { row, rules, procedure, context };
}
