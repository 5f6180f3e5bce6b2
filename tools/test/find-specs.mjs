import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inCheckout } from '../start/checkout.mjs';

/** What needs Chromium: the portal's walks, and attacks that come by it. */
const inBrowser = /^(apps\/portal-e2e|tools\/dist\/attack)\//;

/**
 * The compiled specs in the order in which they are worth running: pure libraries fail in a second, the browser last.
 * @param {string[]} patterns parts of a spec's path; without any, all specs are taken
 * @returns {{ pure: string[], others: string[], browser: string[] }}
 */
export function findSpecs(patterns) {
  const found = { pure: [], others: [], browser: [] };
  for (const project of projects()) {
    const rest = isPure(project) ? 'pure' : 'others';
    for (const path of specsOf(project)) {
      if (patterns.length > 0 && !patterns.some((part) => path.includes(part))) continue;
      found[inBrowser.test(path) ? 'browser' : rest].push(inCheckout(path));
    }
  }
  return found;
}

function projects() {
  const within = (folder) => readdirSync(inCheckout(folder)).map((name) => join(folder, name));
  return [...within('libs'), ...within('apps'), 'tools'].filter((path) => existsSync(inCheckout(path, 'package.json')));
}

/** @param {string} project */
function isPure(project) {
  const { nx } = JSON.parse(readFileSync(inCheckout(project, 'package.json'), 'utf8'));
  return nx?.tags?.includes('type:pure') ?? false;
}

/** @param {string} project */
function specsOf(project) {
  const dist = inCheckout(project, 'dist');
  if (!existsSync(dist)) return [];
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.spec.js') && hasSource(project, path))
    .sort()
    .map((path) => join(project, 'dist', path));
}

/**
 * The compiler leaves behind what it made of a file that is gone by now.
 * @param {string} project
 * @param {string} path
 */
function hasSource(project, path) {
  const source = path.replace(/js$/, 'ts');
  return existsSync(inCheckout(project, 'src', source)) || existsSync(inCheckout(project, source));
}
