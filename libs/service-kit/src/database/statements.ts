import { createHash } from 'node:crypto';
import { QueryRunnerAlreadyReleasedError, type DataSource, type QueryRunner } from 'typeorm';

/** What we use of node-postgres: named statements are parsed and planned once a connection. */
interface Connection {
  query(statement: {
    name: string;
    text: string;
    values: readonly unknown[];
  }): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `m${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    names.set(text, name);
  }
  return name;
}

function isConnection(value: unknown): value is Connection {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function';
}

/** Runs a statement on a query runner's own connection, as a prepared one. The row type is the statement's promise. */
export async function runPrepared<Row>(runner: QueryRunner, text: string, values: readonly unknown[]): Promise<Row[]> {
  // Behind the end of a transaction its connection is somebody else's.
  if (runner.isReleased) throw new QueryRunnerAlreadyReleasedError();
  const connection: unknown = await runner.connect();
  if (!isConnection(connection)) throw new TypeError('The driver is not node-postgres');
  const { rows } = await connection.query({ name: nameOf(text), text, values });
  return rows as Row[];
}

/** Reads that feed pages: one statement each, no transaction. */
export class Queries {
  constructor(private readonly dataSource: DataSource) {}

  async read<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await runPrepared<Row>(runner, text, values);
    } finally {
      await runner.release();
    }
  }
}
