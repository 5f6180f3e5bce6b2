import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { asSuperuser } from '@motcua/embedded-postgres';
import { inCheckout } from '../checkout.js';
import type { ServiceCluster } from '../start-services/service-cluster.js';
import { atRate, inParallel, quantile } from './load.js';
import { withCluster } from './measured-cluster.js';
import { target, type BenchOptions, type Measurement } from './measurement.js';

const province = 'deploy/provinces/bac-lieu-ca-mau';
const procedure = 'procedures/2.000815-chung-thuc-ban-sao';
const due = 10_000;
const pending = 1_000_000;
const looks = 200;
const rate = 20;
const secondsAlone = 10;
const warmUp = 300;
const probes = 100;
const askAgainAfterMs = 100;

/**
 * What timers cost: 10,000 of a drawing that are due at the same instant beside 20 intakes a second, once left in peace and once with every
 * process of the service killed in the middle; a look of the service with a million timers pending; and how long nothing fires when the
 * replica that leads is killed or stands still.
 */
export async function benchTimers({ port, say }: BenchOptions): Promise<Measurement> {
  return withCluster({ port, replicas: { dossier: 2 } }, say, async ({ cluster, counter, pools }) => {
    const pool = pools.dossier;
    await applyTimedProvince(cluster);
    await inParallel(warmUp, 8, () => counter.takeIn());
    const template = await timedDossier(pool, () => counter.takeIn());

    const emptyMs = await lookMs(pool);
    await pool.query(
      `insert into timer (id, dossier_id, kind, key, started_at, fire_at)
       select gen_random_uuid(), $1, 'process', 'pending-' || n, now(), now() + interval '1 year' + n * interval '1 second'
         from generate_series(1, $2::integer) n`,
      [template, pending],
    );
    const fullMs = await lookMs(pool);
    say(`a look at the timers: ${emptyMs.toFixed(2)} ms with none pending, ${fullMs.toFixed(2)} ms with a million`);

    const alone = await atRate(rate, secondsAlone, () => counter.takeIn());
    const peaceful = await fireAll(cluster, pool, template, {
      meanwhile: () => atRate(rate, secondsAlone, () => counter.takeIn()),
    });
    say(`${due} timers in ${peaceful.seconds.toFixed(1)} s; faults: ${peaceful.faults}`);
    say(
      `an intake meanwhile: p50 ${quantile(peaceful.intakesMs, 0.5).toFixed(1)} ms, p99 ${quantile(peaceful.intakesMs, 0.99).toFixed(1)} ms; alone ${quantile(alone.latenciesMs, 0.5).toFixed(1)} and ${quantile(alone.latenciesMs, 0.99).toFixed(1)} ms`,
    );
    const killed = await fireAll(cluster, pool, template, {
      inTheMiddle: () => {
        for (const replica of cluster.of('dossier')) replica.signal('SIGKILL');
      },
    });
    say(
      `${due} timers with all processes killed in the middle: ${killed.seconds.toFixed(1)} s; faults: ${killed.faults}`,
    );
    await Promise.all(cluster.of('dossier').map((replica) => replica.untilReady()));

    const takeoverMs = await takeover(cluster, pool, template, 'SIGKILL');
    say(`nothing fired for ${takeoverMs.toFixed(0)} ms when the leader was killed`);
    const standstillMs = await takeover(cluster, pool, template, 'SIGSTOP');
    say(`nothing fired for ${standstillMs.toFixed(0)} ms when the leader stood still`);
    return {
      name: 'timers',
      opsPerSecond: due / peaceful.seconds,
      baselinePerSecond: null,
      ratio: null,
      p50Ms: quantile(peaceful.intakesMs, 0.5),
      p99Ms: quantile(peaceful.intakesMs, 0.99),
      targets: [
        target(`firing ${due} timers due at once`, 's', [peaceful.seconds], { below: 30 }),
        target('lost or fired twice with all processes killed', 'timers', [killed.faults], { below: 1 }),
        target('takeover behind a leader killed', 'ms', [takeoverMs], { below: 5_000 }),
        target('takeover behind a leader that stands still', 'ms', [standstillMs], { below: 5_000 }),
      ],
      further: {
        dueTimers: due,
        pendingTimers: pending,
        lookWithNonePendingMs: emptyMs,
        lookWithAllPendingMs: fullMs,
        intakeAloneP50Ms: quantile(alone.latenciesMs, 0.5),
        intakeAloneP99Ms: quantile(alone.latenciesMs, 0.99),
        secondsWithProcessesKilled: killed.seconds,
      },
    };
  });
}

