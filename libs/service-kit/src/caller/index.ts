export * from './caller.js';
export * from './policy.js';
