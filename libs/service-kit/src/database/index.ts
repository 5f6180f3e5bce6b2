export * from './commands.js';
export * from './connect.js';
export { DatabasePulse } from './database-pulse.js';
export { databaseLimitSettings, type DatabaseLimits } from './database-limits.js';
export * from './migrate.js';
export { Queries } from './statements.js';
export * from './transaction.js';
