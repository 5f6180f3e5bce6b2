import { refuseOldNode } from './node-version.mjs';

refuseOldNode();
// Only now: what follows uses what older versions of Node lack.
const { startPlatform } = await import('./start-platform.mjs');
const { endOnFault } = await import('./fault.mjs');
await startPlatform(process.argv.slice(2)).catch(endOnFault);
