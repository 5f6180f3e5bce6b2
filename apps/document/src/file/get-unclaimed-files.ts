import { validate } from 'uuid';
import type { GetUnclaimedFilesResponse } from '@motcua/contracts/document/v1/document';
import { systemCaller, type Caller } from '@motcua/service-kit/caller';
import type { Commands } from '@motcua/service-kit/database';
import { InputInvalid } from '@motcua/service-kit/errors';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { fileMetadataColumns, toFileMetadata, type FileMetadataRow } from './file-metadata.js';

const mostFiles = 200;

/**
 * Describes the caller's own files that belong to no dossier yet, for a command that is about to put them into one. From now on they wait
 * as long as after their upload: the dossier may be committed before the file is removed, and the event that claims it come after.
 */
export class GetUnclaimedFiles {
  constructor(
    private readonly commands: Commands,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /** @throws InputInvalid (422) more than 200 ids */
  async execute(caller: Caller, fileIds: readonly string[]): Promise<GetUnclaimedFilesResponse> {
    if (fileIds.length > mostFiles) {
      const text = { vi: `Tối đa ${mostFiles} tệp.`, en: `At most ${mostFiles} files.` };
      throw new InputInvalid(undefined, { faults: [{ pointer: '/fileIds', code: 'maximum', text }] });
    }
    let rows: FileMetadataRow[] = [];
    // Not in the caller's name: their Idempotency-Key belongs to the command that asks.
    await this.commands.run(systemCaller('document'), this.clock.now(), async (tx) => {
      rows = await tx.query<FileMetadataRow>(
        `update stored_file f set waiting_since = $3
          where f.id = any ($1::uuid[]) and f.owner_id = $2 and f.state = 'unclaimed' returning ${fileMetadataColumns}`,
        [fileIds.filter((id) => validate(id)), caller.subjectId, tx.at],
      );
      return {};
    });
    return { files: rows.map((row) => toFileMetadata(row, this.sealer)) };
  }
}
