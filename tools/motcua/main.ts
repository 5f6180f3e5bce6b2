import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ProblemError } from '@motcua/sdk';
import { inCheckout } from '../checkout.js';
import { tellDue } from './due.js';
import { applyPack, checkPack, diffProvinces } from './pack.js';
import { checkProcesses } from './process.js';
import { usage, UsageFault } from './usage.js';

const text = { type: 'string' } as const;

/** Runs a command: exit 0 when all is well, 1 on faults of what was checked, 2 when what was typed makes no sense. */
export async function main(args: string[]): Promise<void> {
  try {
    process.exitCode = (await run(args)) ? 0 : 1;
  } catch (error) {
    const isUsage =
      error instanceof UsageFault ||
      (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    console.error(error instanceof Error ? error.message : String(error));
    if (error instanceof ProblemError)
      for (const { pointer, detail } of error.problem.errors ?? []) console.error(`  ${pointer}  ${detail}`);
    if (isUsage) console.error(`\n${usage}`);
    process.exitCode = isUsage ? 2 : 1;
  }
}

async function run(args: string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
      start: text,
      limit: text,
      unit: text,
      province: text,
      calendar: text,
      url: text,
      user: text,
    },
  });
  // npm runs scripts at the top of the checkout, wherever its user is.
  const path = (given: string | undefined) => resolve(process.env.INIT_CWD ?? process.cwd(), given ?? '');
  const [command, action, ...rest] = positionals;
  if (values.help || command === undefined) {
    console.log(usage);
    return true;
  }
  const [first, second] = rest;
  if (command === 'pack' && action === 'check' && first) return checkPack(path(first), values.json);
  if (command === 'pack' && action === 'diff' && first && second) {
    await diffProvinces(path(first), path(second), values.json);
    return true;
  }
  if (command === 'pack' && action === 'apply' && first) {
    const target = {
      url: values.url ?? 'http://localhost:8080',
      user: values.user,
      password: process.env.MOTCUA_PASSWORD,
    };
    await applyPack(path(first), target, values.json);
    return true;
  }
  if (command === 'due') {
    const province = values.province ? path(values.province) : inCheckout('deploy/provinces/bac-lieu-ca-mau');
    await tellDue(
      { start: values.start, limit: values.limit, unit: values.unit, province, calendar: values.calendar },
      values.json,
    );
    return true;
  }
  if (command === 'process' && action === 'check' && rest.length > 0)
    return checkProcesses(rest.map(path), values.json);
  throw new UsageFault(`There is no command "${[command, action].filter(Boolean).join(' ')}" with these arguments.`);
}
