import { HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import {
  AccessTokenRefused,
  BodyTooLarge,
  Forbidden,
  InternalError,
  isOutage,
  MalformedJson,
  MediaTypeUnsupported,
  NotFound,
  Problem,
  TemporarilyUnavailable,
  type Language,
} from '../errors/index.js';
import type { Logger } from '../logs/index.js';
import type { IncomingRequest } from './request.js';

/** Vietnamese unless the caller prefers English. */
export function languageOf(request: IncomingRequest): Language {
  return request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}

/** Renders whatever went wrong as RFC 9457, in the caller's language. What is no Problem is logged once, here. */
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<IncomingRequest>(), http.getResponse<Response>());
  }

  answer(error: unknown, request: IncomingRequest, response: Response): void {
    const problem = toProblem(error);
    const traceId = request.traceParent?.split('-')[1];
    if (problem.status >= 500) {
      this.log.error({ event: 'http.failed', method: request.method, route: routeOf(request), error });
    }
    if (response.headersSent) return void response.destroy();
    const language = languageOf(request);
    if (problem.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(problem.retryAfterSeconds));
    if (problem.status === 401) {
      const isToken = problem instanceof AccessTokenRefused;
      response.setHeader('WWW-Authenticate', isToken ? 'Bearer error="invalid_token"' : 'Session');
    }
    response
      .status(problem.status)
      .type('application/problem+json')
      .setHeader('Content-Language', language)
      .json(problemBody(problem, language, traceId));
  }
}

/** The members of RFC 9457, and ours. */
export function problemBody(problem: Problem, language: Language, traceId: string | undefined): object {
  return {
    type: problem.type,
    title: problem.title[language],
    status: problem.status,
    detail: problem.detail[language],
    traceId,
    ...(problem.faults.length > 0 && {
      errors: problem.faults.map(({ pointer, code, text }) => ({ pointer, code, detail: text[language] })),
    }),
  };
}

/** The pattern of the route, never its values: what may go into logs and metrics. */
export function routeOf(request: IncomingRequest): string {
  const route: unknown = request.route;
  if (typeof route === 'object' && route !== null && 'path' in route) return String(route.path);
  return 'unmatched';
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) {
    // What Nest calls a bad request is a path that cannot be decoded: bodies are read before it, and checked by our own pipe.
    if ([400, 404].includes(error.getStatus())) return new NotFound();
    if (error.getStatus() === 403) return new Forbidden();
  }
  // http-errors of the body parser
  if (error instanceof Error && 'expose' in error && 'status' in error) {
    if (error.status === 413) return new BodyTooLarge({ limitBytes: 'limit' in error ? Number(error.limit) : 0 });
    if (error.status === 415) return new MediaTypeUnsupported();
    if (error.expose === true) return new MalformedJson(undefined, { cause: error });
  }
  if (error instanceof URIError) return new NotFound();
  if (isOutage(error)) return new TemporarilyUnavailable(undefined, { retryAfterSeconds: 2, cause: error });
  return new InternalError(undefined, { cause: error });
}
