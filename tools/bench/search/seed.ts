import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';

const atOnce = 20_000;
/** Filed so far apart: a million fill a year. */
const betweenMs = 30_000;

/** Whom the seeded dossiers belong to. */
export interface SeededProvince {
  /** By size: the first decides more than a third of all dossiers, the last one ten. */
  readonly agencies: readonly string[];
  /** By number of dossiers. */
  readonly procedures: readonly { readonly code: string; readonly version: number; readonly step: string }[];
  readonly citizenId: string;
  /** Has some open tasks of the biggest agency in charge. */
  readonly officerId: string;
  /** Positions that may take each open task, beside their agency. */
  readonly positions: readonly [string, string];
}

/** Seals the name of who handed a dossier in, as its service does. */
export type SealSubmitter = (dossierId: string) => string;

/**
 * Fills the database up to so many dossiers, copies of one: nine in ten have ended, with a step that was completed; the others are in
 * process with an open step, one in seven of them late. Whoever would be told of that was told already. What the triggers would keep is
 * written by the same statements at the end of each part, as a migration does.
 */
export async function seedDossiers(
  client: Client,
  template: string,
  { from, to }: { readonly from: number; readonly to: number },
  province: SeededProvince,
  seal: SealSubmitter,
): Promise<void> {
  const dossier = await columnsOf(client, 'dossier');
  const task = await columnsOf(client, 'task');
  const now = Math.floor(Date.now() / 1_000) * 1_000;
  await client.query('alter table dossier disable trigger user; alter table task disable trigger user');
  for (let start = from; start < to; start += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, to - start) }, (_, index) => start + index);
    const ids = numbers.map((number) => idAt(now - number * betweenMs));
    const submitters = ids.map((id, index) => (isOpen(numbers[index] ?? 0) ? seal(id) : null));
    const given = [template, numbers, ids, submitters, province.agencies, JSON.stringify(province.procedures)];
    await client.query(
      `insert into dossier (${dossier.names}) select ${dossier.values}
         from unnest($2::integer[], $3::uuid[], $4::text[]) as s (n, id, submitter) join dossier d on d.id = $1
         cross join lateral (select ($5::text[])[case when n % 997 = 5 and n < 10000 then cardinality($5::text[]) else
             least(cardinality($5::text[]) - 1, greatest(1, ceil(power(cardinality($5::text[]), ((n::bigint * 7919) % 10007) / 10007.0 * 1.6 - 0.6))::integer)) end] as code) a
         cross join lateral (select $6::jsonb -> least(jsonb_array_length($6::jsonb) - 1, floor(-ln(1 - ((n::bigint * 104729) % 1009) / 1010.0) * 1.2)::integer) as it) p
         cross join lateral (select $8::timestamptz - n * interval '30 seconds' as at,
             $8::timestamptz + case when n % 70 = 0 then -1 else 1 end * make_interval(secs => n % 600000) as due_at) w
         cross join lateral jsonb_populate_record(d, jsonb_build_object('id', s.id, 'tracking_number', 'SEED-' || n, 'code', 'SEED.' || n,
             'submitter', coalesce(s.submitter, d.submitter::text),
             'citizen_id', case when n % 20000 = 7 then $7::uuid else md5((n % 300000)::text)::uuid end,
             'competent_agency_code', a.code, 'intake_agency_code', case when n % 5 = 0 then ($5::text[])[2] else a.code end,
             'procedure_code', p.it ->> 'code', 'procedure_version', p.it -> 'version', 'submitted_at', w.at, 'accepted_at', w.at)
           || case when s.submitter is not null
                     then jsonb_build_object('due_at', w.due_at, 'original_due_at', w.due_at, 'warned_of', w.due_at, 'escalated_of', w.due_at)
                   when n % 33 = 1
                     then jsonb_build_object('state', 'withdrawn', 'closed_at', w.at + interval '1 day', 'due_at', w.at + interval '5 days')
                   else jsonb_build_object('state', 'returned', 'decision', 'approved', 'decided_at', w.at + interval '2 days',
                     'returned_at', w.at + interval '3 days', 'timeliness', 'onTime', 'due_at', w.at + interval '5 days') end) r`,
      [...given, province.citizenId, new Date(now)],
    );
    await client.query(
      `insert into task (${task.names}) select ${task.values}
         from unnest($2::integer[], $3::uuid[]) as s (n, id) join dossier d on d.id = s.id
         join task t on t.dossier_id = $1 and t.state = 'open'
         cross join lateral jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'dossier_id', d.id,
             'agency_code', d.competent_agency_code, 'element_id', (select p ->> 'step' from jsonb_array_elements($4::jsonb) p where p ->> 'code' = d.procedure_code),
             'due_at', d.due_at, 'warned_of', d.due_at, 'escalated_of', d.due_at, 'created_at', d.submitted_at,
             'candidates', (select array_agg(d.competent_agency_code || '/' || p) from unnest($5::text[]) p),
             'claimed_by', case when n % 700 = 0 then $6::uuid when n % 3 = 0 then md5((n % 500)::text)::uuid end)
           || case when d.state = 'inProcess' then '{}'
                else jsonb_build_object('state', 'completed', 'completed_at', d.submitted_at + interval '2 days') end) r`,
      [template, numbers, ids, JSON.stringify(province.procedures), province.positions, province.officerId],
    );
    await client.query(
      `insert into dossier_agency (agency_code, dossier_id, competent_agency_code, procedure_code, list, submitted_at, due_at)
       select a.code, d.id, d.competent_agency_code, d.procedure_code, dossier_list(d.state), d.submitted_at, d.due_at from dossier d
        cross join lateral (select d.competent_agency_code union select d.intake_agency_code
          union select t.agency_code from task t where t.dossier_id = d.id) as a (code)
        where d.id = any ($1::uuid[])`,
      [ids],
    );
    await client.query(
      `insert into task_candidate (candidate, task_id, dossier_id, procedure_code, claimed_by, due_at, dossier_due_at)
       select c.candidate, t.id, d.id, d.procedure_code, t.claimed_by, t.due_at, d.due_at
         from dossier d join task t on t.dossier_id = d.id cross join unnest(t.candidates) as c (candidate)
        where d.id = any ($1::uuid[]) and t.state = 'open'`,
      [ids],
    );
  }
  await client.query('alter table dossier enable trigger user; alter table task enable trigger user');
  await client.query('vacuum analyze');
}

const isOpen = (number: number) => number % 10 === 0;

/** A UUIDv7 as the service would have made it at a moment. */
function idAt(atMs: number): string {
  const time = atMs.toString(16).padStart(12, '0');
  const random = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

/** What a row of a table is written with, and read from a record `r`. */
async function columnsOf(client: Client, table: string): Promise<{ names: string; values: string }> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  return { names: rows.map(({ name }) => name).join(', '), values: rows.map(({ name }) => `r.${name}`).join(', ') };
}
