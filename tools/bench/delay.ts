import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { writeByHand } from './baseline.js';
import { cpuSeconds } from './cpu-time.js';
import { consumerNames, delaysOf, effectsSince, serverTime, type ConsumerName } from './effects.js';
import { readIntakeRows } from './intake-rows.js';
import { atRate, median, perSecond, quantile } from './load.js';
import { withCluster, type MeasuredCluster } from './measured-cluster.js';
import { spreadOf, target, tell, type BenchOptions, type Measurement } from './measurement.js';

const runs = 5;
const secondsOfRun = 20;
const secondsOfWarmUp = 15;
const withEverything = 50;
const withOneConsumer = 200;
const notifyDebounceMs = 10;

/**
 * How long after the commit of a command its events have had their effect: committed in the database of the consumer. First with all five
 * services, 50 commands a second through HTTP. Then with the dossier service and reporting alone, 200 a second: the rows of an intake are
 * written to the dossier database by hand, followed by NOTIFY, as another replica of the dossier service would; so it is the way of the
 * events that is measured and not how many intakes a machine can take. Both times are PostgreSQL's own (`track_commit_timestamp`), of
 * before the commit is flushed to the disk.
 */
export async function benchDelay({ port, say }: BenchOptions): Promise<Measurement> {
  return withCluster({ port }, say, async (measured) => {
    const all = await measure(measured, withEverything, consumerNames, () => measured.counter.takeIn(), say);
    const alone = await withReportingAlone(measured, say);
    return {
      name: 'delay',
      opsPerSecond: median(all.rates),
      baselinePerSecond: null,
      ratio: null,
      p50Ms: median(all.p50s),
      p99Ms: median(all.p99s),
      targets: [
        target('p99 from commit to effect, 50 commands/s, all services', 'ms', all.p99s, { below: 250 }),
        target('p99 from commit to effect, 200 commands/s, dossier and reporting', 'ms', alone.p99s, { below: 250 }),
      ],
      further: {
        refused: measured.counter.refused,
        ...coresOf(all, (part) => `${part}Cores`),
        aloneOpsPerSecond: median(alone.rates),
        aloneP50Ms: median(alone.p50s),
        aloneP99Ms: median(alone.p99s),
        ...coresOf(alone, (part) => `alone${part[0]?.toUpperCase()}${part.slice(1)}Cores`),
      },
    };
  });
}

/** The median use of each part, as figures of their own. */
function coresOf({ cores }: Delays, nameOf: (part: string) => string): Record<string, number> {
  const parts = Object.keys(cores[0] ?? {});
  const figures = parts.map((part) => {
    const used = median(cores.map((run) => run[part] ?? 0));
    return [nameOf(part), used] as const;
  });
  return Object.fromEntries(figures.filter(([, used]) => used > 0));
}

interface Delays {
  readonly rates: number[];
  readonly p50s: number[];
  readonly p99s: number[];
  /** Of each run, the cores that the services and what they stand on used. */
  readonly cores: Readonly<Record<string, number>>[];
}

async function measure(
  { cluster, pools }: MeasuredCluster,
  rate: number,
  consumers: readonly ConsumerName[],
  work: () => Promise<unknown>,
  say: (line: string) => void,
): Promise<Delays> {
  const load = async (seconds: number) => {
    const since = await serverTime(pools.dossier);
    const before = await cpuSeconds(cluster, pools.dossier);
    const round = await atRate(rate, seconds, work);
    const after = await cpuSeconds(cluster, pools.dossier);
    const cores = [...after].map(([part, used]) => [part, (used - (before.get(part) ?? 0)) / round.seconds] as const);
    return { round, cores: Object.fromEntries(cores), effects: await effectsSince(pools, since, consumers) };
  };
  await load(secondsOfWarmUp);
  const delays: Delays = { rates: [], p50s: [], p99s: [], cores: [] };
  for (let run = 1; run <= runs; run++) {
    const { round, effects, cores } = await load(secondsOfRun);
    const ascending = delaysOf(effects);
    delays.cores.push(cores);
    delays.rates.push(perSecond(round));
    delays.p50s.push(quantile(ascending, 0.5));
    delays.p99s.push(quantile(ascending, 0.99));
    const each = consumers.map((consumer) => {
      const own = delaysOf(effects.filter((effect) => effect.consumer === consumer));
      return `${consumer} ${quantile(own, 0.5).toFixed(0)}/${quantile(own, 0.99).toFixed(0)} ms`;
    });
    say(
      `run ${run}: ${perSecond(round).toFixed(1)} commands/s, p99 of the command ${quantile(round.latenciesMs, 0.99).toFixed(0)} ms; p50/p99 to the effect: ${each.join(', ')}`,
    );
  }
  const used = Object.entries(coresOf(delays, (part) => part)).map(([part, value]) => `${part} ${value.toFixed(2)}`);
  say(`cores used: ${used.join(', ')}`);
  say(`p50 ${tell(spreadOf(delays.p50s), 'ms')}, p99 ${tell(spreadOf(delays.p99s), 'ms')}`);
  return delays;
}

async function withReportingAlone(measured: MeasuredCluster, say: (line: string) => void): Promise<Delays> {
  const { cluster, pools } = measured;
  for (const service of ['identity', 'document', 'notification'] as const) {
    for (const replica of cluster.of(service)) await replica.stop();
  }
  const client = await pools.dossier.connect();
  const rows = await readIntakeRows(client).finally(() => client.release());
  // The password is a property that a copy leaves out.
  const notifier = new Pool({ ...pools.dossier.options, password: pools.dossier.options.password, max: 1 });
  let telling: Promise<unknown> | undefined;
  const commit = async () => {
    await writeByHand(pools.dossier, rows);
    telling ??= pause(notifyDebounceMs).then(async () => {
      telling = undefined;
      await notifier.query('notify motcua_outbox');
    });
  };
  try {
    return await measure(measured, withOneConsumer, ['reporting'], commit, say);
  } finally {
    await telling;
    await notifier.end();
  }
}
