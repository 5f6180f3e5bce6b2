export * from './commands.js';
export * from './connect.js';
export * from './migrate.js';
export { Queries } from './statements.js';
export * from './transaction.js';
