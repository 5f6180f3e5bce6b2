import { pathToFileURL } from 'node:url';
import { buildAll } from '../start/build.mjs';
import { inCheckout } from '../start/checkout.mjs';
import { Fault } from '../start/fault.mjs';
import { installWhatIsMissing } from '../start/install.mjs';
import { step } from '../start/progress.mjs';
import { runInstalled, runNpm } from '../start/run-program.mjs';

const checks = [
  { name: 'lint', run: lint },
  { name: 'format', run: () => runInstalled('prettier', ['--check', '.']) },
  { name: 'dead code', run: () => runInstalled('knip', []) },
  { name: 'contracts', run: () => runInstalled('buf', ['lint'], { cwd: inCheckout('libs', 'contracts') }) },
  { name: 'contracts against the last release', run: () => runNpm(['run', 'check:breaking', '-w', 'libs/contracts']) },
  { name: 'licences of what is shipped', run: async () => (await supplyChain()).checkLicences(runNpm) },
  { name: 'advisories on what is shipped', run: advisories },
];

/** Runs every check, also after one has failed, and ends the process: 0 only when all passed. */
export async function runChecks() {
  await installWhatIsMissing();
  const results = [{ name: 'types', ok: await compiles() }];
  for (const { name, run } of checks) {
    const { ok, output } = await step(name, run);
    if (!ok) console.error(output);
    results.push({ name, ok });
  }
  for (const { name, ok } of results) console.log(`${ok ? 'passed' : 'FAILED'}  ${name}`);
  process.exit(results.every(({ ok }) => ok) ? 0 : 1);
}

async function lint() {
  const { ok, output } = await runInstalled('eslint', ['.', '--max-warnings=0']);
  // Without Nx's graph of the projects the rule on who may import whom lets everything pass.
  return { ok: ok && !output.includes('No cached ProjectGraph'), output };
}

async function advisories() {
  return (await supplyChain()).checkAdvisories(runNpm, process.env, new Date().toISOString().slice(0, 10));
}

/** Its rules are compiled with all else, so that specs hold them. */
function supplyChain() {
  return import(pathToFileURL(inCheckout('tools', 'dist', 'check', 'main.js')).href);
}

async function compiles() {
  try {
    await buildAll();
    return true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    console.error(error.message);
    return false;
  }
}
