import { z } from 'zod';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import { namePlace } from './stored-file.entity.js';

/** A stored file as its readers see it. */
export const FileMetadata = z
  .object({
    id: z.uuid(),
    name: z.string(),
    size: z.int().positive().meta({ description: 'Bytes' }),
    mediaType: z.string().meta({ description: 'Found in the content' }),
    sha256: z.string().meta({ description: 'Of the content, hexadecimal' }),
  })
  .meta({ id: 'FileMetadata' });
export type FileMetadata = z.infer<typeof FileMetadata>;

/** What statements select to describe a file. */
export const fileMetadataColumns = 'f.id, f.name, f.size::float8 as size, f.media_type, f.sha256';

export interface FileMetadataRow {
  readonly id: string;
  readonly name: Sealed;
  readonly size: number;
  readonly media_type: string;
  readonly sha256: string;
}

export function toFileMetadata(row: FileMetadataRow, sealer: Sealer): FileMetadata {
  const { id, name, size, media_type: mediaType, sha256 } = row;
  return { id, name: sealer.open(name, namePlace(id)), size, mediaType, sha256 };
}
