import { parseArgs } from 'node:util';
import { runTool, UsageFault } from '../command-line.js';
import type { Attack } from './attack.js';
import { attacks } from './attacks/index.js';
import { runAttack } from './run-attack.js';
import { Scene, type Size } from './scene.js';
import type { AttackReport } from './tally.js';
import { startTarget, type Target } from './target.js';

const usage = `npm run attack [-- --attack NAME... --all --url URL --seed S --json]

  --attack NAME   only the attacks whose name has these words; may be given several times
  --all           every account, id and way, in place of a sample
  --url URL       a demonstration platform that runs already; without it, one is started for the attacks alone
  --seed S        the same sample and the same texts for the same number (1)
  --json          the table as JSON in the last line

Attacks a platform from outside, through its API and in a browser, and tells what got through. A platform that is named keeps what the attacks
hand in. The attacks:
${attacks.map(({ name }) => `  ${name}`).join('\n')}`;

/** Attacks a platform; exit 0 when nothing got through. */
export async function main(args: string[]): Promise<void> {
  await runTool(usage, async () => {
    const { values } = parseArgs({
      args,
      options: {
        attack: { type: 'string', multiple: true },
        all: { type: 'boolean', default: false },
        url: { type: 'string' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      return true;
    }
    if (!/^\d{1,9}$/.test(values.seed)) throw new UsageFault('--seed is a number from 0 to 999999999');
    if (values.url !== undefined && !URL.canParse(values.url))
      throw new UsageFault('--url is an address, such as http://localhost:8080');
    const options = { seed: Number(values.seed), size: values.all ? ('all' as const) : ('usual' as const) };
    return run(chosen(values.attack), await targetAt(values.url), { ...options, json: values.json });
  });
}

interface Options {
  readonly seed: number;
  readonly size: Size;
  readonly json: boolean;
}

async function targetAt(url: string | undefined): Promise<Target & { stop?: () => Promise<void> }> {
  if (url !== undefined) return { url: url.replace(/\/$/, ''), hasPortal: true };
  console.log('Starting the platform');
  return startTarget();
}

async function run(
  wanted: readonly Attack[],
  target: Awaited<ReturnType<typeof targetAt>>,
  { json, ...options }: Options,
): Promise<boolean> {
  const reports: AttackReport[] = [];
  try {
    const scene = await Scene.open(target, options);
    for (const attack of wanted) {
      const reason = attack.impossible?.(scene);
      console.log(reason === undefined ? attack.name : `${attack.name}: not run, ${reason}`);
      if (reason !== undefined) continue;
      const report = await runAttack(scene, attack);
      reports.push(report);
      for (const finding of report.findings) console.log(`  ${finding}`);
    }
  } finally {
    await target.stop?.();
  }
  console.table(reports.map(({ attack, tried, succeeded }) => ({ attack, tried, succeeded })));
  if (json) console.log(JSON.stringify({ attacks: reports }));
  return reports.length > 0 && reports.every(({ tried, succeeded }) => tried > 0 && succeeded === 0);
}

/** @throws UsageFault */
function chosen(words: readonly string[] | undefined): readonly Attack[] {
  if (!words) return attacks;
  const found = attacks.filter(({ name }) => words.some((word) => name.includes(word)));
  if (found.length === 0) throw new UsageFault(`There is no attack whose name has "${words.join('", "')}".`);
  return found;
}
