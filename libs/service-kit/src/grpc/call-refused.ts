import { status, type ServiceError } from '@grpc/grpc-js';
import { TemporarilyUnavailable } from '../errors/index.js';

/** The other service answered with a refusal. `problemType` is the Problem that it threw, if it was one. */
export class CallRefused extends Error {
  constructor(
    readonly code: status,
    readonly problemType: string | undefined,
    path: string,
  ) {
    super(`${path} answered ${status[code] ?? code}`);
    this.name = 'CallRefused';
  }
}

/** When a server that has too much to do wants to be asked again, in milliseconds; the header that gRPC has for it. */
export const askAgainAfterMs = 'grpc-retry-pushback-ms';

/** `CANCELLED` is what a server says that was stopped before it had an answer. */
const unanswered = [status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED];

export function isUnanswered(code: status): boolean {
  return unanswered.includes(code);
}

export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error && 'metadata' in error;
}

/** What a call's end means to whoever made it. */
export function refusal(path: string, error: ServiceError): CallRefused | TemporarilyUnavailable {
  if (isUnanswered(error.code)) {
    return new TemporarilyUnavailable(undefined, { retryAfterSeconds: 2, cause: error });
  }
  const [overloadedForMs] = error.metadata.get(askAgainAfterMs);
  if (error.code === status.RESOURCE_EXHAUSTED && overloadedForMs !== undefined) {
    const retryAfterSeconds = Math.max(1, Math.ceil(Number(overloadedForMs) / 1000));
    return new TemporarilyUnavailable(undefined, { retryAfterSeconds, cause: error });
  }
  const [problemType] = error.metadata.get('motcua-problem');
  return new CallRefused(error.code, problemType?.toString(), path);
}
