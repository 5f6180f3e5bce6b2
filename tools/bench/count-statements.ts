import { Client } from 'pg';

/**
 * How many statements a piece of work sends to one database, BEGIN and COMMIT not counted. It looks at node-postgres itself, so nothing
 * that a service does escapes it.
 */
export async function countStatements(database: string, work: () => Promise<unknown>): Promise<number> {
  const original: unknown = Reflect.get(Client.prototype, 'query');
  if (typeof original !== 'function') throw new TypeError('node-postgres has changed');
  let count = 0;
  const counting = new Proxy(original, {
    apply(query, client, args: unknown[]): unknown {
      if (isCounted(args[0]) && databaseOf(client) === database) count++;
      const sent: unknown = Reflect.apply(query, client, args);
      return sent;
    },
  });
  Reflect.set(Client.prototype, 'query', counting);
  try {
    await work();
  } finally {
    Reflect.set(Client.prototype, 'query', original);
  }
  return count;
}

function isCounted(statement: unknown): boolean {
  return !(typeof statement === 'string' && /^(begin|start transaction|commit|rollback)/i.test(statement));
}

function databaseOf(client: unknown): unknown {
  return typeof client === 'object' && client !== null ? Reflect.get(client, 'database') : undefined;
}
