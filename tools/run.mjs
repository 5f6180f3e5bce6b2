// Runs a tool of this folder, `node tools/run.mjs simulate …`, after installing and building what is missing.
import { pathToFileURL } from 'node:url';
import { buildTools } from './start/build.mjs';
import { inCheckout } from './start/checkout.mjs';
import { endOnFault } from './start/fault.mjs';
import { installWhatIsMissing } from './start/install.mjs';
import { refuseOldNode } from './start/node-version.mjs';

const [tool, ...args] = process.argv.slice(2);

async function run() {
  refuseOldNode();
  await installWhatIsMissing();
  await buildTools();
  const { main } = await import(pathToFileURL(inCheckout('tools', 'dist', tool, 'main.js')).href);
  await main(args);
}

await run().catch(endOnFault);
