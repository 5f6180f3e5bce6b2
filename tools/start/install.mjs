import { existsSync, readFileSync } from 'node:fs';
import { inCheckout } from './checkout.mjs';
import { Fault } from './fault.mjs';
import { step } from './progress.mjs';
import { runNpm } from './run-program.mjs';

/** Installs the dependencies, unless `node_modules` holds exactly what `package-lock.json` asks for. */
export async function installWhatIsMissing() {
  if (isInstalled(readPackages('package-lock.json'), readPackages('node_modules', '.package-lock.json'))) return;
  const { ok, output } = await step('Installing dependencies', () => runNpm(['ci', '--loglevel=error']));
  if (ok) return;
  console.error(output);
  throw new Fault('npm could not install the dependencies; its own words stand above.');
}

/**
 * npm keeps its own account of what it installed, without the packages that only other systems need.
 * @param {Record<string, any> | undefined} wanted
 * @param {Record<string, any> | undefined} installed
 */
function isInstalled(wanted, installed) {
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional, peer }]) => {
    const found = installed[path];
    if (path === '' || (found === undefined && (optional || peer))) return true;
    return found?.version === version && found?.integrity === integrity && existsSync(inCheckout(path));
  });
}

/** @param {string[]} path */
function readPackages(...path) {
  try {
    return JSON.parse(readFileSync(inCheckout(...path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
