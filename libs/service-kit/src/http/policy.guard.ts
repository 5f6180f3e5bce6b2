import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { allows, type Caller, type Policy } from '../caller/index.js';
import { CrossSiteRequest, Forbidden, SecondFactorRequired, SignInRequired } from '../errors/index.js';
import { languageOf } from './problem.filter.js';
import type { RateLimits } from './rate-limits.js';
import { policyKey, rateLimitKey, type IncomingRequest, type RateLimit } from './request.js';
import { sessionCookie, tokenHash } from './session-cookie.js';

/** Tells who stands behind the hash of a session token; identity answers it, and the answer may be half a minute old. */
export type ResolveSession = (tokenHash: string) => Promise<Caller | undefined>;

/** Finds out who calls and holds the route's declared policy against it. */
export class PolicyGuard implements CanActivate {
  private readonly reflector = new Reflector();

  constructor(
    private readonly resolveSession: ResolveSession,
    private readonly rateLimits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<IncomingRequest>();
    const targets = [context.getHandler(), context.getClass()];
    const policy = this.reflector.getAllAndOverride<Policy | undefined>(policyKey, targets);
    if (!policy) throw new Forbidden();
    refuseCrossSite(request);
    const limit = this.reflector.getAllAndOverride<RateLimit | undefined>(rateLimitKey, targets);
    if (limit) await this.rateLimits.take(routeFor(context, request, 'address'), limit, request.ip ?? 'unknown');
    const caller = await this.findCaller(request);
    // Half signed in is nobody in particular, but where the other half is done.
    if (caller && (!caller.awaits || policy !== 'public')) request.caller = caller;
    // One person at many addresses is one person.
    if (limit && caller) await this.rateLimits.take(routeFor(context, request, 'account'), limit, caller.subjectId);
    if (allows(caller, policy)) return true;
    if (!caller) throw new SignInRequired();
    throw caller.awaits ? new SecondFactorRequired() : new Forbidden();
  }

  private async findCaller(request: IncomingRequest): Promise<Caller | undefined> {
    const token = sessionCookie(request);
    if (!token) return undefined;
    const caller = await this.resolveSession(tokenHash(token));
    if (!caller) return undefined;
    return {
      ...caller,
      language: request.headers['accept-language'] ? languageOf(request) : caller.language,
      ...(request.traceParent && { traceParent: request.traceParent }),
    };
  }
}

function routeFor(context: ExecutionContext, request: IncomingRequest, by: 'address' | 'account') {
  const name = `${context.getClass().name}.${context.getHandler().name}`;
  return { service: serviceOf(request), name: by === 'address' ? name : `${name} ${by}` };
}

/** `/api/<service>/v1/…` */
function serviceOf(request: IncomingRequest): string {
  return (request.path.split('/')[2] ?? '').toLowerCase(); // routes are found in either case
}

/**
 * SameSite=Lax leaves a gap for old browsers and sibling hosts; the browser's own word closes it. Who has no session is asked too: a page of
 * another site could sign people in under an account of its own, and read what they then write. Programs send neither header.
 */
function refuseCrossSite(request: IncomingRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw new CrossSiteRequest();
  }
  const { origin } = request.headers;
  if (origin === undefined) return;
  // A sandboxed page sends the origin `null`.
  if (!URL.canParse(origin) || new URL(origin).host !== request.host) throw new CrossSiteRequest();
}
