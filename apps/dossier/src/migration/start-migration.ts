import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import { findTarget } from './find-target.js';
import { MigrationUnderWay } from './migration.problems.js';
import type { MigrationInput } from './migration.schemas.js';

/** Has all running dossiers of a version moved to another, one after the other and behind this command. */
export class StartMigration {
  constructor(private readonly ground: Pick<DossierGround, 'commands' | 'packs' | 'clock'>) {}

  /** @throws VersionNotInForce (422); MigrationUnderWay (409) */
  execute(caller: Caller, procedureCode: string, input: MigrationInput): Promise<{ id: string }> {
    const { commands, clock } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const target = await findTarget(this.ground, tx, procedureCode, input);
      const id = uuidv7();
      const begun = await tx.query(
        `insert into migration_run (id, procedure_code, from_version, to_version, to_pack_hash, mapping, asked_by, asked_by_kind, asked_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
        [
          id,
          procedureCode,
          target.fromVersion,
          target.toVersion,
          target.rules.hash,
          JSON.stringify(target.mapping),
          caller.subjectId,
          caller.kind,
          tx.at,
        ],
      );
      if (begun.length === 0) throw new MigrationUnderWay();
      return { id };
    });
  }
}
