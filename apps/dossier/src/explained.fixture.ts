import assert from 'node:assert/strict';
import { Queries } from '@motcua/service-kit/database';
import type { DossierForTest } from './dossier.fixture.js';

/** A node of a plan that was run. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Runs each statement under EXPLAIN, keeps the plan, and finds nothing. */
export class ExplainedQueries extends Queries {
  private readonly plans: PlanNode[] = [];

  constructor(private readonly dossier: DossierForTest) {
    super(dossier.rows);
  }

  override async read<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const [row] = await this.dossier.select<{ 'QUERY PLAN': readonly [{ Plan: PlanNode }] }>(
      `explain (analyze, timing off, format json) ${text}`,
      values,
    );
    assert.ok(row);
    this.plans.push(row['QUERY PLAN'][0].Plan);
    return [];
  }

  /** What a page is made of: which tables are read through, and how many rows or index entries were looked at. */
  async costOf(read: () => Promise<unknown>): Promise<{ scanned: string[]; looked: number }> {
    this.plans.length = 0;
    await read();
    const nodes = this.plans.flatMap(withBelow);
    return {
      scanned: nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'] ?? ''),
      looked: nodes
        .filter((node) => node['Relation Name'] !== undefined)
        .reduce(
          (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
          0,
        ),
    };
  }
}

const withBelow = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(withBelow)];

/** The columns of a table, and those of a record `r` in the same order, for copies of a row. */
export async function copied(
  dossier: Pick<DossierForTest, 'select'>,
  table: string,
): Promise<{ readonly names: string; readonly values: string }> {
  const columns = await dossier.select<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  return { names: names.join(', '), values: names.map((name) => `r.${name}`).join(', ') };
}
