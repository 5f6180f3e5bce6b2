import { startPostgres } from './start-postgres.js';

// A platform as the specs need one to kill: it starts PostgreSQL, says so, and then only a signal ends it.
const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('The data directory is missing.');
process.on('SIGINT', () => console.log('interrupted'));
await startPostgres({ dataDir, durable: false, log: () => undefined });
console.log('started');
setInterval(() => undefined, 60_000);
