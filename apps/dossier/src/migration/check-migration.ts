import { planMigration } from '@motcua/process';
import type { Caller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import type { TurnRow } from '../turn/locked-dossier.js';
import { decideMove } from './decide-move.js';
import { inLanguage } from './kept-refusals.js';
import { findTarget } from './find-target.js';
import type { MigrationCheck, MigrationCheckInput } from './migration.schemas.js';
import { isToMove, isToMoveValues } from './move-dossier.js';

type CheckedRow = Pick<
  TurnRow,
  | 'id'
  | 'tracking_number'
  | 'code'
  | 'pack_hash'
  | 'intake_agency_code'
  | 'competent_agency_code'
  | 'process_state'
  | 'due_at'
>;

/** What a migration would come to, dossier by dossier; nothing is written. */
export class CheckMigration {
  constructor(private readonly ground: Pick<DossierGround, 'queries' | 'packs' | 'clock'>) {}

  /** @throws VersionNotInForce (422) */
  async execute(
    { language }: Pick<Caller, 'language'>,
    procedureCode: string,
    input: MigrationCheckInput,
  ): Promise<MigrationCheck> {
    const { queries, packs, clock } = this.ground;
    const target = await findTarget(this.ground, queries, procedureCode, input);
    const procedure = target.rules.getProcedure(procedureCode, target.toVersion);
    const rows = await queries.read<CheckedRow>(
      `select d.id, d.tracking_number, d.code, d.pack_hash, d.intake_agency_code, d.competent_agency_code, d.process_state, d.due_at
         from dossier d where ${isToMove} and d.id > coalesce($5::uuid, '00000000-0000-0000-0000-000000000000') order by d.id limit $6`,
      [...isToMoveValues(target), input.after ?? null, input.limit + 1],
    );
    const page = rows.slice(0, input.limit);
    const plans = new Map<string, MigrationCheck['plans'][number]>();
    const refused: MigrationCheck['refused'] = [];
    for (const row of page) {
      const from = (await packs.get(queries, row.pack_hash)).getProcedure(procedureCode, input.fromVersion);
      if (!plans.has(row.pack_hash)) {
        const plan = planMigration(from.process, procedure.process, target.mapping);
        const faults = inLanguage(plan.faults, language);
        plans.set(row.pack_hash, { packHash: row.pack_hash, mapping: { ...plan.mapping }, faults });
      }
      const context = {
        rules: target.rules,
        procedure: target.rules.prepareAt(procedure, row.competent_agency_code),
        intakeAgencyCode: row.intake_agency_code,
        competentAgencyCode: row.competent_agency_code,
        dueAt: row.due_at ?? undefined,
      };
      const move = decideMove(from, context, target.mapping, row.process_state, clock.now());
      if ('refused' in move) {
        const { id, tracking_number, code } = row;
        const reasons = inLanguage(move.refused, language);
        refused.push({ dossierId: id, trackingNumber: tracking_number, ...(code && { code }), reasons });
      }
    }
    const last = page.at(-1);
    return {
      plans: [...plans.values()],
      checked: page.length,
      movable: page.length - refused.length,
      refused,
      ...(rows.length > page.length && last && { next: last.id }),
    };
  }
}
