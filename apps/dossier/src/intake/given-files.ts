import { DocumentServiceService, type FileMetadata } from '@motcua/contracts/document/v1/document';
import type { Caller } from '@motcua/service-kit/caller';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import { FileAlreadyUsed } from './intake.problems.js';

/** What the document service knows of the files that a command names: one call, none without files. */
export async function givenFiles(
  documents: ServiceClient<typeof DocumentServiceService>,
  caller: Caller,
  components: readonly { readonly fileIds: readonly string[] }[],
): Promise<FileMetadata[]> {
  const fileIds = [...new Set(components.flatMap((component) => component.fileIds))];
  if (fileIds.length === 0) return [];
  const { files } = await documents.getUnclaimedFiles({ fileIds }, caller);
  return files;
}

/** Two dossiers named the same file; the first has it. */
export function rethrowUsedFile(error: unknown): never {
  if (error instanceof Error && 'constraint' in error && error.constraint === 'dossier_file_pkey') {
    throw new FileAlreadyUsed(undefined, { cause: error });
  }
  throw error;
}
