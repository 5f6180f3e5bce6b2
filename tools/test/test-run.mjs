import { buildAll } from '../start/build.mjs';
import { installWhatIsMissing } from '../start/install.mjs';
import { ensureChromium } from './chromium.mjs';
import { findSpecs } from './find-specs.mjs';
import { runSpecs } from './run-specs.mjs';
import { withTestServers } from './with-test-servers.mjs';

/**
 * Runs the specs whose path holds one of the patterns, or all, and ends the process: 0 only when some ran and none failed.
 * @param {string[]} patterns
 */
export async function runTests(patterns) {
  await installWhatIsMissing();
  await buildAll();
  const specs = findSpecs(patterns);
  const sum = { passed: 0, failed: 0 };
  const run = async (files, limits) => {
    const { passed, failed } = await runSpecs(files, limits);
    sum.passed += passed;
    sum.failed += failed;
  };
  await run(specs.pure, { concurrency: 2, timeoutMs: 120_000 });
  if (specs.others.length + specs.browser.length > 0) {
    await withTestServers(async () => {
      await run(specs.others, { concurrency: 2, timeoutMs: 300_000 });
      if (specs.browser.length > 0 && (await ensureChromium())) {
        await run(specs.browser, { concurrency: 1, timeoutMs: 900_000 });
      }
    });
  }
  if (sum.passed + sum.failed === 0) console.error('No test ran.');
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exit(sum.passed > 0 && sum.failed === 0 ? 0 : 1);
}
