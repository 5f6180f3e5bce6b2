import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asSuperuser, findRunningPostgres, startPostgres, type PostgresAccess } from '@motcua/embedded-postgres';
import { Client, DatabaseError } from 'pg';
import { Failure, UsageFault } from '../command-line.js';

/** Whose histories: all of a platform's data directory, or those behind addresses of PostgreSQL. */
export type Histories = { readonly dataDir: string } | { readonly urls: readonly string[] };

/** @param work gets a connection to the database of each service, one after another */
export type HistoryWork = (service: string, client: Client) => Promise<void>;

const prefix = 'motcua_';

/** Does something with the database of each service. */
export async function withHistories(histories: Histories, work: HistoryWork): Promise<void> {
  if ('dataDir' in histories) return withPostgres(histories.dataDir, (access) => withEach(access, work));
  for (const client of histories.urls.map(clientOf)) {
    const database = client.database ?? '';
    await explained(database, async () => {
      await client.connect().catch((error: unknown) => {
        throw unreadable(database, error);
      });
      try {
        await work(serviceOf(database), client);
      } finally {
        await client.end();
      }
    });
  }
}

function clientOf(url: string): Client {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url))
    return new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'motcua-audit' });
  throw new UsageFault('--database is an address such as postgres://motcua_dossier@db.example.vn/motcua_dossier');
}

function serviceOf(database: string): string {
  return database.startsWith(prefix) ? database.slice(prefix.length) : database;
}

async function withEach(access: PostgresAccess, work: HistoryWork): Promise<void> {
  const { rows } = await asSuperuser(access, 'postgres', (client) =>
    client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1) order by 1',
      [prefix],
    ),
  );
  for (const { name } of rows)
    await explained(name, () => asSuperuser(access, name, (client) => work(serviceOf(name), client)));
}

/** The PostgreSQL of a data directory: that of the platform which runs there, else one for this while. */
async function withPostgres(dataDir: string, work: (access: PostgresAccess) => Promise<void>): Promise<void> {
  if (!existsSync(join(dataDir, 'cluster')))
    throw new UsageFault(`${dataDir} holds no data of motcua; name the data directory with --data`);
  const running = findRunningPostgres(dataDir);
  if (running && (await answers(running))) return work(running);
  const started = await startPostgres({ dataDir, log: (line) => console.log(line) });
  // Ends the database as well, which does not hear Ctrl-C itself.
  const interrupted = () => process.exit(130);
  process.once('SIGINT', interrupted);
  try {
    await work(started);
  } finally {
    process.off('SIGINT', interrupted);
    await started.stop();
  }
}

/** A server that was killed leaves the file by which it is found. */
async function answers(access: PostgresAccess): Promise<boolean> {
  try {
    await asSuperuser(access, 'postgres', (client) => client.query('select 1'));
    return true;
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    return false;
  }
}

/** Puts what the database refuses into a sentence. */
async function explained(database: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof DatabaseError ? unreadable(database, error) : error;
  }
}

function unreadable(database: string, cause: unknown): Failure {
  // Several addresses that all refuse give an error without words, but with a code.
  const { message = '', code = '' } = Object(cause) as { message?: string; code?: string };
  return new Failure(`The database ${database} cannot be read: ${message || code}`, { cause });
}
