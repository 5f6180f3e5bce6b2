import { createHash } from 'node:crypto';
import { link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileTypeFromFile } from 'file-type';
import { isOutage, TemporarilyUnavailable } from '@motcua/service-kit/errors';

/** What the bytes themselves tell. */
export interface DetectedType {
  readonly mediaType: string;
  readonly extension: string;
}

export interface ReceivedContent {
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Undefined when the content is of no known type. */
  readonly detected: DetectedType | undefined;
}

/**
 * The content of files, by the file's id, on one volume of a disk.
 *
 * Content comes to `incoming/<id>` and has a second name `files/<ab>/<cd>/<id>` before its row is committed; the first name goes when it is
 * known whether the row was. So whatever a crash leaves behind is found in `incoming`, without a walk through all files.
 */
export class FileStore {
  constructor(private readonly directory: string) {}

  async prepare(): Promise<void> {
    await mkdir(join(this.directory, 'incoming'), { recursive: true, mode: 0o700 });
    await mkdir(join(this.directory, 'files'), { recursive: true, mode: 0o700 });
  }

  /**
   * Writes content to the disk, durably. Whatever goes wrong, also with its sender, leaves nothing behind.
   * @throws TemporarilyUnavailable (503) the disk is full
   */
  async receive(id: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<ReceivedContent> {
    const path = this.incoming(id);
    const hash = createHash('sha256');
    let size = 0;
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        for await (const chunk of chunks) {
          hash.update(chunk);
          size += chunk.length;
          await file.writeFile(chunk);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      const type = await fileTypeFromFile(path);
      return {
        size,
        sha256: hash.digest('hex'),
        detected: type && { mediaType: type.mime, extension: type.ext },
      };
    } catch (error) {
      await rm(path, { force: true });
      throw whenFull(error);
    }
  }

  /**
   * Gives received content its place, lets a command commit the row, and then keeps the content or, when the command refused or named
   * another file, discards it.
   */
  async place<A extends { readonly fileId: string }>(id: string, command: () => Promise<A>): Promise<A> {
    try {
      await this.link(id);
    } catch (error) {
      await this.discard(id);
      throw whenFull(error);
    }
    let answer: A;
    try {
      answer = await command();
    } catch (error) {
      // After an outage nobody knows whether the row was committed; `unsettled` gives the file to whoever can find out.
      if (!isOutage(error)) await this.discard(id);
      throw error;
    }
    await (answer.fileId === id ? this.settle(id) : this.discard(id));
    return answer;
  }

  /** Content whose row is known to be committed: it stays. */
  async settle(id: string): Promise<void> {
    await rm(this.incoming(id), { force: true });
  }

  /** Content that has no row, or whose row says that it is removed. Repeatable. */
  async discard(id: string): Promise<void> {
    await rm(this.placed(id), { force: true });
    await rm(this.incoming(id), { force: true });
  }

  /** Files received before an instant of which nobody has said whether they stay. */
  async unsettled(before: Date): Promise<string[]> {
    const ids = await readdir(join(this.directory, 'incoming'));
    const received = await Promise.all(
      ids.map(async (id) => ({ id, at: await stat(this.incoming(id)).catch(() => undefined) })),
    );
    return received.filter(({ at }) => at !== undefined && at.mtime < before).map(({ id }) => id);
  }

  async read(id: string): Promise<Readable> {
    const file = await open(this.placed(id), 'r');
    return file.createReadStream();
  }

  private async link(id: string): Promise<void> {
    const path = this.placed(id);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await link(this.incoming(id), path);
    for (const directory of [dirname(path), dirname(dirname(path)), join(this.directory, 'files')]) {
      await syncDirectory(directory);
    }
  }

  private incoming(id: string): string {
    return join(this.directory, 'incoming', id);
  }

  /** The end of a UUIDv7 is random, its beginning is the time: only by the end do files spread evenly. */
  private placed(id: string): string {
    return join(this.directory, 'files', id.slice(-2), id.slice(-4, -2), id);
  }
}

/** A new name in a directory is durable when the directory itself is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function whenFull(error: unknown): unknown {
  const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
  return full ? new TemporarilyUnavailable(undefined, { retryAfterSeconds: 60, cause: error }) : error;
}
