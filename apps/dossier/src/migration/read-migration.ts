import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import { readKeptRefusals, type KeptRefusal } from './kept-refusals.js';
import type { MigrationPage, MigrationRun } from './migration.schemas.js';

interface RunRow {
  readonly id: string;
  readonly from_version: number;
  readonly to_version: number;
  readonly asked_at: Date;
  readonly finished_at: Date | null;
  readonly moved: number;
  readonly refused: number;
}

interface UnmovedRow {
  readonly dossier_id: string;
  readonly tracking_number: string;
  readonly code: string | null;
  readonly reasons: readonly KeptRefusal[];
}

/** How far a migration is, and which dossiers stay on their version. */
export class ReadMigration {
  constructor(private readonly ground: Pick<DossierGround, 'queries'>) {}

  /** @throws NotFound (404) */
  async execute(
    { language }: Pick<Caller, 'language'>,
    procedureCode: string,
    runId: string,
    { after, limit }: MigrationPage,
  ): Promise<MigrationRun> {
    const { queries } = this.ground;
    const [run] = await queries.read<RunRow>(
      'select id, from_version, to_version, asked_at, finished_at, moved, refused from migration_run where id = $1 and procedure_code = $2',
      [runId, procedureCode],
    );
    if (!run) throw new NotFound();
    const rows = await queries.read<UnmovedRow>(
      `select r.dossier_id, d.tracking_number, d.code, r.reasons from migration_refusal r join dossier d on d.id = r.dossier_id
        where r.run_id = $1 and r.dossier_id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000') order by r.dossier_id limit $3`,
      [runId, after ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      id: run.id,
      procedureCode,
      fromVersion: run.from_version,
      toVersion: run.to_version,
      state: run.finished_at ? 'finished' : 'running',
      askedAt: run.asked_at.toISOString(),
      ...(run.finished_at && { finishedAt: run.finished_at.toISOString() }),
      moved: run.moved,
      refused: run.refused,
      unmoved: page.map(({ dossier_id, tracking_number, code, reasons }) => ({
        dossierId: dossier_id,
        trackingNumber: tracking_number,
        ...(code && { code }),
        reasons: readKeptRefusals(reasons, language),
      })),
      ...(rows.length > limit && last && { next: last.dossier_id }),
    };
  }
}
