import { refuseOldNode } from '../start/node-version.mjs';

refuseOldNode();
const { endOnFault } = await import('../start/fault.mjs');
const { runChecks } = await import('./checks.mjs');
await runChecks().catch(endOnFault);
