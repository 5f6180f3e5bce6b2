import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Pack, PackFault } from './pack.js';
import { readPack } from './read-pack.js';

const root = join(import.meta.dirname, '../../../deploy/provinces/bac-lieu-ca-mau');

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The files of the sample province as they are shipped; each call gives a copy that a test may change. */
export function sampleFiles(): Map<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')];
    }),
  );
}

export async function samplePack(): Promise<Pack> {
  const result = await readPack(sampleFiles(), sha256);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults, null, 2));
  return result.pack;
}

export async function faultsOf(files: ReadonlyMap<string, string>): Promise<PackFault[]> {
  const result = await readPack(files, sha256);
  return 'faults' in result ? result.faults : [];
}
