import { execFile } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClusterDir } from './cluster-dir.js';
import { giveTo } from './permissions.js';
import type { Login } from './postgres-access.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { runAs } from './run-as.js';
import { diskFull, StartFault } from './start-fault.js';

/**
 * Makes an empty cluster whose only superuser signs in by password. It appears under its name when it is complete, so
 * one that was cut short is made anew.
 * @throws StartFault `diskFull`, `postgresFailed`
 */
export async function initialiseCluster(
  cluster: ClusterDir,
  binaries: PostgresBinaries,
  superuser: Login,
  durable: boolean,
): Promise<void> {
  const fresh = join(cluster.path, 'pgdata.new');
  const passwordFile = join(cluster.path, 'password.new');
  try {
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh);
    giveTo(cluster.user, fresh);
    writeFileSync(passwordFile, superuser.password, { mode: 0o600 });
    giveTo(cluster.user, passwordFile);
    await promisify(execFile)(
      join(binaries.directory, 'bin', 'initdb'),
      [
        `--pgdata=${fresh}`,
        `--username=${superuser.user}`,
        `--pwfile=${passwordFile}`,
        '--auth-local=scram-sha-256',
        '--auth-host=reject',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        `--locale=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...runAs(cluster.user), timeout: 120_000 },
    );
    renameSync(fresh, cluster.pgdata);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : undefined;
    if (output === undefined) throw error;
    if (output.includes('No space left on device')) throw diskFull(cluster.path, error);
    throw new StartFault('postgresFailed', `PostgreSQL could not make its data directory: ${firstFault(output)}`, {
      cause: error,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function firstFault(output: string): string {
  return (
    output
      .trim()
      .split('\n')
      .find((line) => /error|fatal|panic/i.test(line)) ?? output.trim()
  );
}
