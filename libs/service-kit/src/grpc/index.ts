export type { Peer } from './caller-metadata.js';
export { CallRefused } from './call-refused.js';
export * from './client.js';
export * from './server.js';
export type { Tls } from './tls.js';
