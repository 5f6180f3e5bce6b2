import { Client } from 'pg';

/** A statement as a service sent it. */
export interface SentStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The statements that a piece of work sends to one database, BEGIN and COMMIT left out. It looks at node-postgres itself, so nothing that a
 * service does escapes it.
 */
export async function captureStatements(database: string, work: () => Promise<unknown>): Promise<SentStatement[]> {
  const original: unknown = Reflect.get(Client.prototype, 'query');
  if (typeof original !== 'function') throw new TypeError('node-postgres has changed');
  const sent: SentStatement[] = [];
  const capturing = new Proxy(original, {
    apply(query, client, args: unknown[]): unknown {
      const statement = statementOf(args);
      if (statement && databaseOf(client) === database) sent.push(statement);
      const answer: unknown = Reflect.apply(query, client, args);
      return answer;
    },
  });
  Reflect.set(Client.prototype, 'query', capturing);
  try {
    await work();
  } finally {
    Reflect.set(Client.prototype, 'query', original);
  }
  return sent;
}

export async function countStatements(database: string, work: () => Promise<unknown>): Promise<number> {
  return (await captureStatements(database, work)).length;
}

function statementOf([first, second]: readonly unknown[]): SentStatement | undefined {
  if (typeof first === 'string') {
    if (/^(begin|start transaction|commit|rollback)/i.test(first)) return undefined;
    return { text: first, values: Array.isArray(second) ? second : [] };
  }
  if (typeof first !== 'object' || first === null || !('text' in first) || typeof first.text !== 'string')
    return undefined;
  return { text: first.text, values: 'values' in first && Array.isArray(first.values) ? first.values : [] };
}

function databaseOf(client: unknown): unknown {
  return typeof client === 'object' && client !== null ? Reflect.get(client, 'database') : undefined;
}
