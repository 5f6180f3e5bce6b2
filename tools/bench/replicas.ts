import { setTimeout as pause } from 'node:timers/promises';
import { drained } from './effects.js';
import { atRate, inParallel, median, perSecond, quantile } from './load.js';
import { withCluster } from './measured-cluster.js';
import { target, type BenchOptions, type Measurement } from './measurement.js';

const rate = 50;
const pairs = 7;
const secondsOfRun = 12;
/** Intakes of each replica before it counts: a process that has just started is slow until its code is compiled. */
const warmUp = 500;
const warmUpAtOnce = 8;
/** Partitions are dealt anew when a process comes or goes. */
const settleMs = 2_000;

/**
 * What a second replica of the dossier service does to the time of a command at a fixed rate, all services running: one and two replicas
 * by turns in one run, so that whatever else the machine does falls on both.
 */
export async function benchReplicas({ port, say }: BenchOptions): Promise<Measurement> {
  return withCluster({ port, replicas: { dossier: 2 } }, say, async ({ cluster, counter, pools }) => {
    const [first, second] = cluster.of('dossier');
    if (!first || !second) throw new Error('There are no two replicas');
    const measure = async (ports: readonly number[]) => {
      for (const port of ports) {
        counter.ports = [port];
        await inParallel(warmUp, warmUpAtOnce, () => counter.takeIn());
      }
      counter.ports = ports;
      await drained(pools.dossier);
      await pause(settleMs);
      const round = await atRate(rate, secondsOfRun, () => counter.takeIn());
      await drained(pools.dossier);
      return round;
    };
    const withOne = async () => {
      await second.stop();
      return measure([first.options.httpPort]);
    };
    const withTwo = async () => {
      if (!(await second.isReady())) {
        second.start();
        await second.untilReady();
      }
      return measure([first.options.httpPort, second.options.httpPort]);
    };
    const [ones, twos]: [number[], number[]] = [[], []];
    const [onesP50, twosP50]: [number[], number[]] = [[], []];
    const [rates, ratesOfOne]: [number[], number[]] = [[], []];
    for (let pair = 1; pair <= pairs; pair++) {
      for (const replicas of pair % 2 === 1 ? [1, 2] : [2, 1]) {
        const round = await (replicas === 1 ? withOne() : withTwo());
        (replicas === 1 ? ones : twos).push(quantile(round.latenciesMs, 0.99));
        (replicas === 1 ? onesP50 : twosP50).push(quantile(round.latenciesMs, 0.5));
        (replicas === 1 ? ratesOfOne : rates).push(perSecond(round));
      }
      say(
        `pair ${pair}: p99 of the command ${ones.at(-1)?.toFixed(1)} ms with one replica, ${twos.at(-1)?.toFixed(1)} ms with two`,
      );
    }
    const raised = twos.map((two, pair) => two / (ones[pair] ?? Number.NaN));
    return {
      name: 'replicas',
      opsPerSecond: median(rates),
      baselinePerSecond: median(ratesOfOne),
      ratio: median(rates) / median(ratesOfOne),
      p50Ms: median(twosP50),
      p99Ms: median(twos),
      targets: [target('p99 with two replicas by p99 with one, pair by pair', 'times', raised, { below: 1.2 })],
      further: { refused: counter.refused, oneReplicaP50Ms: median(onesP50), oneReplicaP99Ms: median(ones) },
    };
  });
}
