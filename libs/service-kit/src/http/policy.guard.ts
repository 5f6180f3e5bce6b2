import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { allows, type ApiScope, type Caller, type Policy } from '../caller/index.js';
import {
  AccessTokenRefused,
  CrossSiteRequest,
  Forbidden,
  SecondFactorRequired,
  SignInRequired,
} from '../errors/index.js';
import { languageOf } from './problem.filter.js';
import type { RateLimits } from './rate-limits.js';
import { crossSiteKey, policyKey, rateLimitKey, scopeKey, type IncomingRequest, type RateLimit } from './request.js';
import { sessionCookie, tokenHash } from './session-cookie.js';

/** Tells who stands behind the hash of a session token; identity answers it, and the answer may be half a minute old. */
export type ResolveSession = (tokenHash: string) => Promise<Caller | undefined>;

/** Tells who bears an access token; undefined for one that does not hold. */
export type ResolveToken = (token: string) => Promise<Caller | undefined>;

/** Finds out who calls and holds the route's declared policy against it. */
export class PolicyGuard implements CanActivate {
  private readonly reflector = new Reflector();

  constructor(
    private readonly resolveSession: ResolveSession,
    private readonly rateLimits: RateLimits,
    private readonly resolveToken: ResolveToken = () => Promise.resolve(undefined),
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<IncomingRequest>();
    const targets = [context.getHandler(), context.getClass()];
    const policy = this.reflector.getAllAndOverride<Policy | undefined>(policyKey, targets);
    if (!policy) throw new Forbidden();
    const crossSite = isCrossSite(request);
    if (crossSite && !this.reflector.getAllAndOverride<boolean | undefined>(crossSiteKey, targets)) {
      throw new CrossSiteRequest();
    }
    const limit = this.reflector.getAllAndOverride<RateLimit | undefined>(rateLimitKey, targets);
    if (limit) await this.rateLimits.take(routeFor(context, request, 'address'), limit, request.ip ?? 'unknown');
    const scope = this.reflector.getAllAndOverride<ApiScope | undefined>(scopeKey, targets);
    const caller = crossSite ? undefined : await this.findCaller(request, policy);
    if (caller?.requestsPerMinute !== undefined)
      await this.takeOfQuota(request, caller.subjectId, caller.requestsPerMinute);
    // Half signed in is nobody in particular, but where the other half is done.
    if (caller && (!caller.awaits || policy !== 'public')) request.caller = caller;
    // One person at many addresses is one person.
    if (limit && caller) await this.rateLimits.take(routeFor(context, request, 'account'), limit, caller.subjectId);
    if (allows(caller, policy, scope)) return true;
    if (!caller) throw new SignInRequired();
    throw caller.awaits ? new SecondFactorRequired() : new Forbidden();
  }

  /** Of a system as a whole, whatever it asks for and from wherever. */
  private takeOfQuota(request: IncomingRequest, clientId: string, requests: number): Promise<void> {
    // Each quota is a limit of its own; a changed one begins to count anew.
    const name = `quota ${requests}`;
    return this.rateLimits.take({ service: serviceOf(request), name }, { requests, perSeconds: 60 }, clientId);
  }

  private async findCaller(request: IncomingRequest, policy: Policy): Promise<Caller | undefined> {
    const caller = (await this.findBearer(request, policy)) ?? (await this.findSession(request));
    if (!caller) return undefined;
    return {
      ...caller,
      language: request.headers['accept-language'] ? languageOf(request) : caller.language,
      ...(request.traceParent && { traceParent: request.traceParent }),
    };
  }

  /** No browser adds the header by itself, so another site cannot make it send one. A public route is not asked for whom it serves. */
  private async findBearer(request: IncomingRequest, policy: Policy): Promise<Caller | undefined> {
    const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined || policy === 'public') return undefined;
    const caller = await this.resolveToken(token);
    if (!caller) throw new AccessTokenRefused();
    return caller;
  }

  private async findSession(request: IncomingRequest): Promise<Caller | undefined> {
    const token = sessionCookie(request);
    if (!token) return undefined;
    return this.resolveSession(tokenHash(token));
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
function isCrossSite(request: IncomingRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = request.headers;
  if (origin === undefined) return false;
  // A sandboxed page sends the origin `null`.
  return !URL.canParse(origin) || new URL(origin).host !== request.host;
}
