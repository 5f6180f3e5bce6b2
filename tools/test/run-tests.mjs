import { refuseOldNode } from '../start/node-version.mjs';

refuseOldNode();
const { endOnFault } = await import('../start/fault.mjs');
const { runTests } = await import('./test-run.mjs');
await runTests(process.argv.slice(2)).catch(endOnFault);
