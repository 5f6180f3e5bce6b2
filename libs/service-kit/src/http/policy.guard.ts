import { createHash } from 'node:crypto';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { allows, type Caller, type Policy } from '../caller/index.js';
import { CrossSiteRequest, Forbidden, InputInvalid, SignInRequired, TooManyRequests } from '../errors/index.js';
import { languageOf } from './problem.filter.js';
import { policyKey, rateLimitKey, type IncomingRequest, type RateLimit } from './request.js';
import { sessionCookie, tokenHash } from './session-cookie.js';

/** Tells who stands behind the hash of a session token; identity answers it, and the answer may be half a minute old. */
export type ResolveSession = (tokenHash: string) => Promise<Caller | undefined>;

/** Finds out who calls and holds the route's declared policy against it. */
export class PolicyGuard implements CanActivate {
  private readonly reflector = new Reflector();
  private readonly limiters = new Map<unknown, RateLimiterMemory>();

  constructor(private readonly resolveSession: ResolveSession) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<IncomingRequest>();
    const targets = [context.getHandler(), context.getClass()];
    const policy = this.reflector.getAllAndOverride<Policy | undefined>(policyKey, targets);
    if (!policy) throw new Forbidden();
    await this.limitRate(
      request,
      context.getHandler(),
      this.reflector.getAllAndOverride<RateLimit | undefined>(rateLimitKey, targets),
    );
    const caller = await this.findCaller(request);
    if (caller) request.caller = caller;
    if (allows(caller, policy)) return true;
    throw caller ? new Forbidden() : new SignInRequired();
  }

  private async findCaller(request: IncomingRequest): Promise<Caller | undefined> {
    const token = sessionCookie(request);
    if (!token) return undefined;
    refuseCrossSite(request);
    const caller = await this.resolveSession(tokenHash(token));
    if (!caller) return undefined;
    const idempotency = idempotencyOf(request);
    return {
      ...caller,
      language: request.headers['accept-language'] ? languageOf(request) : caller.language,
      ...(request.traceParent && { traceParent: request.traceParent }),
      ...(idempotency && { idempotency }),
    };
  }

  private async limitRate(request: IncomingRequest, handler: unknown, limit: RateLimit | undefined): Promise<void> {
    if (!limit) return;
    let limiter = this.limiters.get(handler);
    if (!limiter) {
      limiter = new RateLimiterMemory({ points: limit.requests, duration: limit.perSeconds });
      this.limiters.set(handler, limiter);
    }
    try {
      await limiter.consume(request.ip ?? 'unknown');
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new TooManyRequests(undefined, { retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) });
    }
  }
}

/** SameSite=Lax leaves a gap for old browsers and sibling hosts; the browser's own word closes it. */
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

function idempotencyOf(request: IncomingRequest): Caller['idempotency'] {
  const key = request.headers['idempotency-key'];
  if (key === undefined || request.method === 'GET') return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new InputInvalid(undefined, {
      faults: [
        {
          pointer: 'Idempotency-Key:',
          code: 'format',
          text: {
            vi: 'Khóa phải có 8 đến 200 ký tự ASCII, không có khoảng trắng.',
            en: 'The key must have 8 to 200 visible ASCII characters.',
          },
        },
      ],
    });
  }
  const hash = createHash('sha256').update(
    `${request.method} ${request.originalUrl}\n${request.headers['if-match'] ?? ''}\n${request.bodyHash ?? ''}`,
  );
  return { key, requestHash: hash.digest('hex') };
}
