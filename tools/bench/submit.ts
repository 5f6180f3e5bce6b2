import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { prepareDatabase, startPostgres, type RunningPostgres } from '@motcua/embedded-postgres';
import { Platform } from '@motcua/platform';
import { readProvinceFiles } from '@motcua/service-kit/packs';
import { createLogger } from '@motcua/service-kit/logs';
import { inCheckout } from '../checkout.js';
import { Session } from '../simulate/session.js';
import { unwrap } from '@motcua/sdk';
import { writeByHand } from './baseline.js';
import { callerOf } from './caller-of.js';
import { countStatements } from './capture-statements.js';
import { counterOfficer, intakeInput, type IntakeInput } from './counter-intake.js';
import { drained } from './effects.js';
import { readIntakeRows, type IntakeRows } from './intake-rows.js';
import { inParallel, median, perSecond, quantile, type Round } from './load.js';
import type { BenchOptions, Measurement } from './measurement.js';

const rounds = 5;
const atOnce = 16;
const operations = 400;
const warmUp = 200;

/**
 * Taking a dossier in at a counter, on paper, submitted and accepted in one act: the use case in process, its gRPC to identity included,
 * beside the same rows written through raw node-postgres on the same server with the same number of connections. A round begins when the
 * outbox is empty. Behind ours the relay and its consumers run in the same process; nothing wakes them behind the baseline, so the ratio
 * errs on the baseline's side. The count of statements may hold one of the relay's.
 */
export async function benchSubmit({ port, say }: BenchOptions): Promise<Measurement> {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-bench-'));
  const postgres = await startPostgres({ dataDir, durable: true, log: () => undefined });
  const log = createLogger({ service: 'bench', level: 'error', destination: 'stderr' });
  const platform = await Platform.start({ postgres, dataDir, port, demo: true, log });
  const pool = new Pool({ ...(await dossierLogin(postgres)), max: 8 });
  try {
    await platform.identity.applyPack(await readProvinceFiles(inCheckout('deploy/provinces/bac-lieu-ca-mau')));
    const baseUrl = `http://127.0.0.1:${port}`;
    const { identifier, password } = await counterOfficer(baseUrl);
    const officer = await Session.open(baseUrl, identifier, password);
    const input = await intakeInput(officer);
    const caller = callerOf(officer);
    const takeIn = () =>
      platform.dossier.takeInDossier.execute(
        { ...caller, idempotency: { key: randomUUID(), requestHash: 'bench' } },
        input,
      );
    const statements = await statementsOf(takeIn);
    const rows = await withClient(postgres, (client) => readIntakeRows(client));
    return await measure({
      takeIn,
      byHand: () => writeByHand(pool, rows),
      overHttp: httpIntake(officer, input),
      rows,
      statements,
      drained: () => drained(pool),
      say,
    });
  } finally {
    await pool.end();
    await platform.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Measured {
  readonly takeIn: () => Promise<unknown>;
  readonly byHand: () => Promise<unknown>;
  readonly overHttp: () => Promise<unknown>;
  readonly rows: IntakeRows;
  readonly statements: number;
  readonly drained: () => Promise<void>;
  readonly say: (line: string) => void;
}

async function measure({
  takeIn,
  byHand,
  overHttp,
  rows,
  statements,
  drained: untilDrained,
  say,
}: Measured): Promise<Measurement> {
  const written = rows.tables.map(({ name, rows: own }) => `${own.length} ${name}`).join(', ');
  say(`One intake: ${statements} statements; rows: ${written}, ${rows.outboxRows} outbox, 1 code_counter`);
  for (const work of [takeIn, byHand, overHttp]) await inParallel(warmUp, atOnce, work);
  const ours: Round[] = [];
  const ratios: number[] = [];
  const baselines: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    await untilDrained();
    const own = await inParallel(operations, atOnce, takeIn);
    await untilDrained();
    const baseline = await inParallel(operations, atOnce, byHand);
    ours.push(own);
    baselines.push(perSecond(baseline));
    ratios.push(perSecond(own) / perSecond(baseline));
    say(
      `round ${round}: ${perSecond(own).toFixed(0)}/s, by hand ${perSecond(baseline).toFixed(0)}/s, ratio ${(ratios.at(-1) ?? 0).toFixed(2)}`,
    );
  }
  await untilDrained();
  const http = await inParallel(operations, atOnce, overHttp);
  const latencies = ours.flatMap((round) => round.latenciesMs).sort((a, b) => a - b);
  return {
    name: 'submit',
    opsPerSecond: median(ours.map(perSecond)),
    baselinePerSecond: median(baselines),
    ratio: median(ratios),
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    targets: [],
    further: { httpPerSecond: perSecond(http), statements },
  };
}

async function dossierLogin(postgres: RunningPostgres) {
  const { host, port, database, runtime } = await prepareDatabase(postgres, 'dossier');
  return { host, port, database, ...runtime };
}

async function withClient<T>(postgres: RunningPostgres, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(await dossierLogin(postgres));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The second intake of a process: the first prepares the province's rules. */
async function statementsOf(takeIn: () => Promise<unknown>): Promise<number> {
  await takeIn();
  return countStatements('motcua_dossier', takeIn);
}

function httpIntake({ client }: Session, body: IntakeInput): () => Promise<unknown> {
  return async () =>
    unwrap(
      await client.POST('/api/dossier/v1/counter-dossiers', {
        params: { header: { 'Idempotency-Key': randomUUID() } },
        body,
      }),
    );
}
