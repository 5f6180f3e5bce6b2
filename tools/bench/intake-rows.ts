import type { Client } from 'pg';

/** The tables that one intake at a counter writes in the dossier database: first what does without the dossier's code, then in an order that foreign keys allow. */
const tables = ['event_log', 'idempotency_key', 'dossier', 'dossier_component', 'dossier_file', 'task'] as const;

/** The rows of one intake, as they lie in the database; the baseline writes the same again under new ids. */
export interface IntakeRows {
  readonly agencyCode: string;
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly types: readonly string[];
    readonly rows: readonly (readonly (string | null)[])[];
  }[];
  readonly outboxRows: number;
}

/** Reads back what the newest intake wrote. */
export async function readIntakeRows(client: Client): Promise<IntakeRows> {
  const newest = await client.query<{ id: string; competent_agency_code: string }>(
    'select id, competent_agency_code from dossier order by id desc limit 1',
  );
  const [dossier] = newest.rows;
  if (!dossier) throw new Error('nothing was taken in');
  const read = [];
  for (const name of tables) read.push(await readTable(client, name, dossier.id));
  const events = read.find(({ name }) => name === 'event_log');
  return { agencyCode: dossier.competent_agency_code, tables: read, outboxRows: events?.rows.length ?? 0 };
}

const conditionOf: Readonly<Record<(typeof tables)[number], string>> = {
  dossier: 'id = $1',
  dossier_component: 'dossier_id = $1',
  dossier_file: 'dossier_id = $1',
  task: 'dossier_id = $1',
  event_log: 'aggregate_id = $1',
  idempotency_key: `answer ->> 'id' = $1::uuid::text`,
};

async function readTable(client: Client, name: (typeof tables)[number], dossierId: string) {
  const described = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [name],
  );
  const columns = described.rows.map((column) => column.name);
  const found = await client.query<Record<string, string | null>>(
    `select ${columns.map((column) => `${column}::text`).join(', ')} from ${name} where ${conditionOf[name]}`,
    [dossierId],
  );
  return {
    name,
    columns,
    types: described.rows.map((column) => column.type),
    rows: found.rows.map((row) => columns.map((column) => row[column] ?? null)),
  };
}
