import {
  Client,
  credentials,
  status,
  type ClientReadableStream,
  type ServiceDefinition,
  type ServiceError,
} from '@grpc/grpc-js';
import type { Caller } from '../caller/index.js';
import { TemporarilyUnavailable } from '../errors/index.js';
import { signPeer } from './caller-metadata.js';

interface Unary<Request, Response> {
  readonly responseStream: false;
  requestDeserialize(value: Buffer): Request;
  responseDeserialize(value: Buffer): Response;
}
interface Streaming<Request, Response> {
  readonly responseStream: true;
  requestDeserialize(value: Buffer): Request;
  responseDeserialize(value: Buffer): Response;
}

/** A typed client of another service. The caller travels with each call; `undefined` calls on the service's own account. */
export type ServiceClient<D> = {
  readonly [K in keyof D]: D[K] extends Unary<infer Request, infer Response>
    ? (request: Request, caller?: Caller) => Promise<Response>
    : D[K] extends Streaming<infer Request, infer Response>
      ? (request: Request, caller?: Caller) => AsyncIterable<Response>
      : never;
};

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

interface ClientOptions {
  /** `unix:/path` or `host:port`. */
  readonly address: string;
  readonly meshKey: Buffer;
  /** The calling service. */
  readonly service: string;
  /** How long an answer may take. */
  readonly timeoutMs?: number;
}

/**
 * A service that was away is found again soon after it is back, and a connection whose other end is gone without a word is given up,
 * a stream on it too.
 */
const channelOptions = {
  'grpc.max_receive_message_length': 32 * 1024 * 1024,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2_000,
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 5_000,
};

/**
 * Makes a client from a generated service definition.
 * Its methods throw CallRefused, or TemporarilyUnavailable when the service does not answer in time.
 */
export function createServiceClient<D extends ServiceDefinition>(
  definition: D,
  options: ClientOptions,
): ServiceClient<D> & { close(): void } {
  const client = new Client(options.address, credentials.createInsecure(), channelOptions);
  const timeoutMs = options.timeoutMs ?? 5_000;
  const call = (method: ServiceDefinition[string], request: unknown, caller: Caller | undefined) => {
    const metadata = signPeer(options.meshKey, { service: options.service, caller }, Date.now());
    if (method.responseStream) {
      return readStream(method.path, () =>
        client.makeServerStreamRequest<unknown, unknown>(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          metadata,
        ),
      );
    }
    return new Promise<unknown>((resolve, reject) => {
      client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        metadata,
        { deadline: Date.now() + timeoutMs },
        (error, response) => (error ? reject(refusal(method.path, error)) : resolve(response)),
      );
    });
  };
  const methods = Object.fromEntries(
    Object.entries(definition).map(([name, method]) => [
      name,
      (request: unknown, caller?: Caller) => call(method, request, caller),
    ]),
  );
  // Built from the very definition that the type is computed from.
  return { ...(methods as unknown as ServiceClient<D>), close: () => client.close() };
}

/** Calls when the reading begins: before, nobody would hear of a failure. */
async function* readStream(path: string, open: () => ClientReadableStream<unknown>): AsyncGenerator<unknown> {
  const stream = open();
  try {
    for await (const item of stream) yield item;
  } catch (error) {
    throw isServiceError(error) ? refusal(path, error) : error;
  } finally {
    stream.cancel(); // a reader that stops half way
  }
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error && 'metadata' in error;
}

/** `CANCELLED` is what a server says that was stopped before it had an answer. */
const unanswered = [status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED];

function refusal(path: string, error: ServiceError): Error {
  if (unanswered.includes(error.code)) {
    return new TemporarilyUnavailable(undefined, { retryAfterSeconds: 2, cause: error });
  }
  const [problemType] = error.metadata?.get('motcua-problem') ?? [];
  return new CallRefused(error.code, problemType?.toString(), path);
}
