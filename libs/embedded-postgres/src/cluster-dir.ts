import { existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { closeToOthers, giveTo } from './permissions.js';
import { canEnter, choosePostgresUser, type PostgresUser } from './postgres-user.js';
import { StartFault } from './start-fault.js';

/** Where root keeps a cluster whose data directory PostgreSQL's account cannot enter. */
const outside = '/var/lib/motcua';

export interface ClusterDir {
  path: string;
  /** PostgreSQL's own directory; there only once it is complete. */
  pgdata: string;
  user: PostgresUser | undefined;
}

/** PostgreSQL's own directory within a data directory, or `undefined` before the first start. */
export function findPgdata(dataDir: string): string | undefined {
  const pgdata = join(dataDir, 'cluster', 'pgdata');
  return existsSync(pgdata) ? realpathSync(pgdata) : undefined;
}

/**
 * PostgreSQL's part of a data directory. It is the folder `cluster`, or as root, where PostgreSQL's account cannot come
 * (a checkout below /root), a link of that name to a folder that it can enter.
 */
export function makeClusterDir(dataDir: string, log: (line: string) => void): ClusterDir {
  const user = choosePostgresUser(findPgdata(dataDir));
  const place = join(dataDir, 'cluster');
  if (lstatSync(place, { throwIfNoEntry: false }) === undefined) {
    if (canEnter(user, dataDir)) {
      mkdirSync(place);
    } else {
      mkdirSync(outside, { recursive: true });
      // A fresh name: whoever deletes the data directory by hand must not get its old database with new passwords.
      const target = mkdtempSync(join(outside, 'cluster-'));
      log(`Keeping the database in ${target}, because the account ${user?.name ?? ''} cannot enter ${dataDir}`);
      symlinkSync(target, place);
    }
  }
  if (!existsSync(place)) throw new StartFault('dataDamaged', `The database is gone: ${place} points nowhere.`);
  const path = realpathSync(place);
  closeToOthers(path);
  if (!canEnter(user, path)) {
    throw new StartFault(
      'notWritable',
      `The account ${user?.name ?? ''}, which runs PostgreSQL, cannot enter ${path}.`,
    );
  }
  return { path, pgdata: join(path, 'pgdata'), user };
}

/** Removes a cluster that lies outside its data directory; one inside goes with the directory's other content. */
export function removeOutsideCluster(dataDir: string): void {
  const place = join(dataDir, 'cluster');
  if (!existsSync(place)) return;
  const path = realpathSync(place);
  if (dirname(path) === outside) rmSync(path, { recursive: true });
}

/** The longest path of a Unix socket that both Linux (107) and macOS (103) take, in bytes. */
const longestSocketPath = 103;

/**
 * A directory for the socket that PostgreSQL's account and root alone can enter; where the cluster's own path is too
 * long for a socket, a fresh short one.
 */
export function makeSocketDir({ path, user }: ClusterDir, socketName: string): string {
  const near = join(path, 'socket');
  const fits = Buffer.byteLength(join(near, socketName)) <= longestSocketPath;
  const directory = fits ? near : mkdtempSync('/tmp/motcua-');
  mkdirSync(directory, { recursive: true });
  giveTo(user, directory);
  return directory;
}
