import { systemCaller } from '../caller/index.js';
import type { Commands, Tx } from '../database/index.js';
import type { Logger } from '../logs/index.js';
import { SealBroken, type Sealed, type Sealer } from '../sealed/index.js';
import type { HeldColumn } from './held-column.js';

interface ResealOptions {
  readonly columns: readonly HeldColumn[];
  readonly commands: Commands;
  readonly sealer: Sealer;
  readonly clock: { now(): Date };
  readonly log: Logger;
  /** Rows that one transaction looks at. */
  readonly batchSize?: number;
}

/** A walk through a column, from its first row to its last. */
interface Walk {
  /** The last row that was looked at. */
  readonly after_key: string | null;
  readonly begins_at: Date;
  /** Cells under another key that this walk has met. */
  readonly met: number;
  readonly clean_at: Date | null;
}

interface Row {
  readonly key: string;
  readonly is_old: boolean;
}

/** Requests come first: a million cells take some minutes more. */
const pauseMs = 20;
const lookAgainAfterMs = 30_000;

/** Replicas that have not started anew yet still seal under the old key, so a walk that met some is followed by another. */
const walkAgainAfterMs = 600_000;

/**
 * Seals anew, under the current key, what lies under another one. It walks through every sealed column in the order of its rows, in small
 * transactions that wait for nobody: a row that a command holds is left to the next walk. Whatever interrupts it, it goes on behind the
 * last row, and a column is clean when a whole walk has met nothing to do.
 */
export class Reseal {
  private readonly batchSize: number;

  constructor(private readonly options: ResealOptions) {
    this.batchSize = options.batchSize ?? 200;
  }

  /**
   * One batch of the first column that is not clean.
   * @returns in how many milliseconds to look again
   */
  async execute(): Promise<number> {
    const { columns, commands, clock } = this.options;
    const now = clock.now();
    for (const held of columns) {
      const { worked } = await commands.run(systemCaller('reseal'), now, (tx) => this.step(tx, held, now));
      if (worked) return pauseMs;
    }
    return lookAgainAfterMs;
  }

  private async step(tx: Tx, held: HeldColumn, now: Date): Promise<{ worked: boolean }> {
    const walk = await this.walkOf(tx, held, now);
    if (walk.clean_at || walk.begins_at > now || (held.copiedFrom && !(await this.isClean(tx, held.copiedFrom))))
      return { worked: false };
    const rows = await this.readRows(tx, held, walk.after_key);
    const old = rows.filter((row) => row.is_old).map((row) => row.key);
    const resealed = old.length > 0 ? await this.sealAnew(tx, held, old) : 0;
    const met = walk.met + old.length;
    const last = rows.at(-1);
    const goesOn = rows.length === this.batchSize && last !== undefined;
    const counts = [held.table, held.column, rows.length, resealed];
    if (goesOn) await tx.query(walkOn, [...counts, met, last.key]);
    else if (met > 0) await tx.query(walkAgain, [...counts, new Date(now.getTime() + walkAgainAfterMs)]);
    else {
      await tx.query(isClean, [...counts, now]);
      this.options.log.info({ event: 'resealing.clean', table: held.table, column: held.column });
    }
    return { worked: true };
  }

  /** The walk under the current key; with another key than the last time one begins. */
  private async walkOf(tx: Tx, { table, column }: HeldColumn, now: Date): Promise<Walk> {
    await tx.query(
      `insert into resealing (table_name, column_name, key_id, begins_at) values ($1, $2, $3, $4)
       on conflict (table_name, column_name) do update set
         key_id = excluded.key_id, begins_at = excluded.begins_at, after_key = null, walked = 0, resealed = 0, met = 0, clean_at = null
       where resealing.key_id <> excluded.key_id`,
      [table, column, this.options.sealer.currentKey, now],
    );
    const [walk] = await tx.query<Walk>(
      `select after_key, begins_at, met::integer, clean_at from resealing where table_name = $1 and column_name = $2 for update`,
      [table, column],
    );
    if (!walk) throw new Error('a walk is there once it has begun');
    return walk;
  }

  private async isClean(tx: Tx, { table, column }: Pick<HeldColumn, 'table' | 'column'>): Promise<boolean> {
    const clean = await tx.query(
      'select from resealing where table_name = $1 and column_name = $2 and key_id = $3 and clean_at is not null',
      [table, column, this.options.sealer.currentKey],
    );
    return clean.length > 0;
  }

  /** Only the beginning of a cell is read, and no row is held yet. */
  private readRows(
    tx: Tx,
    { table, column, key = 'id', keyType = 'uuid' }: HeldColumn,
    after: string | null,
  ): Promise<Row[]> {
    const prefix = this.options.sealer.currentPrefix;
    return tx.query<Row>(
      `select ${key}::text as key, coalesce(left(${column}, ${prefix.length}) <> $1, false) as is_old
         from ${table} where $2::text is null or ${key} > $2::text::${keyType}
        order by ${key} limit ${this.batchSize}`,
      [prefix, after],
    );
  }

  /** @returns how many cells: none of a row that a command holds, has removed or has sealed meanwhile, and none that does not open */
  private async sealAnew(tx: Tx, held: HeldColumn, keys: readonly string[]): Promise<number> {
    const { sealer } = this.options;
    const {
      table,
      column,
      key = 'id',
      keyType = 'uuid',
      place = `${table}.${column}`,
      placeId = `${key}::text`,
    } = held;
    const cells = await tx.query<{ key: string; place_id: string; cell: Sealed }>(
      `select ${key}::text as key, ${placeId} as place_id, ${column} as cell from ${table}
        where ${key} = any ($1::text[]::${keyType}[]) and left(${column}, ${sealer.currentPrefix.length}) <> $2
          for update skip locked`,
      [keys, sealer.currentPrefix],
    );
    const anew = cells.flatMap(({ key: row, place_id, cell }) => {
      try {
        const at = `${place}:${place_id}`;
        return [{ row, cell: sealer.seal(sealer.open(cell, at), at) }];
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error;
        // The column is never clean while it is there, and whoever has the backup can put it right.
        this.options.log.error({ event: 'resealing.cell-broken', table, column, row, error });
        return [];
      }
    });
    await tx.query(
      `update ${table} t set ${column} = v.cell from unnest($1::text[]::${keyType}[], $2::text[]) v (key, cell) where t.${key} = v.key`,
      [anew.map(({ row }) => row), anew.map(({ cell }) => cell)],
    );
    return anew.length;
  }
}

const ofColumn = 'where table_name = $1 and column_name = $2';
const walkOn = `update resealing set walked = walked + $3, resealed = resealed + $4, met = $5, after_key = $6 ${ofColumn}`;
const walkAgain = `update resealing set walked = walked + $3, resealed = resealed + $4, met = 0, after_key = null, begins_at = $5 ${ofColumn}`;
const isClean = `update resealing set walked = walked + $3, resealed = resealed + $4, met = 0, after_key = null, clean_at = $5 ${ofColumn}`;
