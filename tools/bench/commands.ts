import { writeByHand } from './baseline.js';
import { drained, effectsSince, serverTime } from './effects.js';
import { readIntakeRows } from './intake-rows.js';
import { inParallel, median, perSecond, quantile } from './load.js';
import { withCluster } from './measured-cluster.js';
import type { BenchOptions, Measurement } from './measurement.js';

const rounds = 5;
const atOnce = 16;
const operations = 600;
const warmUp = 600;

/**
 * Taking dossiers in through the HTTP door of the dossier service, with every service in a process of its own: how many a second are
 * committed, and how many have had all their effects, in three other services, counted from the first request to the last effect. Beside
 * them the same rows through raw node-postgres on the same server, with as many connections as the service has. The driver, the broker,
 * PostgreSQL and all services share the machine. A round begins when nothing is under way.
 */
export async function benchCommands({ port, say }: BenchOptions): Promise<Measurement> {
  return withCluster({ port }, say, async ({ counter, pools }) => {
    await counter.takeIn();
    const client = await pools.dossier.connect();
    const rows = await readIntakeRows(client).finally(() => client.release());
    const takeIn = () => counter.takeIn();
    const byHand = () => writeByHand(pools.dossier, rows);
    const settled = async (since: number) => {
      await drained(pools.dossier);
      return effectsSince(pools, since);
    };
    for (const work of [takeIn, byHand]) {
      const since = await serverTime(pools.dossier);
      await inParallel(warmUp, atOnce, work);
      await settled(since);
    }
    const committed: number[] = [];
    const effective: number[] = [];
    const baselines: number[] = [];
    const latencies: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const startedAt = await serverTime(pools.dossier);
      const own = await inParallel(operations, atOnce, takeIn);
      const effects = await settled(startedAt);
      const lastEffectAt = effects.reduce((last, { effectAt }) => Math.max(last, effectAt), startedAt);
      const byHandAt = await serverTime(pools.dossier);
      const baseline = await inParallel(operations, atOnce, byHand);
      await settled(byHandAt);
      committed.push(perSecond(own));
      effective.push(perSecond({ operations, seconds: (lastEffectAt - startedAt) / 1_000 }));
      baselines.push(perSecond(baseline));
      latencies.push(...own.latenciesMs);
      const figures = [committed, effective, baselines].map((list) => `${list.at(-1)?.toFixed(0)}/s`);
      say(`round ${round}: ${figures[0]} committed, ${figures[1]} with all effects, ${figures[2]} by hand`);
    }
    latencies.sort((a, b) => a - b);
    return {
      name: 'commands',
      opsPerSecond: median(committed),
      baselinePerSecond: median(baselines),
      ratio: median(committed.map((value, index) => value / (baselines[index] ?? Number.NaN))),
      p50Ms: quantile(latencies, 0.5),
      p99Ms: quantile(latencies, 0.99),
      targets: [],
      further: { refused: counter.refused, effectsPerSecond: median(effective) },
    };
  });
}
