import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Does something while one PostgreSQL runs for all specs, each of which takes databases of its own from it.
 * @param {() => Promise<void>} work
 */
export async function withTestPostgres(work) {
  // Built by this very run, so not there when the script begins.
  const { startPostgres } = await import('@motcua/embedded-postgres');
  const { testPostgresVariable } = await import('@motcua/testing');
  const dataDir = mkdtempSync(join(tmpdir(), 'motcua-test-'));
  const postgres = await startPostgres({ dataDir, durable: false, log: console.log });
  process.env[testPostgresVariable] = dataDir;
  const stop = async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true });
  };
  process.once('SIGINT', () => void stop().finally(() => process.exit(130)));
  try {
    await work();
  } finally {
    await stop();
  }
}
