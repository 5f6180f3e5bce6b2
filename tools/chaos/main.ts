import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTool, UsageFault } from '../command-line.js';
import { examineAftermath } from './aftermath.js';
import { faults } from './faults/index.js';
import type { Fault } from './faults/fault.js';
import { runFault, type FaultReport } from './run-fault.js';
import { Scene } from './scene.js';

const usage = `npm run chaos [-- --fault NAME... --dossiers N --seed S --json]

  --fault NAME    only the faults whose name has these words; may be given several times
  --dossiers N    dossiers for each fault (200)
  --seed S        the same dossiers and the same work for the same number (1)
  --json          the table as JSON in the last line

Runs every service in processes of their own over a PostgreSQL and a Kafka broker of this machine, does each fault while people work, and
judges from the databases what was lost, done twice or out of order. The faults:
${faults.map(({ name }) => `  ${name}`).join('\n')}`;

/** Does faults to a cluster at work; exit 0 when nothing was lost, nothing happened twice and nothing out of order. */
export async function main(args: string[]): Promise<void> {
  await runTool(usage, async () => {
    const { values } = parseArgs({
      args,
      options: {
        fault: { type: 'string', multiple: true },
        dossiers: { type: 'string', default: '200' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      return true;
    }
    return run(chosen(values.fault), {
      dossiers: numberOf('--dossiers', values.dossiers),
      seed: numberOf('--seed', values.seed),
      json: values.json,
    });
  });
}

interface Options {
  readonly dossiers: number;
  readonly seed: number;
  readonly json: boolean;
}

async function run(wanted: readonly Fault[], { dossiers, seed, json }: Options): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'motcua-chaos-'));
  console.log('Starting every service, PostgreSQL and Kafka');
  const scene = await Scene.open(dataDir);
  const reports: FaultReport[] = [];
  const findings: string[] = [];
  try {
    for (const fault of wanted) {
      const reason = fault.impossible?.(scene);
      console.log(reason ? `${fault.name}: not run, ${reason}` : fault.name);
      if (!reason) reports.push(await runFault(scene, fault, { dossiers, seed: seed + reports.length }));
      for (const finding of reports.at(-1)?.findings ?? []) console.log(`  ${finding}`);
    }
    findings.push(...(await examineAftermath(scene)));
  } finally {
    await scene.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
  console.table(
    reports.map(({ fault, acknowledged, lost, duplicated, outOfOrder, recoveryMs, findings: { length } }) => ({
      fault,
      acknowledged,
      lost,
      duplicated,
      'out of order': outOfOrder,
      'recovery, s': Number((recoveryMs / 1_000).toFixed(1)),
      findings: length,
    })),
  );
  console.log(
    findings.length === 0
      ? 'The reports rebuilt from the event log equal the live ones to the row; every event log is whole.'
      : findings.join('\n'),
  );
  if (json) console.log(JSON.stringify({ faults: reports, findings }));
  return reports.length > 0 && findings.length === 0 && reports.every(isWell);
}

function isWell({ lost, duplicated, outOfOrder, findings }: FaultReport): boolean {
  return lost + duplicated + outOfOrder + findings.length === 0;
}

/** @throws UsageFault */
function chosen(words: readonly string[] | undefined): readonly Fault[] {
  if (!words) return faults;
  const found = faults.filter(({ name }) => words.some((word) => name.includes(word)));
  if (found.length === 0) throw new UsageFault(`There is no fault whose name has "${words.join('", "')}".`);
  return found;
}

function numberOf(option: string, given: string): number {
  if (/^[1-9]\d{0,5}$/.test(given)) return Number(given);
  throw new UsageFault(`${option} is a number from 1 to 999999`);
}
