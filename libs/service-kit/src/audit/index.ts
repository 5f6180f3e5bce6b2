export * from './anchors.js';
export * from './history-report.js';
export * from './verify-history.js';
