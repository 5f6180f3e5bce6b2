import { parseArgs } from 'node:util';
import { unwrap } from '@motcua/sdk';
import { Failure, runTool, UsageFault } from '../command-line.js';
import { simulate } from './simulate.js';
import { clientWithCookies, Session } from './session.js';

const usage = `npm run simulate -- [--days N --per-day M --url URL --seed S --json]

Fills a running demonstration platform with N times M dossiers through its public API: handed in online and at
counters, accepted, worked through their steps by the officers of the demonstration, now and then supplemented,
extended, paused, consulted upon, sent back, declined, stopped, withdrawn, refunded, reopened and rated, and left in
many states.
The API has no time machine, so all of them carry today's date.

  --days N     rounds of work (5)
  --per-day M  dossiers a round (20)
  --url URL    where the platform is (http://localhost:8080)
  --seed S     the same seed gives the same people and papers (1)
  --json       the result as JSON in the last line`;

export async function main(args: string[]): Promise<void> {
  await runTool(usage, async () => {
    await run(args);
    return true;
  });
}

async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      days: { type: 'string', default: '5' },
      'per-day': { type: 'string', default: '20' },
      url: { type: 'string', default: 'http://localhost:8080' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const [days, perDay, seed] = [values.days, values['per-day'], values.seed].map(Number);
  if (!isCount(days, 365) || !isCount(perDay, 1_000) || !isCount(seed, 2 ** 31))
    throw new UsageFault(`--days takes 1 to 365, --per-day 1 to 1000, --seed 1 to ${2 ** 31}`);
  if (!URL.canParse(values.url)) throw new UsageFault('--url is an address, such as http://localhost:8080');
  const province = unwrap(await clientWithCookies(values.url).GET('/api/identity/v1/province'));
  if (!province.demoAccounts)
    throw new Failure('The platform is no demonstration; a simulation would file real dossiers.');
  const result = await simulate({
    sessions: await Session.openAll(values.url, province.demoAccounts),
    days,
    perDay,
    seed,
    progress: (line) => console.log(line),
  });
  console.table(result.states);
  if (values.json) console.log(JSON.stringify(result));
}

function isCount(value: number | undefined, most: number): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= most;
}
