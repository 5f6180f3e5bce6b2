export * from './bootstrap.js';
export { httpSettings, type HttpLimits } from './http-limits.js';
export * from './openapi.js';
export { languageOf, routeOf } from './problem.filter.js';
export type { ResolveSession, ResolveToken } from './policy.guard.js';
export { RateLimits } from './rate-limits.js';
export * from './request.js';
export * from './session-cookie.js';
export * from './serve-portal.js';
