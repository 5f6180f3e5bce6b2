import { chmodSync, chownSync, statSync } from 'node:fs';
import type { PostgresUser } from './postgres-user.js';

/** Closes a directory to other users. Under root they may pass through to PostgreSQL's part, but not look around. */
export function closeToOthers(directory: string): void {
  chmodSync(directory, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/** Makes a directory or a file the account's own and closes it to all others. */
export function giveTo(user: PostgresUser | undefined, path: string): void {
  chmodSync(path, statSync(path).isDirectory() ? 0o700 : 0o600);
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}
