export * from './bootstrap.js';
export * from './openapi.js';
export { languageOf, routeOf } from './problem.filter.js';
export type { ResolveSession } from './policy.guard.js';
export * from './request.js';
export * from './session-cookie.js';
export * from './serve-portal.js';
