import type { DetectedType } from '../file-store/file-store.js';
import { FileContentMismatch, FileTypeNotAllowed } from './problems.js';

export const knownMediaTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'image/heic',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
] as const;

export type MediaType = (typeof knownMediaTypes)[number];

const extensionsOf: Readonly<Record<MediaType, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/tiff': ['tif', 'tiff'],
  'image/heic': ['heic', 'heif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
};

/** Other names of a media type: what older scanners and phones say, and what the detector calls it. */
const aliases: Readonly<Record<string, MediaType>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/heif': 'image/heic',
};

/** What browsers send for a file whose type they do not know: no claim at all. */
const noClaim = ['', 'application/octet-stream'];

export interface FileClaims {
  readonly name: string;
  /** The `Content-Type` of the upload; empty when there was none. */
  readonly contentType: string;
}

/**
 * The media type of a file: what its content is, and neither its name nor its sender says otherwise.
 * @throws FileContentMismatch (415) the name's extension or the declared type is not that of the content
 * @throws FileTypeNotAllowed (415) the content is of a type that is not stored here
 */
export function mediaTypeOf(
  detected: DetectedType | undefined,
  { name, contentType }: FileClaims,
  allowed: readonly MediaType[],
): MediaType {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  const claim = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const mediaType = findMediaType(detected?.mediaType);
  if (!mediaType) {
    if (detected && extension === detected.extension) throw new FileTypeNotAllowed();
    throw new FileContentMismatch();
  }
  if (extension === undefined || !extensionsOf[mediaType].includes(extension)) throw new FileContentMismatch();
  if (!noClaim.includes(claim) && findMediaType(claim) !== mediaType) throw new FileContentMismatch();
  if (!allowed.includes(mediaType)) throw new FileTypeNotAllowed();
  return mediaType;
}

function findMediaType(name: string | undefined): MediaType | undefined {
  return knownMediaTypes.find((known) => known === name) ?? (name === undefined ? undefined : aliases[name]);
}
