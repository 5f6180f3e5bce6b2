import type { Queries } from '../database/index.js';
import type { Sealer } from '../sealed/index.js';
import type { HeldColumn } from './held-column.js';
import type { HeldDataList, Resealing } from './held-data.schemas.js';

interface HeldDataOptions {
  readonly service: string;
  readonly columns: readonly HeldColumn[];
  readonly queries: Queries;
  readonly sealer: Sealer;
}

interface ResealingRow {
  readonly table_name: string;
  readonly column_name: string;
  readonly walked: number;
  readonly resealed: number;
  readonly clean_at: Date | null;
}

/** The register of what a service holds about people: what it declares, and how its sealing fares. */
export class HeldDataOfService {
  readonly service: string;

  constructor(private readonly options: HeldDataOptions) {
    this.service = options.service;
  }

  list(): HeldDataList {
    return {
      items: this.options.columns.map(({ table, column, what, dataClass, purpose }) => ({
        column: `${table}.${column}`,
        what,
        dataClass,
        ...purpose,
      })),
    };
  }

  async resealing(): Promise<Resealing> {
    const { columns, queries, sealer } = this.options;
    const rows = await queries.read<ResealingRow>(
      `select table_name, column_name, walked::integer, resealed::integer, clean_at from resealing where key_id = $1`,
      [sealer.currentKey],
    );
    const rowOf = new Map(rows.map((row) => [`${row.table_name}.${row.column_name}`, row]));
    const items = columns.map(({ table, column }) => {
      const row = rowOf.get(`${table}.${column}`);
      return {
        column: `${table}.${column}`,
        walked: row?.walked ?? 0,
        resealed: row?.resealed ?? 0,
        ...(row?.clean_at && { cleanAt: row.clean_at.toISOString() }),
      };
    });
    return { currentKey: sealer.currentKey, clean: items.every(({ cleanAt }) => cleanAt !== undefined), items };
  }
}
