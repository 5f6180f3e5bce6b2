import type { Queries } from '@motcua/service-kit/database';
import { filesInForce } from './import-process.js';

/** The province in force by its files, so that operators keep what was imported. */
export class ShowPackFiles {
  constructor(private readonly queries: Queries) {}

  /** @throws PackFilesUnknown (409) */
  async execute(): Promise<{ hash: string; files: Record<string, string> }> {
    const { hash, files } = await filesInForce(this.queries);
    return { hash, files: Object.fromEntries(files) };
  }
}
