import type { DataSource } from 'typeorm';
import { ProvinceNotReady } from '../errors/index.js';

export * from './province-files.js';

/** What can run a statement: a command's transaction or an effect (`query`), a service's reads (`read`). */
type Run = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
type Statements = { readonly query: Run } | { readonly read: Run };

function run<Row>(statements: Statements, text: string, values?: readonly unknown[]): Promise<Row[]> {
  return 'query' in statements ? statements.query<Row>(text, values) : statements.read<Row>(text, values);
}

/** This service's part of the province in force. */
export interface PackInForce<Part> {
  readonly hash: string;
  readonly part: Part;
}

/**
 * The province as data: parts are staged under the pack's hash, and come into force by an activation. A command asks which one is in
 * force by one short statement, so every replica follows an activation at once; what was prepared from a part is kept in memory.
 */
export class Packs<Part> {
  private readonly prepared = new Map<string, Promise<Part>>();

  /** @param prepare turns the stored JSON into what the service works with, once for each pack */
  constructor(
    private readonly dataSource: DataSource,
    private readonly prepare: (stored: unknown) => Part | Promise<Part>,
  ) {}

  /** Keeps a part. Doing it again changes nothing. */
  async stage(hash: string, part: string): Promise<void> {
    await this.prepare(JSON.parse(part));
    await this.dataSource.query('insert into pack (hash, part) values ($1, $2) on conflict (hash) do nothing', [
      hash,
      part,
    ]);
  }

  /** The effect of `pack.activated`. A pack that this service never staged is none of its business. */
  async activate(tx: Statements, hash: string, activation: number, at: Date): Promise<void> {
    await run(
      tx,
      'update pack set activation = $2, activated_at = $3 where hash = $1 and (activation is null or activation < $2)',
      [hash, activation, at],
    );
  }

  /** @throws ProvinceNotReady (503) before the first activation */
  async inForce(statements: Statements): Promise<PackInForce<Part>> {
    const [row] = await run<{ hash: string }>(
      statements,
      'select hash from pack where activation is not null order by activation desc limit 1',
    );
    if (!row) throw new ProvinceNotReady(undefined, { retryAfterSeconds: 1 });
    return { hash: row.hash, part: await this.get(statements, row.hash) };
  }

  /** A part by its hash: a running dossier keeps the rules that it was accepted under. */
  get(statements: Statements, hash: string): Promise<Part> {
    let part = this.prepared.get(hash);
    if (!part) {
      part = this.load(statements, hash);
      this.prepared.set(hash, part);
      part.catch(() => this.prepared.delete(hash));
    }
    return part;
  }

  private async load(statements: Statements, hash: string): Promise<Part> {
    const [row] = await run<{ part: unknown }>(statements, 'select part from pack where hash = $1', [hash]);
    if (!row) throw new ProvinceNotReady(undefined, { retryAfterSeconds: 1 });
    return this.prepare(row.part);
  }
}
