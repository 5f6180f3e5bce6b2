import { DocumentServiceService, type FileMetadata } from '@motcua/contracts/document/v1/document';
import type { Caller } from '@motcua/service-kit/caller';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { FieldFault } from '@motcua/service-kit/errors';
import type { Sealer } from '@motcua/service-kit/sealed';
import { FileAlreadyUsed, FilesUnknown } from './intake.problems.js';

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

/** One fault for each file that is not among those that the caller uploaded. */
export function unknownFiles(
  pointer: string,
  fileIds: readonly string[],
  files: readonly Pick<FileMetadata, 'id'>[],
): FieldFault[] {
  const known = new Set(files.map((file) => file.id));
  const text = {
    vi: 'Không tìm thấy tệp này trong các tệp bạn đã tải lên.',
    en: 'This file is not among those that you uploaded.',
  };
  return fileIds.flatMap((id, index) =>
    known.has(id) ? [] : [{ pointer: `${pointer}/${index}`, code: 'unknownFile', text }],
  );
}

/** @throws FilesUnknown (422) */
export function checkGiven(
  pointer: string,
  fileIds: readonly string[],
  files: readonly Pick<FileMetadata, 'id'>[],
): void {
  const faults = unknownFiles(pointer, fileIds, files);
  if (faults.length > 0) throw new FilesUnknown(undefined, { faults });
}

/** Files as rows of `dossier_file`, but for what they are to the dossier. */
export function fileRows(sealer: Sealer, files: readonly FileMetadata[]) {
  return files.map((file) => ({
    file_id: file.id,
    name: sealer.seal(file.name, `dossier_file.name:${file.id}`),
    size: file.size,
    media_type: file.mediaType,
    sha256: file.sha256,
  }));
}

/** Two dossiers named the same file; the first has it. */
export function rethrowUsedFile(error: unknown): never {
  if (error instanceof Error && 'constraint' in error && error.constraint === 'dossier_file_pkey') {
    throw new FileAlreadyUsed(undefined, { cause: error });
  }
  throw error;
}
