import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** There is no such folder, or it may not be read; the message is one sentence for a terminal. */
export class ProvinceUnreadable extends Error {
  override readonly name = 'ProvinceUnreadable';

  constructor(directory: string, cause: unknown) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    super(`The folder of the province cannot be read: ${directory} (${reason}).`, { cause });
  }
}

/**
 * The texts of a province's folder by their path in it, with `/` between folders.
 * @throws ProvinceUnreadable
 */
export async function readProvinceFiles(directory: string): Promise<ReadonlyMap<string, string>> {
  try {
    return await readTexts(directory);
  } catch (error) {
    throw new ProvinceUnreadable(directory, error);
  }
}

async function readTexts(directory: string): Promise<ReadonlyMap<string, string>> {
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
