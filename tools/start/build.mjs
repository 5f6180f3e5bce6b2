import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inCheckout } from './checkout.mjs';
import { Fault } from './fault.mjs';
import { step } from './progress.mjs';
import { runInstalled } from './run-program.mjs';

const platform = {
  what: 'the platform',
  projects: '@motcua/platform,@motcua/portal',
  outputs: ['apps/platform/dist/main.js', 'apps/portal/dist/index.html'],
};
const tools = { what: 'the tools', projects: '@motcua/tools', outputs: ['tools/dist/simulate/main.js'] };

/** Builds what the platform needs. While no source has changed since, it only looks at their sizes and times. */
export async function buildPlatform() {
  await buildOnce(platform);
}

/** Builds the tools, and what they use. */
export async function buildTools() {
  await buildOnce(tools);
}

/** @param {{ what: string, projects: string, outputs: string[] }} part */
async function buildOnce({ what, projects, outputs }) {
  const stamp = inCheckout('.nx', `built-from-${what.replaceAll(' ', '-')}`);
  const sources = fingerprint();
  const built = existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
  if (built && outputs.every((path) => existsSync(inCheckout(path)))) return;
  await build(`Building ${what}`, [`--projects=${projects}`]);
  mkdirSync(inCheckout('.nx'), { recursive: true });
  writeFileSync(stamp, sources);
}

/** Builds every project. */
export async function buildAll() {
  await build('Building', []);
}

/**
 * @param {string} name
 * @param {string[]} selection
 */
async function build(name, selection) {
  const { ok, output } = await step(name, () =>
    runInstalled('nx', ['run-many', '--target=build', '--outputStyle=static', ...selection], {
      env: { NX_TUI: 'false', FORCE_COLOR: '0' },
      onLine(line) {
        // Said at the end of a task; what the cache gave bears a mark behind it and is not worth a line.
        const [, project] = /^> nx run (\S+):build$/.exec(line.trim()) ?? [];
        if (project !== undefined) console.log(`  ${project}`);
      },
    }),
  );
  if (ok) return;
  console.error(output);
  throw new Fault('The build failed; its errors stand above.');
}

/** Which files there are to build from, with their sizes and times. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const root of ['apps', 'libs', 'tools']) addFolder(hash, inCheckout(root));
  for (const file of ['package-lock.json', 'tsconfig.base.json', 'nx.json']) addFile(hash, inCheckout(file));
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} folder
 */
function addFolder(hash, folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['dist', 'node_modules', 'gen'].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, path);
    else addFile(hash, path);
  }
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addFile(hash, path) {
  const { size, mtimeMs } = statSync(path);
  hash.update(`${path} ${size} ${mtimeMs}\n`);
}
