import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterDir } from './cluster-dir.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { readPostmaster } from './postmaster.js';
import { runAs } from './run-as.js';
import { diskFull, StartFault } from './start-fault.js';
import { stopProcess } from './stop-process.js';

export const port = 5432;

interface ServerProcessOptions {
  binaries: PostgresBinaries;
  cluster: ClusterDir;
  socketDir: string;
  /** Gets what the server has to say; the file of the start before is kept beside it as `.1`. */
  logFile: string;
  /** `false` gives up safety against a power cut for speed. */
  durable: boolean;
  maxConnections: number;
}

export interface ServerProcess {
  ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs the server over a cluster and waits until it takes connections, however long it has to recover.
 * @throws StartFault `diskFull`, `postgresFailed`
 */
export async function runServer(options: ServerProcessOptions, log: (line: string) => void): Promise<ServerProcess> {
  const { cluster, logFile } = options;
  const child = spawnServer(options);
  // No handle keeps Node alive for the server: a test process ends when its tests do.
  child.unref();
  let running = true;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  }).then(() => {
    running = false;
  });
  // The last resort of a process that ends without stop().
  const stopAtExit = () => void child.kill('SIGINT');
  process.once('exit', stopAtExit);
  void ended.then(() => process.off('exit', stopAtExit));
  const startedMs = performance.now();
  let saidMs = startedMs;
  for (;;) {
    const postmaster = readPostmaster(cluster.pgdata);
    if (postmaster?.pid === child.pid && postmaster?.ready === true) break;
    if (!running) throw explainFailure(cluster.path, logFile);
    if (performance.now() - saidMs > 5000) {
      saidMs = performance.now();
      log(
        `PostgreSQL has been recovering what the last run left open for ${Math.round((saidMs - startedMs) / 1000)} s`,
      );
    }
    await sleep(20);
  }
  return {
    ended,
    async stop() {
      child.ref();
      if (child.pid !== undefined && running) await stopProcess(child.pid);
      await ended;
    },
  };
}

function spawnServer({ binaries, cluster, logFile, ...options }: ServerProcessOptions) {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  const output = openSync(logFile, 'w', 0o600);
  try {
    return spawn(
      join(binaries.directory, 'bin', 'postgres'),
      ['-D', cluster.pgdata, ...settings(options).flatMap((setting) => ['-c', setting])],
      // Its own process group: Ctrl-C reaches Node alone, which drains before it stops the database.
      { ...runAs(cluster.user), detached: true, stdio: ['ignore', output, output] },
    );
  } finally {
    closeSync(output);
  }
}

type ServerSettings = Pick<ServerProcessOptions, 'socketDir' | 'durable' | 'maxConnections'>;

function settings({ socketDir, durable, maxConnections }: ServerSettings): string[] {
  return [
    `port=${port}`,
    'listen_addresses=',
    `unix_socket_directories=${socketDir}`,
    'unix_socket_permissions=0700',
    `max_connections=${maxConnections}`,
    'shared_buffers=64MB',
    'huge_pages=off',
    'io_method=sync',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    // Neither statements nor the values of a broken constraint: both may hold personal data.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
}

function explainFailure(place: string, logFile: string): StartFault {
  const output = readFileSync(logFile, 'utf8');
  if (output.includes('No space left on device')) return diskFull(place);
  const reason = output.split('\n').find((line) => /FATAL|PANIC|error/.test(line)) ?? 'it gave no reason';
  return new StartFault('postgresFailed', `PostgreSQL did not start: ${reason.trim()} (see ${logFile}).`);
}
