import { mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeOutsideCluster } from './cluster-dir.js';
import { formatFile } from './data-format.js';
import { lockFile } from './platform-lock.js';

/** Makes the data directory if need be and gives its real path; one that is there keeps its mode and content. */
export function makeDataDir(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return realpathSync(dataDir);
}

/** Removes all data, but neither the directory itself nor the lock that this process holds on it. */
export function emptyDataDir(dataDir: string): void {
  removeOutsideCluster(dataDir);
  const rest = readdirSync(dataDir).filter((entry) => entry !== lockFile && entry !== formatFile);
  // The mark goes last: when this is cut short, what remains is still known as motcua's.
  for (const entry of [...rest, formatFile]) rmSync(join(dataDir, entry), { recursive: true, force: true });
}
