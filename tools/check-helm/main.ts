import { parseArgs } from 'node:util';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { inCheckout } from '../checkout.js';
import { runTool } from '../command-line.js';
import { checkProfile, policies } from './check-profile.js';

const usage = `npm run check:helm

Lints the chart, renders each of its profiles, holds every object against the schemas of Kubernetes 1.33, unknown fields included, and
against the rules of this chart. Exit 1 when one is broken.`;

export async function main(args: string[]): Promise<void> {
  await runTool(usage, () => run(args));
}

async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(usage);
    return true;
  }
  const results = [];
  for (const name of profiles()) {
    const { objects, faults } = await checkProfile(name);
    console.log(`${name}: ${objects} objects, ${faults.length} faults`);
    for (const fault of faults) console.error(`  ${fault}`);
    results.push(faults.length === 0);
  }
  console.log(`${results.length} profiles rendered and held against ${policies.length} rules.`);
  return results.every(Boolean);
}

function profiles(): string[] {
  return readdirSync(inCheckout('helm/motcua/profiles'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort();
}
