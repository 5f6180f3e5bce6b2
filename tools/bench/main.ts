import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { runTool, UsageFault } from '../command-line.js';
import { benchSubmit, type BenchResult } from './submit.js';

const benches = {
  submit: { what: 'take a dossier in at a counter, beside the same rows through raw SQL', run: benchSubmit },
} as const;

function isBench(name: string): name is keyof typeof benches {
  return Object.hasOwn(benches, name);
}

const usage = `npm run bench -- list | NAME [--json]

${Object.entries(benches)
  .map(([name, { what }]) => `  ${name.padEnd(10)} ${what}`)
  .join('\n')}`;

export async function main(args: string[]): Promise<void> {
  await runTool(usage, async () => {
    await run(args);
    return true;
  });
}

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  const [name = 'list'] = positionals;
  if (name === 'list' || values.help) {
    console.log(usage);
    return;
  }
  if (!isBench(name)) throw new UsageFault(`There is no measurement "${name}"`);
  const result = await benches[name].run(await freePort(), (line) => console.log(line));
  print(result);
  if (values.json) console.log(JSON.stringify(result));
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
