import { relative } from 'node:path';
import { run } from 'node:test';
import { spec as specReporter } from 'node:test/reporters';
import { inCheckout } from '../start/checkout.mjs';

/**
 * Runs files of specs, each in a process of its own, and shows them.
 * @param {string[]} files
 * @param {{ concurrency: number, timeoutMs: number }} limits `timeoutMs` is for one file
 * @returns {Promise<{ passed: number, failed: number, tookMs: Map<string, number> }>} `tookMs` by spec
 */
export async function runSpecs(files, { concurrency, timeoutMs }) {
  const counts = { passed: 0, failed: 0, tookMs: new Map() };
  if (files.length === 0) return counts;
  const events = run({ files, concurrency, timeout: timeoutMs });
  events.on('test:diagnostic', ({ nesting, message }) => {
    // The runner's own sums, which also know what was cancelled and what never came to report.
    const [, what, number] = (nesting === 0 && /^(pass|fail|cancelled) (\d+)$/.exec(message)) || [];
    if (what === 'pass') counts.passed += Number(number);
    else if (what !== undefined) counts.failed += Number(number);
  });
  events.on('test:complete', ({ nesting, name, file, details }) => {
    // A file that is run comes as a test that bears its path. The suites of a batch bear those of its specs.
    if (nesting !== 0 || !file || name === file) return;
    const spec = name.endsWith('.spec.js') ? name : relative(inCheckout(), file);
    counts.tookMs.set(spec, (counts.tookMs.get(spec) ?? 0) + details.duration_ms);
  });
  for await (const text of events.compose(new specReporter())) process.stdout.write(text);
  return counts;
}
