import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { createDataSource, type DatabaseLogin } from './connect.js';

const foundation = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Any number, the same for every replica: they migrate one after another. */
const migrationLock = 7_702_911;

/**
 * While a migration waits for a table that somebody reads, everybody behind it waits too. So it gives way soon, and tries again.
 */
const lockTimeoutMs = 5_000;
const attempts = 24;
const pauseMs = 2_500;

/**
 * Brings a service's database to this release: the files `<13 digits>-<name>.sql` of service-kit and then of the service, each once,
 * in one transaction each, under an advisory lock. Forward only. The runtime role may then read which migrations there are.
 */
export async function migrate(
  service: string,
  owner: DatabaseLogin,
  runtimeRole: string,
  directory: string,
): Promise<void> {
  const runtime = `"${runtimeRole.replaceAll('"', '""')}"`;
  const files = await migrationFiles(directory);
  const migrations = await Promise.all(files.map((file) => migrationOf(file, runtime)));
  const dataSource = createDataSource(`${service}-migrate`, owner, { poolSize: 2 });
  dataSource.setOptions({
    migrations,
    migrationsTransactionMode: 'each',
    extra: {
      statement_timeout: 0,
      lock_timeout: lockTimeoutMs,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('set lock_timeout = 0');
    await lock.query('select pg_advisory_lock($1)', [migrationLock]);
    await runGivingWay(dataSource);
    await lock.query(`grant select on migrations to ${runtime}`);
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}

/**
 * The migrations of this release that a database lacks, as its runtime role sees it. One that a newer release has expanded lacks none.
 */
export async function missingMigrations(service: string, runtime: DatabaseLogin, directory: string): Promise<string[]> {
  const needed = (await migrationFiles(directory)).map(nameOf);
  const dataSource = createDataSource(`${service}-start`, runtime, { poolSize: 1 });
  try {
    await dataSource.initialize();
    const rows = await dataSource.query<{ name: string }[]>('select name from migrations');
    const present = new Set(rows.map(({ name }) => name));
    return needed.filter((name) => !present.has(name));
  } catch (error) {
    if (isNotMigratedYet(error)) return needed;
    throw error;
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

async function runGivingWay(dataSource: DataSource): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await dataSource.runMigrations();
      return;
    } catch (error) {
      if (codeOf(error) !== '55P03' || attempt === attempts) throw error;
      await pause(pauseMs);
    }
  }
}

/** There is no table of migrations, or a release before this one made it and did not show it. */
function isNotMigratedYet(error: unknown): boolean {
  const code = codeOf(error);
  return code === '42P01' || code === '42501';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

async function migrationFiles(directory: string): Promise<string[]> {
  return [...(await sqlFiles(foundation)), ...(await sqlFiles(directory))];
}

async function sqlFiles(directory: string): Promise<string[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  return names.map((name) => join(directory, name));
}

/** TypeORM knows a migration by its name with the time behind it. */
function nameOf(file: string): string {
  const [, timestamp, name] = /(\d{13})-([a-z0-9-]+)\.sql$/.exec(file) ?? [];
  if (!timestamp || !name) throw new Error(`${file} is not named <13 digits>-<name>.sql`);
  return `${name}${timestamp}`;
}

async function migrationOf(file: string, runtime: string): Promise<new () => MigrationInterface> {
  const name = nameOf(file);
  const sql = (await readFile(file, 'utf8')).replaceAll('{{runtime}}', runtime);
  return class implements MigrationInterface {
    readonly name = name;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(sql);
    }

    down(): Promise<void> {
      return Promise.reject(new Error('Migrations go forward only'));
    }
  };
}
