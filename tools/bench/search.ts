import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { asSuperuser, startPostgres, type RunningPostgres } from '@motcua/embedded-postgres';
import { Platform } from '@motcua/platform';
import { createLogger } from '@motcua/service-kit/logs';
import { readProvinceFiles } from '@motcua/service-kit/packs';
import { inCheckout } from '../checkout.js';
import { Session } from '../simulate/session.js';
import { callerOf } from './caller-of.js';
import { captureStatements } from './capture-statements.js';
import { counterOfficer, intakeInput } from './counter-intake.js';
import { quantile } from './load.js';
import { target, type BenchOptions, type Measurement } from './measurement.js';
import { searchPage, type Explained, type Measured, type WriteCost } from './search/search-page.js';
import { readings, type Reading } from './search/readers.js';
import { seedDossiers, type SeededProvince } from './search/seed.js';

const sizes = [10_000, 100_000, 1_000_000] as const;
const warmUps = 8;
const samples = 40;
const wantedP95Ms = 20;
const written = 2_000;
const database = 'motcua_dossier';
const pagePath = 'docs/operators/search-at-size.md';

/**
 * Every list that the portal offers, at three sizes, through the use cases with their rows made ready to be shown; the plan of each
 * statement at the largest size; and what the rows and indexes that make it so take. Writes the page for operators.
 */
