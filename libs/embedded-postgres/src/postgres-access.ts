import { Client } from 'pg';

export interface Login {
  user: string;
  password: string;
}

/** What it takes to reach a cluster as its superuser. */
export interface PostgresAccess {
  dataDir: string;
  /** The directory of the Unix socket, which `pg` takes for a host. */
  host: string;
  /** Names the socket only; no TCP port is open. */
  port: number;
  superuser: Login;
}

/** Runs something on a connection of the superuser to one database. */
export async function asSuperuser<Result>(
  { host, port, superuser }: PostgresAccess,
  database: string,
  run: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ host, port, database, ...superuser, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // the query that was under way rejects; this is the same fault again
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
