import { createParamDecorator, SetMetadata, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { Request } from 'express';
import type { ApiScope, Caller, Policy } from '../caller/index.js';
import { InputInvalid, NotFound, SignInRequired, VersionRequired } from '../errors/index.js';

/** What the platform adds to a request on its way in. */
export interface IncomingRequest extends Request {
  caller?: Caller;
  traceParent?: string;
  /** SHA-256 of a JSON body as it came, hexadecimal. */
  bodyHash?: string;
}

export const policyKey = 'motcua:policy';
export const scopeKey = 'motcua:scope';
export const crossSiteKey = 'motcua:cross-site';
export const rateLimitKey = 'motcua:rate-limit';
export const bodyLimitKey = 'motcua:body-limit';

/** Declares who may use a route. A route without it answers nobody, and fails a test. */
export const Allow = (policy: Policy) => SetMetadata(policyKey, policy);

/** Lets in, beside who has a session, the bearer of an access token with this scope. A route without it takes no tokens. */
export const AllowScope = (scope: ApiScope) => SetMetadata(scopeKey, scope);

/** Answers what a page of another site sends, too, as if nobody were signed in: for routes that go by no session. */
export const AllowCrossSite = () => SetMetadata(crossSiteKey, true);

/** How many requests of one address, and of one account, a route takes in all replicas of its service together. */
export interface RateLimit {
  readonly requests: number;
  readonly perSeconds: number;
}

export const LimitRate = (limit: RateLimit) => SetMetadata(rateLimitKey, limit);

/** How large the JSON body of a route may be, bytes; 1 MiB on a route that does not say. */
export const LimitBody = (bytes: number) => SetMetadata(bodyLimitKey, bytes);

/** The caller of a route that is not public. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<IncomingRequest>();
  if (!caller) throw new SignInRequired();
  return caller;
});

/** The caller of a public route, if somebody is signed in. */
export const OptionalCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller | undefined =>
    context.switchToHttp().getRequest<IncomingRequest>().caller,
);

/**
 * The version that the caller saw, from `If-Match: "7"`.
 * @throws VersionRequired (428) without the header
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<IncomingRequest>().headers['if-match'];
  if (header === undefined) throw new VersionRequired();
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) {
    throw new InputInvalid(undefined, {
      faults: [
        {
          pointer: 'If-Match:',
          code: 'format',
          text: { vi: 'Phiên bản phải có dạng "7".', en: 'The version must look like "7".' },
        },
      ],
    });
  }
  return Number(version);
});

/** The id in a path. What cannot be one names nothing. */
export class ResourceId implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new NotFound();
    return id.toLowerCase();
  }
}
