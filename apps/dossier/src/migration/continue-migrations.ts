import type { ElementMapping } from '@motcua/process';
import { systemCaller, type Caller } from '@motcua/service-kit/caller';
import type { Tx } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { reasonOfError } from '../process/told-reason.js';
import { keptRefusals } from './kept-refusals.js';
import { isToMove, isToMoveValues, moveDossier, type MigrationTarget, type Outcome } from './move-dossier.js';

/** Dossiers of one round, so that timers and deadlines do not wait long. */
const roundSize = 50;
const lookAgainAfterMs = 1_000;

interface RunRow {
  readonly id: string;
  readonly procedure_code: string;
  readonly from_version: number;
  readonly to_version: number;
  readonly to_pack_hash: string;
  readonly mapping: ElementMapping;
  readonly asked_by: string;
  readonly asked_by_kind: Caller['kind'];
  readonly after_id: string | null;
}

/**
 * Moves the dossiers of the migrations that were asked for, each in a transaction of its own in which the run notes how far it is. So a
 * dossier moves once, and whoever takes over goes on behind the last.
 */
export class ContinueMigrations {
  constructor(private readonly ground: Pick<DossierGround, 'commands' | 'queries' | 'packs' | 'clock' | 'log'>) {}

  /**
   * One round.
   * @returns in how many milliseconds to look again; 0 when more is to be moved
   */
  async execute(): Promise<number> {
    const { queries, packs } = this.ground;
    const [run] = await queries.read<RunRow>(
      `select id, procedure_code, from_version, to_version, to_pack_hash, mapping, asked_by, asked_by_kind, after_id
         from migration_run where finished_at is null order by id limit 1`,
    );
    if (!run) return lookAgainAfterMs;
    const target: MigrationTarget = {
      rules: await packs.get(queries, run.to_pack_hash),
      procedureCode: run.procedure_code,
      fromVersion: run.from_version,
      toVersion: run.to_version,
      mapping: run.mapping,
    };
    const next = await queries.read<{ id: string }>(
      `select d.id from dossier d where ${isToMove} and d.id > coalesce($5::uuid, '00000000-0000-0000-0000-000000000000') order by d.id limit $6`,
      [...isToMoveValues(target), run.after_id, roundSize],
    );
    for (const { id } of next) await this.moveOrLeave(run, target, id);
    if (next.length === 0) await this.finish(run);
    return 0;
  }

  private async moveOrLeave(run: RunRow, target: MigrationTarget, dossierId: string): Promise<void> {
    try {
      await this.note(run, dossierId, (tx) => moveDossier(tx, this.ground, target, dossierId));
    } catch (error) {
      // An outage cannot be written down, and ends the round; one dossier that fails keeps the others waiting no longer.
      const refused = [{ elementId: '', reason: reasonOfError(error) }];
      await this.note(run, dossierId, () => Promise.resolve({ moved: false, refused }));
      this.ground.log.error({ event: 'migration.dossier-failed', runId: run.id, dossierId, error });
    }
  }

  /** What came of a dossier, together with how far the run is. */
  private async note(run: RunRow, dossierId: string, work: (tx: Tx) => Promise<Outcome>): Promise<void> {
    await this.ground.commands.run(operator(run), this.ground.clock.now(), async (tx) => {
      const { moved, refused } = await work(tx);
      await tx.query(
        `with stays as (
           insert into migration_refusal (run_id, dossier_id, reasons) select $1, $2, $3::jsonb where $3::jsonb is not null
           on conflict do nothing returning 1)
         update migration_run set after_id = $2, moved = moved + $4, refused = refused + (select count(*)::integer from stays) where id = $1`,
        [run.id, dossierId, refused.length > 0 ? JSON.stringify(keptRefusals(refused)) : null, moved ? 1 : 0],
      );
      return {};
    });
  }

  private async finish(run: RunRow): Promise<void> {
    const { commands, clock, log } = this.ground;
    await commands.run(operator(run), clock.now(), async (tx) => {
      await tx.query('update migration_run set finished_at = $2 where id = $1', [run.id, tx.at]);
      return {};
    });
    log.info({ event: 'migration.finished', runId: run.id });
  }
}

/** It is the operator who moves the dossiers, also where the platform does it later. */
function operator({ asked_by, asked_by_kind }: RunRow): Caller {
  return { ...systemCaller(asked_by), kind: asked_by_kind };
}
