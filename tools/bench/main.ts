import { parseArgs } from 'node:util';
import { runTool, UsageFault } from '../command-line.js';
import { freePorts } from '../start-services/free-ports.js';
import { benchAccess } from './access.js';
import { benchCommands } from './commands.js';
import { benchDelay } from './delay.js';
import { tell, type Measurement } from './measurement.js';
import { benchMemory } from './memory.js';
import { benchProcess } from './process.js';
import { benchRelay } from './relay.js';
import { benchReplicas } from './replicas.js';
import { benchSearch } from './search.js';
import { benchSignIn } from './sign-in.js';
import { benchSubmit } from './submit.js';
import { benchTimers } from './timers.js';
import { benchWorkingTime } from './working-time.js';

const benches = {
  access: { what: 'decide whether a caller may pass a policy, without I/O', run: benchAccess },
  submit: {
    what: 'take a dossier in at a counter, in one process, beside the same rows through raw SQL',
    run: benchSubmit,
  },
  commands: {
    what: 'the same through HTTP with a process for each service, to the commit and to the last effect',
    run: benchCommands,
  },
  delay: {
    what: 'from the commit to the effect in another service, at 50 and at 200 commands a second',
    run: benchDelay,
  },
  relay: { what: 'publish 50,000 events that have piled up, beside the producer alone', run: benchRelay },
  process: { what: 'live processes through in memory, beside the npm package bpmn-engine', run: benchProcess },
  memory: { what: 'memory of each service at rest, and of document after a rendering', run: benchMemory },
  replicas: {
    what: 'the time of a command at 50 a second with one replica of dossier and with two',
    run: benchReplicas,
  },
  search: {
    what: 'every list of the portal over 10,000, 100,000 and 1,000,000 dossiers; writes docs/operators/search-at-size.md',
    run: benchSearch,
  },
  'sign-in': {
    what: 'sign-ins a second beside the bare check of a password, and the memory of 500 sessions at rest',
    run: benchSignIn,
  },
  timers: {
    what: '10,000 timers due at once, a million pending, and the takeover behind a leader that died',
    run: benchTimers,
  },
  'working-time': { what: 'additions of working time, from a day to two years', run: benchWorkingTime },
} as const;

function isBench(name: string): name is keyof typeof benches {
  return Object.hasOwn(benches, name);
}

const usage = `npm run bench -- list | NAME [--json]

${Object.entries(benches)
  .map(([name, { what }]) => `  ${name.padEnd(12)} ${what}`)
  .join('\n')}

Each starts what it needs in a temporary directory. Whatever else the machine does is in the figures.`;

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
  const [port = 0] = await freePorts(1);
  const result = await benches[name].run({ port, say: (line) => console.log(line) });
  print(result);
  if (values.json) console.log(JSON.stringify(result));
}

function print({ name, opsPerSecond, baselinePerSecond, ratio, p50Ms, p99Ms, targets, further }: Measurement): void {
  console.log(`\n${name}`);
  const figures = { opsPerSecond, baselinePerSecond, ratio, p50Ms, p99Ms, ...further };
  for (const [figure, value] of Object.entries(figures)) {
    if (value !== null) console.log(`  ${figure.padEnd(24)} ${value.toFixed(value < 100 ? 2 : 0)}`);
  }
  for (const each of targets) {
    console.log(
      `  ${each.reached ? 'reached' : 'MISSED '}  ${each.what}: ${tell(each, each.unit)}, wanted ${each.wanted}`,
    );
  }
}
