import type { CloudEvent } from '@motcua/contracts/cloud-event';
import type { EffectTx, Effects } from '@motcua/service-kit/events';
import { countColumns, countedAt, dailyCounts } from './daily-counts.js';
import { foldDossier, rowColumns } from './dossier-row.js';
import { readEvent, reportedTypes, type DossierEvent } from './said.js';

/** One of the two sets of rows. */
export type Generation = 0 | 1;

/** What can run a statement: an effect or a command's transaction. */
interface Statements {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

interface KeptEvent {
  readonly dossier_id: string;
  readonly sequence: number;
  readonly type: DossierEvent['type'];
  readonly at: Date;
  readonly agency_code: string;
  readonly procedure_code: string;
  readonly said: DossierEvent['said'];
}

/**
 * Writes what events say into sets of rows. An event that a set has already changes nothing in it. The others are kept, counted on their
 * day, and the rows of their dossiers are told anew from all that is kept of them: so events may come in any order.
 */
export async function project(
  statements: Statements,
  events: readonly { readonly type: string; readonly data: string; readonly sequence: number }[],
  generations: readonly Generation[],
): Promise<void> {
  const said = events.flatMap((event) => readEvent(event) ?? []);
  if (said.length === 0) return;
  for (const generation of generations) await projectInto(statements, said, generation);
}

async function projectInto(statements: Statements, said: readonly DossierEvent[], generation: Generation) {
  const kept = await statements.query<Pick<KeptEvent, 'dossier_id' | 'sequence'>>(keep, [
    JSON.stringify(said.map((event) => ({ ...event, countedAt: countedAt(event) }))),
    generation,
  ]);
  if (kept.length === 0) return;
  const isNew = new Set(kept.map(({ dossier_id, sequence }) => `${dossier_id} ${sequence}`));
  const news = said.filter(({ dossierId, sequence }) => isNew.delete(`${dossierId} ${sequence}`));
  const ids = [...new Set(kept.map(({ dossier_id }) => dossier_id))];
  const all = await statements.query<KeptEvent>(
    `select dossier_id, sequence, type, at, agency_code, procedure_code, said from dossier_event
      where generation = $1 and dossier_id = any ($2::uuid[]) order by dossier_id, sequence`,
    [generation, ids],
  );
  const rows = ids.sort().flatMap((id) => {
    const row = foldDossier(all.filter(({ dossier_id }) => dossier_id === id).map(asSaid));
    return row ? [{ dossier_id: id, ...row }] : [];
  });
  await statements.query(writeRows, [JSON.stringify(rows), generation]);
  const counts = dailyCounts(news);
  if (counts.length > 0) await statements.query(addCounts, [JSON.stringify(counts), generation]);
}

function asSaid({ dossier_id, agency_code, procedure_code, at, ...event }: KeptEvent): DossierEvent {
  return {
    ...event,
    dossierId: dossier_id,
    agencyCode: agency_code,
    procedureCode: procedure_code,
    at: at.toISOString(),
  };
}

const keep = `
  insert into dossier_event (generation, dossier_id, sequence, type, at, agency_code, counted_at, procedure_code, said)
  select $2, "dossierId", sequence, type, at, "agencyCode", "countedAt", "procedureCode", said
    from jsonb_to_recordset($1::jsonb) as e ("dossierId" uuid, sequence integer, type text, at timestamptz, "agencyCode" text, "countedAt" text,
                                             "procedureCode" text, said jsonb)
   order by "dossierId", sequence
  on conflict do nothing returning dossier_id, sequence`;

const columns = Object.keys(rowColumns);

const writeRows = `
  insert into dossier_report (generation, dossier_id, ${columns.join(', ')})
  select $2, dossier_id, ${columns.join(', ')}
    from jsonb_to_recordset($1::jsonb) as r (dossier_id uuid, ${Object.entries(rowColumns)
      .map((entry) => entry.join(' '))
      .join(', ')})
   order by dossier_id
  on conflict (generation, dossier_id) do update set ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`;

const addCounts = `
  insert into daily_count as c (generation, agency_code, day, procedure_code, ${countColumns.join(', ')})
  select $2, agency_code, day, procedure_code, ${countColumns.map((name) => `coalesce(${name}, 0)`).join(', ')}
    from jsonb_to_recordset($1::jsonb) as r (agency_code text, day date, procedure_code text, ${countColumns
      .map((name) => `${name} bigint`)
      .join(', ')})
   order by agency_code, day, procedure_code
  on conflict (generation, agency_code, day, procedure_code) do update
     set ${countColumns.map((name) => `${name} = c.${name} + excluded.${name}`).join(', ')}`;

/**
 * Takes an event into the live rows, and into those of a rebuild that is under way. Two events of one dossier wait for one another, since
 * its row is told from both.
 */
async function take(tx: EffectTx, _payload: unknown, event: CloudEvent): Promise<void> {
  const rows = await tx.query<{ live: Generation; building: Generation | null }>(
    'select live, building from projection_generation for share',
  );
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [event.subject]);
  const generations = rows.flatMap(({ live, building }) => (building === null ? [live] : [live, building]));
  await project(tx, [event], generations);
}

/** The effects of the dossier service's events on the projection. */
export const projectionEffects: Effects = Object.fromEntries(reportedTypes.map((type) => [type, take]));
