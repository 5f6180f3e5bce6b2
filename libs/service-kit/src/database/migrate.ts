import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDataSource, type DatabaseLogin } from './connect.js';

const foundation = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Any number, the same for every replica: they migrate one after another. */
const migrationLock = 7_702_911;

/**
 * Brings a service's database to this release: the files `<13 digits>-<name>.sql` of service-kit and then of the service, each once,
 * in one transaction each, under an advisory lock. Forward only.
 */
export async function migrate(
  service: string,
  owner: DatabaseLogin,
  runtimeRole: string,
  directory: string,
): Promise<void> {
  const files = [...(await sqlFiles(foundation)), ...(await sqlFiles(directory))];
  const migrations = await Promise.all(files.map((file) => migrationOf(file, runtimeRole)));
  const dataSource = createDataSource(`${service}-migrate`, owner, { poolSize: 2 });
  dataSource.setOptions({ migrations, migrationsTransactionMode: 'each', extra: { statement_timeout: 0 } });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [migrationLock]);
    await dataSource.runMigrations();
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}

async function sqlFiles(directory: string): Promise<string[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  return names.map((name) => join(directory, name));
}

async function migrationOf(file: string, runtimeRole: string): Promise<new () => MigrationInterface> {
  const [, timestamp, name] = /(\d{13})-([a-z0-9-]+)\.sql$/.exec(file) ?? [];
  if (!timestamp || !name) throw new Error(`${file} is not named <13 digits>-<name>.sql`);
  const sql = (await readFile(file, 'utf8')).replaceAll('{{runtime}}', `"${runtimeRole.replaceAll('"', '""')}"`);
  return class implements MigrationInterface {
    readonly name = `${name}${timestamp}`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(sql);
    }

    down(): Promise<void> {
      return Promise.reject(new Error('Migrations go forward only'));
    }
  };
}
