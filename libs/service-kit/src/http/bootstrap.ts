import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { CallHandler, DynamicModule, ExecutionContext, NestInterceptor, Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Response } from 'express';
import { tap } from 'rxjs';
import type { Problem } from '../errors/index.js';
import { nestLogger, type Logger } from '../logs/index.js';
import { beginSpan, probePaths, SpanKind, SpanStatusCode } from '../telemetry/index.js';
import { DrainingAdapter } from './draining-adapter.js';
import { usualHttpLimits, type HttpLimits } from './http-limits.js';
import { PolicyGuard, type ResolveSession, type ResolveToken } from './policy.guard.js';
import { ProblemFilter, routeOf } from './problem.filter.js';
import { RateLimits } from './rate-limits.js';
import type { IncomingRequest } from './request.js';
import { RequestBodyGuard } from './request-body.guard.js';
import { securityHeaders } from './security-headers.js';
import { httpsOnly } from './session-cookie.js';
import { shedLoad } from './shed-load.js';
import { SlowClients } from './slow-clients.js';
import { answerUnreadable } from './unreadable-requests.js';
import { ValidationPipe } from './validation.pipe.js';

export interface HttpOptions {
  readonly log: Logger;
  readonly resolveSession: ResolveSession;
  /** Without it no access token holds. */
  readonly resolveToken?: ResolveToken;
  /** Routes that read the body themselves, as a stream. */
  readonly rawBodyPaths: readonly string[];
  /** How many proxies stand in front and set X-Forwarded-*. */
  readonly trustedProxies?: number;
  /** People come by https and by nothing else: cookies are sent back over https alone, whatever a proxy says of the connection. */
  readonly httpsOnly?: boolean;
  /** What the door bears; the defaults of the settings without them. */
  readonly limits?: HttpLimits;
  /** Where services count together for the limits of their routes; each process for itself without. */
  readonly rateLimits?: RateLimits;
}

/**
 * Makes the HTTP door of a process. Filter, pipe, guard and interceptor are bound here and nowhere else, so that a service behaves the
 * same alone and beside others.
 */
export async function bootstrap(root: Type | DynamicModule, options: HttpOptions): Promise<NestExpressApplication> {
  const { limits = usualHttpLimits } = options;
  const app = await NestFactory.create<NestExpressApplication>(root, new DrainingAdapter(limits), {
    bodyParser: false,
    logger: nestLogger(options.log),
    abortOnError: false,
  });
  const filter = new ProblemFilter(options.log);
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', options.trustedProxies ?? 0);
  app.set('query parser', 'simple');
  app.set(httpsOnly, options.httpsOnly ?? false);
  app.use(traced(options.log));
  app.use(securityHeaders);
  const answer = (problem: Problem, request: IncomingRequest, response: Response) =>
    filter.answer(problem, request, response);
  app.use(shedLoad(limits.httpMaxRequests, answer));
  app.useGlobalFilters(filter);
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalGuards(
    new PolicyGuard(options.resolveSession, options.rateLimits ?? new RateLimits(), options.resolveToken),
    new RequestBodyGuard(options.rawBodyPaths),
  );
  app.useGlobalInterceptors(new VersionTag());
  const server: Server = app.getHttpServer();
  const slowClients = new SlowClients(limits, answer);
  slowClients.watch(server);
  answerUnreadable(server, (socket) => slowClients.isAnswering(socket));
  return app;
}

/** Every answer from now on is the last one of its connection, while the door is open still. */
export function drainHttp(app: NestExpressApplication): void {
  const adapter = app.getHttpAdapter();
  if (adapter instanceof DrainingAdapter) adapter.drain();
}

/** Continues the trace of the caller or begins one; its id is in every log line and every problem. The answer is one of these lines. */
function traced(log: Logger) {
  return (request: IncomingRequest, response: Response, next: NextFunction): void => {
    if (probePaths.includes(request.path)) return next();
    const { method } = request;
    const given = request.headers.traceparent;
    const { span, traceParent, run } = beginSpan(method, {
      kind: SpanKind.SERVER,
      parent: typeof given === 'string' ? given : undefined,
      attributes: { 'http.request.method': method },
    });
    const startedAt = performance.now();
    request.traceParent = traceParent;
    response.once('close', () => {
      const [route, status] = [routeOf(request), response.statusCode];
      span.updateName(`${method} ${route}`);
      span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      const ms = Math.round(performance.now() - startedAt);
      const event = response.writableFinished ? 'http.answered' : 'http.left';
      run(() => log.info({ event, method, route, status, ms }));
      span.end();
    });
    run(next);
  };
}

/** What has a version carries it as its ETag, for the If-Match of the next command. */
class VersionTag implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler) {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      tap((body: unknown) => {
        if (typeof body === 'object' && body !== null && 'version' in body && typeof body.version === 'number') {
          response.setHeader('ETag', `"${body.version}"`);
        }
      }),
    );
  }
}
