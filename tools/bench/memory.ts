import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { serviceNames, type ServiceCluster, type ServiceName } from '../start-services/service-cluster.js';
import { withCluster } from './measured-cluster.js';
import { target, type BenchOptions, type Measurement } from './measurement.js';

const restSeconds = 20;
const readings = 3;
const bytesOfMb = 1_000_000;

/**
 * How much memory each service holds: its PSS, so pages that several processes share count in parts. At rest, all five started and the
 * province in force, 20 s without work; and the document service after it has rendered its first form. Linux alone tells it.
 */
export async function benchMemory({ port, say }: BenchOptions): Promise<Measurement> {
  return withCluster({ port }, say, async ({ cluster, counter }) => {
    // Before the rest, as the officer's own work: the receipt is of a dossier.
    const { id } = await counter.takeIn();
    await pause(restSeconds * 1_000);
    const atRest = await readAll(cluster);
    for (const [service, megabytes] of atRest)
      say(`${service.padEnd(12)} ${megabytes.map((mb) => mb.toFixed(0)).join(', ')} MB at rest`);
    const pdf = await counter.read(`${cluster.url}/api/document/v1/dossiers/${id}/forms/receipt`);
    await pause(1_000);
    const rendered = (await readAll(cluster)).get('document') ?? [];
    say(`document     ${rendered.map((mb) => mb.toFixed(0)).join(', ')} MB after a receipt of ${pdf.length} bytes`);
    const figures = [...atRest].map(([service, megabytes]) => [`${service}Mb`, Math.max(...megabytes)] as const);
    return {
      name: 'memory',
      opsPerSecond: null,
      baselinePerSecond: null,
      ratio: null,
      p50Ms: null,
      p99Ms: null,
      targets: [
        ...[...atRest].map(([service, megabytes]) => target(`${service} at rest`, 'MB', megabytes, { below: 170 })),
        target('document after its first rendering', 'MB', rendered, { below: 260 }),
      ],
      further: { ...Object.fromEntries(figures), documentRenderedMb: Math.max(...rendered) },
    };
  });
}

async function readAll(cluster: ServiceCluster): Promise<Map<ServiceName, number[]>> {
  const all = new Map<ServiceName, number[]>();
  for (let reading = 0; reading < readings; reading++) {
    for (const service of serviceNames) {
      const pid = cluster.of(service)[0]?.pid;
      if (pid === undefined) throw new Error(`${service} does not run`);
      all.set(service, [...(all.get(service) ?? []), await proportionalMb(pid)]);
    }
    await pause(1_000);
  }
  return all;
}

async function proportionalMb(pid: number): Promise<number> {
  const [, kibibytes] = /^Pss:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  if (kibibytes === undefined) throw new Error('This system does not tell the PSS of a process');
  return (Number(kibibytes) * 1_024) / bytesOfMb;
}
