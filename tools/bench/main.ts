import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { benchSubmit, type BenchResult } from './submit.js';

const benches = {
  submit: { what: 'take a dossier in at a counter, beside the same rows through raw SQL', run: benchSubmit },
} as const;

function isBench(name: string): name is keyof typeof benches {
  return Object.hasOwn(benches, name);
}

export async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [name = 'list'] = positionals;
  if (!isBench(name)) {
    for (const [known, { what }] of Object.entries(benches)) console.log(`${known.padEnd(10)} ${what}`);
    if (name !== 'list') process.exitCode = 2;
    return;
  }
  const result = await benches[name].run(await freePort(), (line) => console.log(line));
  print(result);
  if (values.json) console.log(JSON.stringify(result));
  process.exit(0);
}

function print({
  name,
  opsPerSecond,
  baselinePerSecond,
  ratio,
  p50Ms,
  p99Ms,
  httpPerSecond,
  statements,
}: BenchResult): void {
  console.log(`
${name}: ${opsPerSecond.toFixed(0)}/s in process, ${baselinePerSecond.toFixed(0)}/s by hand, median ratio ${ratio.toFixed(2)}
p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms with 16 at once; ${httpPerSecond.toFixed(0)}/s through HTTP; ${statements} statements an intake`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}
