import { asSuperuser, prepareDatabase, type PostgresAccess, type ServiceDatabase } from '@motcua/embedded-postgres';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, escapeIdentifier } from 'pg';
import { testPostgres } from './test-postgres.js';

export interface DatabaseRecipe {
  /** The service's name: it names the roles, as in production. */
  service: string;
  /** The folder of the migrations; while its files stay the same, the migrated template is used again. */
  migrationsDir: string;
  /** Migrates an empty database as its owner and leaves no connection open. */
  migrate: (database: ServiceDatabase) => Promise<void>;
}

export interface TestDatabase extends ServiceDatabase {
  /** Removes the database, also when connections are still open. */
  drop(): Promise<void>;
}

/**
 * A migrated database for one test file, with the owner's and the runtime role of its service, so that privileges are
 * those of production. The first asker of a run migrates a template, everyone gets a copy of it.
 */
export async function databaseForTest(recipe: DatabaseRecipe): Promise<TestDatabase> {
  const access = await testPostgres();
  const template = `motcua_${recipe.service}_template_${hashOf(recipe.migrationsDir)}`;
  const database = `motcua_${recipe.service}_test_${randomBytes(6).toString('hex')}`;
  const settings = await asSuperuser(access, 'postgres', async (client) => {
    // One at a time over all test processes: roles and their passwords are shared by them.
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    await makeTemplate(access, client, recipe, template);
    return prepareDatabase(access, recipe.service, { database, template });
  });
  return {
    ...settings,
    drop: () =>
      asSuperuser(access, 'postgres', async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(database)} WITH (FORCE)`);
      }),
  };
}

/** Any number that nothing else in a test cluster locks. */
const templateLock = 7_204_110_325;

async function makeTemplate(
  access: PostgresAccess,
  client: Client,
  { service, migrate }: DatabaseRecipe,
  template: string,
): Promise<void> {
  const found = await client.query<{ complete: boolean }>(
    'SELECT datistemplate AS complete FROM pg_database WHERE datname = $1',
    [template],
  );
  if (found.rows[0]?.complete === true) return;
  const name = escapeIdentifier(template);
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await migrate(await prepareDatabase(access, service, { database: template }));
  await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
}

function hashOf(migrationsDir: string): string {
  const hash = createHash('sha256').update(migrationsDir);
  for (const file of readdirSync(migrationsDir).sort())
    hash.update(file).update(readFileSync(join(migrationsDir, file)));
  return hash.digest('hex').slice(0, 12);
}
