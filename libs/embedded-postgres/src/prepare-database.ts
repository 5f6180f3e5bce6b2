import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { passwordFor } from './data-secrets.js';
import { asSuperuser, type Login, type PostgresAccess } from './postgres-access.js';

/** A service's database and the two roles that may enter it. */
export interface ServiceDatabase {
  host: string;
  port: number;
  database: string;
  /** Owns the database and migrates it. */
  owner: Login;
  /** Runs the service; what it may do inside is granted by the migrations. */
  runtime: Login;
}

export interface DatabaseOptions {
  /** Another name than the service's own, for tests. */
  database?: string;
  /** The database to copy; without it a new one is empty. */
  template?: string;
}

/**
 * Gives a service its database `motcua_<service>` and its roles `motcua_<service>_owner` and `motcua_<service>`, unless
 * it has them. Passwords are kept in the data directory.
 */
export async function prepareDatabase(
  access: PostgresAccess,
  service: string,
  { database = `motcua_${service}`, template = 'template1' }: DatabaseOptions = {},
): Promise<ServiceDatabase> {
  const owner = loginFor(access, `motcua_${service}_owner`);
  const runtime = loginFor(access, `motcua_${service}`);
  await asSuperuser(access, 'postgres', async (client) => {
    await prepareRole(client, owner);
    await prepareRole(client, runtime);
    await prepareEntry(client, { database, template, owner, runtime });
  });
  // Both are trusted extensions, yet the owner should not have to be trusted with more than its tables.
  await asSuperuser(access, database, (client) =>
    client.query('CREATE EXTENSION IF NOT EXISTS unaccent; CREATE EXTENSION IF NOT EXISTS pg_trgm'),
  );
  return { host: access.host, port: access.port, database, owner, runtime };
}

function loginFor({ dataDir }: PostgresAccess, user: string): Login {
  return { user, password: passwordFor(dataDir, user) };
}

async function prepareRole(client: Client, { user, password }: Login): Promise<void> {
  const found = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [user]);
  const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`${verb} ROLE ${escapeIdentifier(user)} LOGIN PASSWORD ${escapeLiteral(password)}`);
}

interface DatabaseToPrepare {
  database: string;
  template: string;
  owner: Login;
  runtime: Login;
}

async function prepareEntry(client: Client, { database, template, owner, runtime }: DatabaseToPrepare): Promise<void> {
  const [name, source] = [escapeIdentifier(database), escapeIdentifier(template)];
  const [ownerRole, runtimeRole] = [escapeIdentifier(owner.user), escapeIdentifier(runtime.user)];
  const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (found.rowCount === 0) await client.query(`CREATE DATABASE ${name} TEMPLATE ${source} OWNER ${ownerRole}`);
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${runtimeRole}`);
}
