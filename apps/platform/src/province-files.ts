import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The texts of a province's folder by their path in it, with `/` between folders. */
export async function readProvinceFiles(directory: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths
      .sort()
      .map(async (path) => [relative(directory, path).split(sep).join('/'), await readFile(path, 'utf8')] as const),
  );
  return new Map(files);
}