/** The sample province, in whose certification of copies somebody is reminded some time after the comparison began. */
async function applyTimedProvince(cluster: ServiceCluster): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'motcua-timed-'));
  try {
    await cp(inCheckout(province), directory, { recursive: true });
    await edit(join(directory, procedure, 'process.bpmn'), '</bpmn:process>', `${reminder}</bpmn:process>`);
    await edit(join(directory, procedure, 'procedure.yaml'), '\nsteps:\n', `\nsteps:\n${reminderStep}`);
    await cluster.applyProvince(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

const reminder = `<bpmn:boundaryEvent id="comparisonLate" attachedToRef="compare" cancelActivity="false">
  <bpmn:timerEventDefinition id="later"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P300D</bpmn:timeDuration></bpmn:timerEventDefinition>
</bpmn:boundaryEvent>
<bpmn:userTask id="remind"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="chairman" /></bpmn:extensionElements></bpmn:userTask>
<bpmn:endEvent id="reminded" />
<bpmn:sequenceFlow id="to-remind" sourceRef="comparisonLate" targetRef="remind" />
<bpmn:sequenceFlow id="to-reminded" sourceRef="remind" targetRef="reminded" />
`;

const reminderStep = `  remind:
    kind: examine
    name: { vi: Đôn đốc, en: Remind }
    agency: competent
`;

async function edit(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  await writeFile(path, text.replace(from, to));
}

/** A dossier with a timer of the drawing; the province travels as an event, so the first ones may still be without. */
async function timedDossier(pool: Pool, takeIn: () => Promise<{ id: string }>): Promise<string> {
  for (;;) {
    const { id } = await takeIn();
    const { rowCount } = await pool.query('select from timer where dossier_id = $1', [id]);
    if (rowCount) return id;
    await pause(askAgainAfterMs);
  }
}

/** The median time of the statement that looks for what is due, as the service runs it. */
async function lookMs(pool: Pool): Promise<number> {
  const { latenciesMs } = await inParallel(looks, 1, () =>
    pool.query({
      name: 'look',
      text: `select id, greatest(fire_at, retry_at) as due_at from timer
              where state = 'waiting' and parked_at is null and kind = any ($1) order by greatest(fire_at, retry_at), id limit 300`,
      values: [['process', 'silence']],
    }),
  );
  return quantile(latenciesMs, 0.5);
}

interface Firing {
  /** From the instant at which all were due to the last. */
  readonly seconds: number;
  /** Timers that did not fire once. */
  readonly faults: number;
  readonly intakesMs: readonly number[];
}

interface Interference {
  readonly inTheMiddle?: () => void;
  readonly meanwhile?: () => Promise<{ readonly latenciesMs: readonly number[] }>;
}

/** Copies a dossier with its open step and its timer, has all copies fire at one instant, and does something in the middle. */
async function fireAll(
  cluster: ServiceCluster,
  pool: Pool,
  template: string,
  { inTheMiddle, meanwhile }: Interference,
): Promise<Firing> {
  const { rows } = await pool.query<{ at: Date }>(`select now() + interval '20 seconds' as at`);
  const at = rows[0]?.at ?? new Date();
  const ids = await copyDossier(pool, template, at);
  // So many rows at once: the planner learns of them as it would by itself a minute later.
  await asSuperuser(cluster.postgres, 'motcua_dossier', (client) => client.query('analyze'));
  const left = async () =>
    Number(
      (await pool.query<{ count: string }>(`select count(*) from timer where fire_at = $1 and state = 'waiting'`, [at]))
        .rows[0]?.count,
    );
  await pause(Math.max(0, at.getTime() - Date.now()));
  const load = meanwhile?.();
  let struck = false;
  let waiting = due;
  while (waiting > 0) {
    await pause(askAgainAfterMs);
    waiting = await left();
    if (!struck && waiting < due / 2) {
      struck = true;
      inTheMiddle?.();
    }
  }
  const seconds = (Date.now() - at.getTime()) / 1_000;
  const { rows: told } = await pool.query<{ once: string }>(
    `select count(*) as once from dossier d where d.id = any ($1)
        and (select count(*) from event_log l where l.aggregate_id = d.id and l.type = 'timer.fired') = 1
        and (select count(*) from task t where t.dossier_id = d.id and t.element_id = 'remind') = 1`,
    [ids],
  );
  return { seconds, faults: due - Number(told[0]?.once), intakesMs: (await load)?.latenciesMs ?? [] };
}

async function copyDossier(pool: Pool, template: string, at: Date): Promise<string[]> {
  const columns = async (table: string) =>
    (
      await pool.query<{ name: string }>(
        `select column_name as name from information_schema.columns where table_name = $1 and is_generated = 'NEVER'`,
        [table],
      )
    ).rows.map(({ name }) => name);
  const [dossier, task, timer] = [await columns('dossier'), await columns('task'), await columns('timer')];
  const copied = (names: readonly string[]) => names.map((name) => `(r).${name}`).join(', ');
  const { rows } = await pool.query<{ id: string }>(
    `with copies as (
       insert into dossier (${dossier.join(', ')})
       select ${copied(dossier)} from (
         select jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'tracking_number', gen_random_uuid(), 'code', gen_random_uuid())) as r
           from dossier d, generate_series(1, $2::integer) where d.id = $1) as made
       returning id),
     steps as (
       insert into task (${task.join(', ')})
       select ${copied(task)} from (
         select jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'dossier_id', c.id)) as r
           from copies c, task t where t.dossier_id = $1 and t.state = 'open') as made),
     timers as (
       insert into timer (${timer.join(', ')})
       select ${copied(timer)} from (
         select jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'dossier_id', c.id, 'fire_at', $3::timestamptz)) as r
           from copies c, timer t where t.dossier_id = $1 and t.element_id = 'comparisonLate') as made)
     select id from copies`,
    [template, due, at],
  );
  return rows.map(({ id }) => id);
}

/** Has a timer come due every 100 ms while the leader gets a signal; the longest time in which none fired. */
async function takeover(
  cluster: ServiceCluster,
  pool: Pool,
  template: string,
  signal: 'SIGKILL' | 'SIGSTOP',
): Promise<number> {
  const leader = async () =>
    (
      await pool.query<{ pid: number }>(
        `select a.pid from pg_stat_activity a join pg_locks l on l.pid = a.pid
          where a.application_name = 'motcua-dossier-timers' and l.locktype = 'advisory' and l.granted`,
      )
    ).rows[0]?.pid;
  for (const replica of cluster.of('dossier')) {
    const before = await leader();
    const startedAt = new Date();
    replica.signal(signal);
    for (let probe = 0; probe < probes; probe++) {
      await pool.query(
        `insert into timer (id, dossier_id, kind, key, started_at, fire_at) values (gen_random_uuid(), $1, 'process', $2, now(), now())`,
        [template, `probe-${startedAt.getTime()}-${probe}`],
      );
      await pause(100);
    }
    while (
      (
        await pool.query(`select from timer where key like $1 and state = 'waiting'`, [
          `probe-${startedAt.getTime()}-%`,
        ])
      ).rowCount
    )
      await pause(100);
    const after = await leader();
    if (signal === 'SIGSTOP') replica.signal('SIGCONT');
    await replica.untilReady();
    if (before === after) continue; // it did not lead
    const { rows } = await pool.query<{ fired_at: Date }>(
      `select fired_at from timer where key like 'probe-' || $1 || '-%' order by fired_at`,
      [startedAt.getTime()],
    );
    const moments = [startedAt, ...rows.map(({ fired_at }) => fired_at)].map((moment) => moment.getTime());
    return Math.max(...moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment)));
  }
  throw new Error('No replica leads');
}
