import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseObject } from './parse-object.js';
import { lockFile } from './platform-lock.js';
import { errnoOf, StartFault } from './start-fault.js';
import { writeWholeFile } from './write-whole-file.js';

/** Grows when a data directory of this version cannot be read by the version before. */
const formatVersion = 1;
export const formatFile = 'motcua.json';

/** Refuses a directory that holds files but no motcua data: a mistyped path must not be filled, still less emptied. */
export function refuseForeignDirectory(dataDir: string): void {
  const entries = readdirSync(dataDir).filter((name) => !name.startsWith(lockFile));
  if (entries.length === 0 || entries.includes(formatFile)) return;
  throw new StartFault(
    'foreignDirectory',
    `The directory ${dataDir} holds other files and no data of motcua; choose an empty or a new one.`,
  );
}

/**
 * Marks a new data directory with its format, or checks the mark of an old one.
 * @throws StartFault `newerData`, `otherPostgresMajor`, `dataDamaged`
 */
export function agreeOnFormat(dataDir: string, postgresMajor: number): void {
  const path = join(dataDir, formatFile);
  const text = readIfThere(path);
  if (text === undefined) {
    writeWholeFile(path, `${JSON.stringify({ formatVersion, postgresMajor, createdBy: ownVersion() }, null, 2)}\n`);
    return;
  }
  const found = parseFormat(text);
  if (found === undefined) throw new StartFault('dataDamaged', `The file ${path} is damaged.`);
  if (found.formatVersion > formatVersion) {
    throw new StartFault(
      'newerData',
      `The data directory ${dataDir} was made by a newer motcua (format ${found.formatVersion}, this one reads up to ${formatVersion}).`,
    );
  }
  if (found.postgresMajor !== postgresMajor) {
    throw new StartFault(
      'otherPostgresMajor',
      `The data directory ${dataDir} belongs to PostgreSQL ${found.postgresMajor}, this motcua brings PostgreSQL ${postgresMajor}.`,
    );
  }
}

function parseFormat(text: string): { formatVersion: number; postgresMajor: number } | undefined {
  const { formatVersion: version, postgresMajor: major } = parseObject(text) ?? {};
  return typeof version === 'number' && typeof major === 'number'
    ? { formatVersion: version, postgresMajor: major }
    : undefined;
}

function ownVersion(): string {
  const { version } = parseObject(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) ?? {};
  return typeof version === 'string' ? version : 'unknown';
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
