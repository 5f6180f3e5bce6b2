import { status } from '@grpc/grpc-js';
import type { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import { CallRefused, type ServiceClient } from '@motcua/service-kit/grpc';
import type { Sealer } from '@motcua/service-kit/sealed';
import { fileMetadataColumns, toFileMetadata, type FileMetadata, type FileMetadataRow } from './file-metadata.js';

/** A file that the caller may read: their own as long as no dossier has it, else one of a dossier that they may read. */
export class FindReadableFile {
  constructor(
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly dossier: ServiceClient<typeof DossierServiceService>,
  ) {}

  /**
   * @param opens the content is about to be handed over, of which the dossier keeps a trace
   * @throws NotFound (404) alike for unknown, removed and forbidden files
   */
  async execute(caller: Caller, fileId: string, { opens }: { readonly opens: boolean }): Promise<FileMetadata> {
    const [row] = await this.queries.read<FileMetadataRow & { own: boolean }>(
      `select ${fileMetadataColumns}, coalesce(f.owner_id::text = $2, false) and f.state = 'unclaimed' as own
         from stored_file f where f.id = $1 and f.state <> 'removed'`,
      [fileId, caller.subjectId],
    );
    if (!row || !(row.own || (await this.isOfReadableDossier(caller, fileId, opens)))) throw new NotFound();
    return toFileMetadata(row, this.sealer);
  }

  private async isOfReadableDossier(caller: Caller, fileId: string, opens: boolean): Promise<boolean> {
    try {
      return (await this.dossier.authorizeFile({ fileId, opens }, caller)).allowed;
    } catch (error) {
      if (error instanceof CallRefused && error.code === status.NOT_FOUND) return false;
      throw error;
    }
  }
}
