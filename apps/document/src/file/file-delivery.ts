import { StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { FileStore } from '../file-store/file-store.js';
import type { FileMetadata } from './file-metadata.js';
import { inlineDisposition } from './file-name.js';

/** Sends the content of a file in a way that nothing in it can act in the platform's name. */
export class FileDelivery {
  constructor(private readonly store: FileStore) {}

  /** Nothing to send when the browser still has this very content. */
  async deliver(response: Response, file: FileMetadata): Promise<StreamableFile | undefined> {
    // Kept by the browser, and asked for again each time: access may have ended.
    response.setHeader('Cache-Control', 'private, no-cache');
    response.setHeader('Content-Security-Policy', contentPolicy(file.mediaType));
    response.setHeader('ETag', `"${file.sha256}"`);
    if (response.req.fresh) {
      response.status(304);
      return undefined;
    }
    return new StreamableFile(await this.store.read(file.id), {
      type: file.mediaType,
      length: file.size,
      disposition: inlineDisposition(file.name),
    });
  }
}

/** A sandboxed PDF is not shown by the viewers of Chrome and Safari (https://crbug.com/413851); its scripts cannot leave the viewer. */
export function contentPolicy(mediaType: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
  return mediaType === 'application/pdf' ? policy : `${policy}; sandbox`;
}
