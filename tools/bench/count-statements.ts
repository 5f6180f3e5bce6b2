import { Client } from 'pg';

/**
 * How many statements a piece of work sends to one database, BEGIN and COMMIT not counted. It looks at node-postgres itself, so nothing
 * that a service does escapes it.
 */
export async function countStatements(database: string, work: () => Promise<unknown>): Promise<number> {
  const original = Client.prototype.query;
  let count = 0;
  Client.prototype.query = new Proxy(original, {
    apply(query, client, args: unknown[]) {
      if (isFrameless(args[0]) && databaseOf(client) === database) count++;
      return Reflect.apply(query, client, args) as unknown;
    },
  });
  try {
    await work();
  } finally {
    Client.prototype.query = original;
  }
  return count;
}

function isFrameless(statement: unknown): boolean {
  return !(typeof statement === 'string' && /^(begin|start transaction|commit|rollback)/i.test(statement));
}

function databaseOf(client: unknown): unknown {
  return typeof client === 'object' && client !== null ? Reflect.get(client, 'database') : undefined;
}
