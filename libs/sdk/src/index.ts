export { createClient, unwrap, type ClientOptions, type MotcuaClient } from './client.js';
export type { components, paths } from './gen/api.js';
export { ProblemError, type ProblemDetails } from './problem-error.js';
