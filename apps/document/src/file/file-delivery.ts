import { StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { FileStore } from '../file-store/file-store.js';
import type { FileMetadata } from './file-metadata.js';
import { attachmentDisposition, inlineDisposition } from './file-name.js';

/** Where a browser puts what it asks for, when a page shows it: `Sec-Fetch-Dest` (Fetch Metadata). */
const shownInPage = new Set(['iframe', 'image', 'embed', 'object']);

/** Sends the content of a file in a way that nothing in it can act in the platform's name. */
export class FileDelivery {
  constructor(private readonly store: FileStore) {}

  /**
   * A file that somebody uploaded is saved, never opened as a page of the platform; it is shown within a page of the portal alone. What the
   * platform has rendered itself opens. Nothing is sent to who has this very content.
   */
  async deliver(
    response: Response,
    file: FileMetadata,
    { isOurs = false }: { readonly isOurs?: boolean } = {},
  ): Promise<StreamableFile | undefined> {
    const isShown = isOurs || shownInPage.has(String(response.req.headers['sec-fetch-dest']));
    setContentHeaders(response, file.mediaType);
    response.setHeader('ETag', `"${file.sha256}"`);
    if (response.req.fresh) {
      response.status(304);
      return undefined;
    }
    return new StreamableFile(await this.store.read(file.id), {
      type: file.mediaType,
      length: file.size,
      disposition: isShown ? inlineDisposition(file.name) : attachmentDisposition(file.name),
    });
  }
}

/** What holds a person's papers may be framed by the portal, and is kept by no browser: the next one at this computer is another person. */
export function setContentHeaders(response: Response, mediaType: string): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Security-Policy', contentPolicy(mediaType));
  response.setHeader('X-Frame-Options', 'SAMEORIGIN');
}

/** A sandboxed PDF is not shown by the viewers of Chrome and Safari (https://crbug.com/413851); its scripts cannot leave the viewer. */
function contentPolicy(mediaType: string): string {
  const policy = "default-src 'none'; frame-ancestors 'self'";
  // The browser's own viewer places the PDF by a style of its own.
  return mediaType === 'application/pdf' ? `${policy}; style-src 'unsafe-inline'` : `${policy}; sandbox`;
}
