import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartFault } from './start-fault.js';

/** The account that PostgreSQL runs as when this process is root, which PostgreSQL itself refuses to be. */
export interface PostgresUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * The account for PostgreSQL's processes and files; `undefined` for an ordinary user, whose own account it is. Files
 * that are there already keep their owner, whatever accounts the machine has got since.
 * @throws StartFault `unsupportedSystem` this machine has no account besides root
 */
export function choosePostgresUser(existingFiles?: string): PostgresUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts();
  const owner = existingFiles === undefined ? undefined : statSync(existingFiles).uid;
  const chosen =
    owner === undefined
      ? (accounts.find(({ name }) => name === 'postgres') ??
        accounts.find(({ name }) => name === 'nobody') ??
        accounts.find(({ uid }) => uid > 0))
      : accounts.find(({ uid }) => uid === owner);
  if (chosen === undefined || chosen.uid === 0) {
    throw new StartFault(
      'unsupportedSystem',
      'PostgreSQL does not run as root, and no other account was found for it.',
    );
  }
  return chosen;
}

/** Whether the account may enter every directory above a path and read the path itself, by the plain permission bits. */
export function canRead(user: PostgresUser | undefined, path: string): boolean {
  if (user === undefined) return true;
  const readAndEnter = statSync(path).isDirectory() ? 0o5 : 0o4;
  return isAllowed(user, path, readAndEnter) && canEnter(user, dirname(path));
}

/** Whether the account may enter a directory and every directory above it. */
export function canEnter(user: PostgresUser | undefined, directory: string): boolean {
  if (user === undefined) return true;
  const above = dirname(directory);
  return isAllowed(user, directory, 0o1) && (above === directory || canEnter(user, above));
}

function isAllowed(user: PostgresUser, path: string, bits: number): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}

function readAccounts(): PostgresUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name, , uid, gid]) => (name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []));
}