export async function benchSearch({ port, say }: BenchOptions): Promise<Measurement> {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-bench-'));
  const postgres = await startPostgres({ dataDir, log: () => undefined });
  const log = createLogger({ service: 'bench', level: 'error', destination: 'stderr' });
  const platform = await Platform.start({ postgres, dataDir, port, demo: true, log });
  try {
    await applyProvince(platform);
    const baseUrl = `http://127.0.0.1:${port}`;
    const { identifier, password } = await counterOfficer(baseUrl);
    const session = await Session.open(baseUrl, identifier, password);
    const officer = callerOf(session);
    const key = { idempotency: { key: randomUUID(), requestHash: 'bench' } };
    const { id } = await platform.dossier.takeInDossier.execute({ ...officer, ...key }, await intakeInput(session));
    const province = await provinceOf(postgres, officer.subjectId);
    const measured: Measured[] = [];
    let explained: Explained[] = [];
    let filled = 0;
    for (const size of sizes) {
      await withOwner(postgres, (client) =>
        seedDossiers(client, id, { from: filled, to: size }, province, (dossierId) => sealed(platform, dossierId)),
      );
      filled = size;
      say(`${size} dossiers`);
      const all = readings(platform, officer, province, size);
      for (const reading of all) {
        const figures = await measure(reading);
        measured.push({ ...reading, size, ...figures });
        say(`${size} ${nameOf(reading)}: p50 ${figures.p50Ms.toFixed(1)} ms, p95 ${figures.p95Ms.toFixed(1)} ms`);
      }
      if (size === sizes.at(-1)) explained = await explainAll(postgres, all);
    }
    const cost = await writeCost(postgres, id);
    await writeFile(inCheckout(pagePath), searchPage({ measured, explained, cost, sizes, samples }));
    say(`written: ${pagePath}`);
    return measurementOf(measured);
  } finally {
    await platform.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const attempts = 5;

/** The services have just begun to answer one another. */
async function applyProvince(platform: Platform): Promise<void> {
  const files = await readProvinceFiles(inCheckout('deploy/provinces/bac-lieu-ca-mau'));
  for (let attempt = 1; ; attempt++) {
    try {
      await platform.identity.applyPack(files);
      return;
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

const nameOf = ({ list, reader, filter, place }: Omit<Reading, 'read'>) =>
  `${list}, ${reader}, ${filter}, ${place} page`;

const withOwner = <T>(postgres: RunningPostgres, work: (client: Client) => Promise<T>) =>
  asSuperuser(postgres, database, work);

function sealed({ dossier }: Platform, dossierId: string): string {
  return dossier.ground.sealer.seal(
    JSON.stringify({ fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc' }),
    `dossier.submitter:${dossierId}`,
  );
}

/** The agencies and procedures of the province in force; the first step of each procedure stands for where its dossiers are. */
async function provinceOf(postgres: RunningPostgres, officerId: string): Promise<SeededProvince> {
  return withOwner(postgres, async (client) => {
    const { rows: agencies } = await client.query<{ code: string }>(
      `select distinct a ->> 'code' as code from pack, jsonb_array_elements(part -> 'agencies') a order by 1`,
    );
    const { rows: procedures } = await client.query<{ code: string; version: number; step: string }>(
      `select distinct on (p ->> 'code') p ->> 'code' as code, (p ->> 'version')::integer as version,
              (select min(key) from jsonb_object_keys(p -> 'steps') key) as step
         from pack, jsonb_array_elements(part -> 'procedures') p order by p ->> 'code', (p ->> 'version')::integer desc`,
    );
    return {
      agencies: agencies.map(({ code }) => code),
      procedures,
      citizenId: randomUUID(),
      officerId,
      positions: ['clerk', 'deputy'],
    };
  });
}

async function measure({ read }: Reading): Promise<{ p50Ms: number; p95Ms: number }> {
  const times: number[] = [];
  for (let turn = -warmUps; turn < samples; turn++) {
    const before = performance.now();
    await read();
    if (turn >= 0) times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  return { p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) };
}

/** The plan of the statement that each reading sends first; those that follow look up names. */
async function explainAll(postgres: RunningPostgres, all: readonly Reading[]): Promise<Explained[]> {
  const explained: Explained[] = [];
  for (const reading of all) {
    const statements = await captureStatements(database, reading.read);
    const statement = statements.find(({ text }) => /d\.tracking_number|as overdue/.test(text));
    if (!statement) throw new Error(`${nameOf(reading)} sent nothing`);
    const plan = await withOwner(postgres, async (client) => {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${statement.text}`, [
        ...statement.values,
      ]);
      return rows.map((row) => row['QUERY PLAN']);
    });
    explained.push({ ...reading, text: statement.text, plan });
  }
  return explained;
}

/** What each table and index of the lists takes on disk, and what a new dossier with its open step costs with the triggers and without. */
async function writeCost(postgres: RunningPostgres, template: string): Promise<WriteCost> {
  return withOwner(postgres, async (client) => {
    const { rows: relations } = await client.query<{ name: string; bytes: string }>(
      `select c.relname as name, pg_relation_size(c.oid) as bytes from pg_class c
        where c.relname like 'dossier\\_agency%' or c.relname like 'task\\_candidate%' or c.relname in ('dossier', 'task', 'task_ended_idx')
        order by c.relname`,
    );
    const insertMs = async (triggers: 'enable' | 'disable') => {
      await client.query(`alter table dossier ${triggers} trigger user; alter table task ${triggers} trigger user`);
      await client.query('begin');
      const before = performance.now();
      await client.query(
        `with copies as (
           insert into dossier (id, tracking_number, code, state, procedure_code, procedure_version, pack_hash, channel, intake_agency_code,
             competent_agency_code, submitter, answers, process_state, submitted_at, accepted_at, due_at)
           select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), state, procedure_code, procedure_version, pack_hash, channel,
             intake_agency_code, competent_agency_code, submitter, answers, process_state, submitted_at, accepted_at, due_at
             from dossier cross join generate_series(1, $2::integer) where id = $1 returning id)
         insert into task (id, dossier_id, task_key, element_id, kind, agency_code, candidates, state, created_at, due_at)
         select gen_random_uuid(), c.id, task_key, element_id, kind, agency_code, candidates, state, created_at, due_at
           from copies c cross join task t where t.dossier_id = $1 and t.state = 'open'`,
        [template, written],
      );
      const tookMs = performance.now() - before;
      await client.query('rollback');
      return tookMs / written;
    };
    await insertMs('enable');
    const [withTriggers, without] = [await insertMs('enable'), await insertMs('disable')];
    await client.query('alter table dossier enable trigger user; alter table task enable trigger user');
    return { relations: relations.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })), withTriggers, without };
  });
}

function measurementOf(measured: readonly Measured[]): Measurement {
  const at = (size: number) => measured.filter((each) => each.size === size);
  const worst = (size: number) => Math.max(...at(size).map(({ p95Ms }) => p95Ms));
  const middle = (size: number) =>
    quantile(
      at(size)
        .map(({ p50Ms }) => p50Ms)
        .sort((a, b) => a - b),
      0.5,
    );
  const largest = sizes[2];
  return {
    name: 'search',
    opsPerSecond: null,
    baselinePerSecond: null,
    ratio: null,
    p50Ms: middle(largest),
    p99Ms: null,
    targets: [
      target('the worst p95 of any list at a million dossiers', 'ms', [worst(largest)], { below: wantedP95Ms }),
      target('the median list at a million beside ten thousand', 'times', [middle(largest) / middle(sizes[0])], {
        below: 2,
      }),
    ],
    further: Object.fromEntries(
      sizes.flatMap((size) => [
        [`worstP95MsAt${size}`, worst(size)],
        [`medianMsAt${size}`, middle(size)],
      ]),
    ),
  };
}
