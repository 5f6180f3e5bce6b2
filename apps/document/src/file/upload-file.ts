import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Commands } from '@motcua/service-kit/database';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import type { FileStore, ReceivedContent } from '../file-store/file-store.js';
import type { FileMetadata } from './file-metadata.js';
import { fileNameFrom } from './file-name.js';
import { mediaTypeOf, type MediaType } from './media-type.js';
import { FileEmpty, TooMuchUnclaimed } from './problems.js';
import { namePlace, StoredFile } from './stored-file.entity.js';

export interface Upload {
  /** The header that names the file. */
  readonly contentDisposition: string | undefined;
  /** The header that says what it is; only held against the content. */
  readonly contentType: string | undefined;
  readonly content: AsyncIterable<Uint8Array>;
}

export interface UploadLimits {
  readonly allowedMediaTypes: readonly MediaType[];
  readonly unclaimedFileBytesPerOwner: number;
}

/**
 * Stores a file that belongs to no dossier yet; only its owner sees it. The content is on the disk before the answer.
 * @throws InputInvalid (422) the name is missing, or no file should bear it
 * @throws FileEmpty (422)
 * @throws FileContentMismatch, FileTypeNotAllowed (415)
 * @throws TooMuchUnclaimed (429) the owner's unclaimed files would exceed the limit
 * @throws TemporarilyUnavailable (503) the disk is full; nothing is left of the file
 */
export class UploadFile {
  constructor(
    private readonly commands: Commands,
    private readonly sealer: Sealer,
    private readonly store: FileStore,
    private readonly clock: Clock,
    private readonly limits: UploadLimits,
  ) {}

  async execute(caller: Caller, upload: Upload): Promise<FileMetadata> {
    const name = fileNameFrom(upload.contentDisposition);
    const id = uuidv7();
    const received = await this.store.receive(id, upload.content);
    const mediaType = await this.judge(id, name, upload, received);
    const { size, sha256 } = received;
    const now = this.clock.now();
    const { fileId } = await this.store.place(id, () =>
      this.commands.run(withContent(caller, name, sha256), now, async (tx) => {
        // One owner's uploads are counted one after another.
        await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`unclaimed ${caller.subjectId}`]);
        const [waiting] = await tx.query<{ bytes: number }>(
          `select coalesce(sum(size), 0)::float8 as bytes from stored_file where owner_id = $1 and state = 'unclaimed'`,
          [caller.subjectId],
        );
        const limitBytes = this.limits.unclaimedFileBytesPerOwner;
        if ((waiting?.bytes ?? 0) + size > limitBytes) throw new TooMuchUnclaimed({ limitBytes });
        await tx.manager.insert(StoredFile, {
          id,
          ownerId: caller.subjectId,
          name: this.sealer.seal(name, namePlace(id)),
          size,
          mediaType,
          sha256,
          state: 'unclaimed',
          createdAt: now,
          waitingSince: now,
        });
        tx.record(event('document.stored', id, { fileId: id, size, mediaType, sha256 }));
        return { fileId: id };
      }),
    );
    return { id: fileId, name, size, mediaType, sha256 };
  }

  private async judge(id: string, name: string, upload: Upload, received: ReceivedContent): Promise<MediaType> {
    try {
      if (received.size === 0) throw new FileEmpty();
      const claims = { name, contentType: upload.contentType ?? '' };
      return mediaTypeOf(received.detected, claims, this.limits.allowedMediaTypes);
    } catch (refusal) {
      await this.store.discard(id);
      throw refusal;
    }
  }
}

/** A repeated Idempotency-Key must come with the same content, which is not in the body that the edge has hashed. */
function withContent(caller: Caller, name: string, sha256: string): Caller {
  if (!caller.idempotency) return caller;
  const { key, requestHash } = caller.idempotency;
  const hash = createHash('sha256')
    .update(JSON.stringify([requestHash, name, sha256]))
    .digest('hex');
  return { ...caller, idempotency: { key, requestHash: hash } };
}
