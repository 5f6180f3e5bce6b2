import { z } from 'zod';
import { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { DossierGround } from '../dossier-ground.js';
import { checkGiven, fileRows, givenFiles, rethrowUsedFile } from '../intake/given-files.js';
import { recordWithNote } from '../turn/act-note.js';
import { lockForTurn, referenceOf } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';

export const CorrectResultInput = z
  .strictObject({
    /** The files of the right result, uploaded before; they take the place of all that is there. */
    resultFileIds: z.array(z.uuid()).min(1).max(20),
    /** What was wrong, for the citizen too. */
    reason: z.string().trim().min(1).max(2000),
  })
  .meta({ id: 'CorrectResultInput' });
export type CorrectResultInput = z.infer<typeof CorrectResultInput>;

/** SQL of the files of a dossier `d` that are its result: what steps filed, but for opinions and what was replaced. */
export const currentResult = `f.component_code is null and f.opinion_task_id is null
  and not exists (select from superseded_file s where s.file_id = f.file_id)`;

/**
 * Puts a mistake in a result right: new files take the place of the earlier ones, which are kept. The decision stays what it is.
 * @throws FilesUnknown (422); FileAlreadyUsed (409); what `lockForTurn` throws
 */
export class CorrectResult {
  constructor(
    private readonly ground: DossierGround,
    private readonly documents: ServiceClient<typeof DocumentServiceService>,
  ) {}

  async execute(
    caller: Caller,
    dossierId: string,
    version: number,
    { resultFileIds, reason }: CorrectResultInput,
  ): Promise<TurnAnswer> {
    const files = await givenFiles(this.documents, caller, [{ fileIds: resultFileIds }]);
    const { commands, clock, sealer } = this.ground;
    return commands
      .run(caller, clock.now(), async (tx) => {
        const { row, actingFor } = await lockForTurn(tx, this.ground, dossierId, version, 'correctResult');
        checkGiven('/resultFileIds', resultFileIds, files);
        const corrected = event(
          'result.corrected',
          dossierId,
          { dossier: referenceOf(row), correctedAt: tx.at, fileIds: files.map((file) => file.id) },
          actingFor,
        );
        await tx.query(
          `with replaced as (
             insert into superseded_file (file_id, event_id)
             select f.file_id, $2 from dossier_file f where f.dossier_id = $1 and ${currentResult}),
           attached as (
             insert into dossier_file (file_id, dossier_id, name, size, media_type, sha256)
             select f.file_id, $1, f.name, f.size, f.media_type, f.sha256
               from jsonb_to_recordset($3::jsonb) as f (file_id uuid, name text, size bigint, media_type text, sha256 text))
           update dossier set version = version + 1 where id = $1`,
          [dossierId, corrected.id, JSON.stringify(fileRows(sealer, files))],
        );
        await recordWithNote(tx, sealer, corrected, reason);
        return { id: dossierId, version: row.version + 1 };
      })
      .catch(rethrowUsedFile);
  }
}
