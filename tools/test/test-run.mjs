import { buildAll } from '../start/build.mjs';
import { installWhatIsMissing } from '../start/install.mjs';
import { batchSpecs } from './batch-specs.mjs';
import { ensureChromium } from './chromium.mjs';
import { findSpecs } from './find-specs.mjs';
import { ensurePdfReader } from './pdf-reader.mjs';
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
  const took = new Map();
  const run = async (files, limits) => {
    const { passed, failed, tookMs } = await runSpecs(files, limits);
    for (const [spec, ms] of tookMs) took.set(spec, ms);
    sum.passed += passed;
    sum.failed += failed;
  };
  await run(batchSpecs(specs.pure), { concurrency: 2, timeoutMs: 120_000 });
  if (specs.others.length + specs.browser.length > 0) {
    await ensurePdfReader();
    await withTestServers(async () => {
      // One more than two cores do at once: they wait for servers half of their time.
      await run(batchSpecs(specs.others), { concurrency: 3, timeoutMs: 900_000 });
      if (specs.browser.length > 0 && (await ensureChromium())) {
        await run(specs.browser, { concurrency: 2, timeoutMs: 900_000 });
      }
    });
  }
  tellSlowest(took);
  if (sum.passed + sum.failed === 0) console.error('No test ran.');
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exit(sum.passed > 0 && sum.failed === 0 ? 0 : 1);
}

const slowestTold = 12;

/** @param {Map<string, number>} tookMs by spec */
function tellSlowest(tookMs) {
  const slowest = [...tookMs].sort(([, a], [, b]) => b - a).slice(0, slowestTold);
  console.log('The slowest specs, in seconds:');
  for (const [spec, ms] of slowest) console.log(`${(ms / 1_000).toFixed(1).padStart(7)}  ${spec}`);
}
