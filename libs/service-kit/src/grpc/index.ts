export type { Peer } from './caller-metadata.js';
export * from './client.js';
export * from './server.js';
