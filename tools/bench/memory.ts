import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { serviceNames, type ServiceCluster, type ServiceName } from '../start-services/service-cluster.js';
import { median } from './load.js';
import { withCluster } from './measured-cluster.js';
import { target, type BenchOptions, type Measurement } from './measurement.js';

const starts = 3;
const restSeconds = 20;
/** Until what a rendering has thrown away could be collected. */
const afterRenderingMs = 1_000;
const bytesOfMb = 1_000_000;

/** What a process holds, in megabytes of 10^6 bytes. */
interface Memory {
  /** Proportional: a page that n processes share counts as one nth. */
  readonly pss: number;
  /** Resident: such a page counts whole. */
  readonly rss: number;
}

/**
 * How much memory each service holds: at rest, all five started, the province in force and one dossier taken in, after 20 s without work;
 * and the document service after it has rendered its first form. Everything is started anew for each reading. Linux alone tells it.
 */
export async function benchMemory({ port, say }: BenchOptions): Promise<Measurement> {
  const atRest = new Map<ServiceName, Memory[]>();
  const rendered: Memory[] = [];
  for (let start = 1; start <= starts; start++) {
    await withCluster({ port }, say, async ({ cluster, counter }) => {
      const { id } = await counter.takeIn();
      await pause(restSeconds * 1_000);
      for (const service of serviceNames) {
        atRest.set(service, [...(atRest.get(service) ?? []), await memoryOf(cluster, service)]);
      }
      await counter.read(`${cluster.url}/api/document/v1/dossiers/${id}/forms/receipt`);
      await pause(afterRenderingMs);
      rendered.push(await memoryOf(cluster, 'document'));
    });
    const each = [...atRest].map(([service, readings]) => `${service} ${tellLast(readings)}`);
    say(`start ${start}: ${each.join(', ')}; document after a rendering ${tellLast(rendered)}`);
  }
  const pss = (readings: readonly Memory[]) => readings.map((reading) => reading.pss);
  const rss = (readings: readonly Memory[]) => median(readings.map((reading) => reading.rss));
  return {
    name: 'memory',
    opsPerSecond: null,
    baselinePerSecond: null,
    ratio: null,
    p50Ms: null,
    p99Ms: null,
    targets: [
      ...[...atRest].map(([service, list]) => target(`PSS of ${service} at rest`, 'MB', pss(list), { below: 170 })),
      target('PSS of document after its first rendering', 'MB', pss(rendered), { below: 260 }),
    ],
    further: {
      ...Object.fromEntries([...atRest].map(([service, readings]) => [`${service}RssMb`, rss(readings)])),
      documentRenderedRssMb: rss(rendered),
    },
  };
}

function tellLast(readings: readonly Memory[]): string {
  return `${readings.at(-1)?.pss.toFixed(0)} MB`;
}

export async function memoryOf(cluster: ServiceCluster, service: ServiceName): Promise<Memory> {
  const pid = cluster.of(service)[0]?.pid;
  const told = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const read = (name: string) => {
    const [, kibibytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(told) ?? [];
    if (kibibytes === undefined) throw new Error(`This system does not tell the ${name} of a process`);
    return (Number(kibibytes) * 1_024) / bytesOfMb;
  };
  return { pss: read('Pss'), rss: read('Rss') };
}
