import { findRunningPostgres, startPostgres, type PostgresAccess } from '@motcua/embedded-postgres';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The environment variable through which a test run hands its one PostgreSQL to every spec: its data directory. */
export const testPostgresVariable = 'MOTCUA_TEST_POSTGRES';

let postgres: Promise<PostgresAccess> | undefined;

/** The PostgreSQL of this test run; a spec that runs alone has its own, which goes when the spec's process ends. */
export function testPostgres(): Promise<PostgresAccess> {
  postgres ??= givenPostgres() ?? ownPostgres();
  return postgres;
}

function givenPostgres(): Promise<PostgresAccess> | undefined {
  const dataDir = process.env[testPostgresVariable];
  if (dataDir === undefined) return undefined;
  const access = findRunningPostgres(dataDir);
  if (access === undefined) throw new Error(`${testPostgresVariable} names ${dataDir}, where no PostgreSQL runs.`);
  return Promise.resolve(access);
}

async function ownPostgres(): Promise<PostgresAccess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'motcua-test-'));
  const server = await startPostgres({ dataDir, durable: false, log: () => undefined });
  // Comes once nothing else is left to do, so after the last test and its hooks.
  process.once('beforeExit', () => {
    void server.stop().then(() => rmSync(dataDir, { recursive: true }));
  });
  return server;
}
