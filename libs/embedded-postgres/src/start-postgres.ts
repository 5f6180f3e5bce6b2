import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findPgdata, makeClusterDir, makeSocketDir } from './cluster-dir.js';
import { emptyDataDir, makeDataDir } from './data-dir.js';
import { agreeOnFormat, refuseForeignDirectory } from './data-format.js';
import { passwordFor } from './data-secrets.js';
import { initialiseCluster } from './initialise-cluster.js';
import { closeToOthers } from './permissions.js';
import { lockDataDir } from './platform-lock.js';
import { asSuperuser, type Login, type PostgresAccess } from './postgres-access.js';
import { findPostgresBinaries, readableBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { readPostmaster } from './postmaster.js';
import { port, runServer } from './server-process.js';
import { errnoOf, explainFileFault, StartFault } from './start-fault.js';
import { stopLeftover } from './stop-leftover.js';

export interface PostgresOptions {
  dataDir: string;
  /** Removes all data of the directory before the start. */
  reset?: boolean;
  /** `false` gives up safety against a power cut for speed: tests alone. */
  durable?: boolean;
  /** Connections that it takes at most; 60 without it. */
  maxConnections?: number;
  log: (line: string) => void;
}

export interface RunningPostgres extends PostgresAccess {
  /** Resolves when the server is gone, whether it was stopped or died. */
  ended: Promise<void>;
  /** Stops the server, waits for it, and leaves the data directory to the next platform. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a data directory, which is made, locked, marked with its format and initialised if need be. A
 * server that a killed platform left there is stopped first.
 * @throws StartFault
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { reset = false, log } = options;
  try {
    const dataDir = makeDataDir(options.dataDir);
    refuseForeignDirectory(dataDir);
    const lock = lockDataDir(dataDir);
    try {
      const binaries = findPostgresBinaries();
      if (!reset) agreeOnFormat(dataDir, binaries.major);
      closeToOthers(dataDir);
      const pgdata = findPgdata(dataDir);
      if (pgdata !== undefined) await stopLeftover(pgdata, log);
      if (reset) {
        emptyDataDir(dataDir);
        agreeOnFormat(dataDir, binaries.major);
      }
      const server = await startServer(dataDir, binaries, options);
      return {
        ...server,
        async stop() {
          await server.stop();
          lock.release();
        },
      };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw explainFileFault(error, options.dataDir);
  }
}

async function startServer(
  dataDir: string,
  installed: PostgresBinaries,
  { durable = true, maxConnections = 60, log }: PostgresOptions,
): Promise<RunningPostgres> {
  const superuser = superuserOf(dataDir);
  const cluster = makeClusterDir(dataDir, log);
  const binaries = readableBinaries(installed, cluster.user, cluster.path, log);
  if (!existsSync(cluster.pgdata)) {
    log('Making the database cluster');
    await initialiseCluster(cluster, binaries, superuser, durable);
  }
  const socketDir = makeSocketDir(cluster, `.s.PGSQL.${port}`);
  const removeSocketDir = () => {
    rmSync(socketDir, { recursive: true, force: true });
  };
  const access = { dataDir, host: socketDir, port, superuser };
  try {
    const logFile = join(dataDir, 'postgres.log');
    const server = await runServer({ binaries, cluster, socketDir, logFile, durable, maxConnections }, log);
    const stop = async () => {
      await server.stop();
      removeSocketDir();
    };
    try {
      await closeSharedDatabases(access);
    } catch (error) {
      await stop();
      throw error;
    }
    return { ...access, ended: server.ended, stop };
  } catch (error) {
    removeSocketDir();
    throw error;
  }
}

/** The way to the PostgreSQL that another process has started on a data directory; `undefined` when none runs there. */
export function findRunningPostgres(dataDir: string): PostgresAccess | undefined {
  const pgdata = findPgdata(dataDir);
  const postmaster = pgdata === undefined ? undefined : readPostmaster(pgdata);
  if (postmaster?.ready !== true) return undefined;
  return { dataDir, host: postmaster.socketDir, port, superuser: superuserOf(dataDir) };
}

function superuserOf(dataDir: string): Login {
  const user = 'motcua_superuser';
  return { user, password: passwordFor(dataDir, user) };
}

/** A service's role reaches its own database alone, so none but the superuser connects to those that initdb made. */
async function closeSharedDatabases(access: PostgresAccess): Promise<void> {
  try {
    await asSuperuser(access, 'postgres', (client) =>
      client.query('REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC'),
    );
  } catch (error) {
    const wrongPassword = errnoOf(error) === '28P01';
    throw wrongPassword
      ? new StartFault('dataDamaged', `The passwords in ${access.dataDir} do not open its database.`, { cause: error })
      : error;
  }
}
