export * from './problem.js';
export * from './problems.js';
export * from './outage.js';
