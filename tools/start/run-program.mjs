import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { checkout, inCheckout } from './checkout.mjs';

/**
 * Runs a program to its end, out of sight.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, onLine?: (line: string) => void }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>} `output` is what it said, both streams together
 */
export function runProgram(program, args, { cwd = checkout, env = {}, onLine = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        onLine(line);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, output: lines.join('\n') }));
  });
}

/**
 * Runs a program that npm installed in the checkout.
 * @param {string} name
 * @param {string[]} args
 * @param {Parameters<typeof runProgram>[2]} [options]
 */
export function runInstalled(name, args, options) {
  return runProgram(inCheckout('node_modules', '.bin', name), args, options);
}

/**
 * Runs npm itself, the same one that runs this script if one does.
 * @param {string[]} args
 * @param {Parameters<typeof runProgram>[2]} [options]
 */
export function runNpm(args, options) {
  const script = process.env.npm_execpath;
  return script === undefined
    ? runProgram('npm', args, options)
    : runProgram(process.execPath, [script, ...args], options);
}
