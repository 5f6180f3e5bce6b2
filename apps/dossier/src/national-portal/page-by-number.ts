import { z } from 'zod';
import { unknownCursor } from '../dossier/dossier-view.js';

const Cursor = z.tuple([z.iso.datetime(), z.string()]);

/** The end of a page of what is known by the portal's number. */
export function nextAfter(at: Date, number: string): string {
  return Buffer.from(JSON.stringify([at.toISOString(), number])).toString('base64url');
}

/** @throws InputInvalid (422) it is nothing that a page before gave */
export function readAfter(after: string | undefined): z.infer<typeof Cursor> | undefined {
  if (after === undefined) return undefined;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(after, 'base64url').toString()));
  } catch {
    throw unknownCursor();
  }
}
