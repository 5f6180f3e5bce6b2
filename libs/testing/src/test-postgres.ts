import {
  findRunningPostgres,
  startPostgres,
  type PostgresAccess,
  type RunningPostgres,
} from '@motcua/embedded-postgres';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The environment variable through which a test run hands its one PostgreSQL to every spec: its data directory. */
export const runVariable = 'MOTCUA_TEST_POSTGRES';

let postgres: Promise<PostgresAccess> | undefined;

/** The PostgreSQL of this test run; a spec that runs alone has its own, which goes when the spec's process ends. */
export function testPostgres(): Promise<PostgresAccess> {
  postgres ??= givenPostgres() ?? ownPostgres();
  return postgres;
}

/** Starts the one PostgreSQL of a test run, for this process and those that it starts. Its data goes when it stops. */
export async function startTestPostgres(): Promise<RunningPostgres> {
  const server = await startTemporary();
  process.env[runVariable] = server.dataDir;
  return server;
}

function givenPostgres(): Promise<PostgresAccess> | undefined {
  const dataDir = process.env[runVariable];
  if (dataDir === undefined) return undefined;
  const access = findRunningPostgres(dataDir);
  if (access === undefined) throw new Error(`${runVariable} names ${dataDir}, where no PostgreSQL runs.`);
  return Promise.resolve(access);
}

async function ownPostgres(): Promise<PostgresAccess> {
  const server = await startTemporary();
  // Comes once nothing else is left to do, so after the last test and its hooks.
  process.once('beforeExit', () => void server.stop());
  return server;
}

async function startTemporary(): Promise<RunningPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'motcua-test-'));
  const server = await startPostgres({ dataDir, durable: false, log: () => undefined });
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
}
