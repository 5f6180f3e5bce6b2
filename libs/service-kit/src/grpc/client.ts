import type { ServiceDefinition } from '@grpc/grpc-js';
import type { Caller } from '../caller/index.js';
import { methodOf } from './call-metrics.js';
import type { CircuitLimits } from './circuit.js';
import { ServiceCalls } from './service-calls.js';
import type { Tls } from './tls.js';

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

/** Milliseconds until an answer, repetitions included, or until the next item of a stream, by method. */
export type Timeouts<D> = { readonly [K in keyof D]?: number };

interface ClientOptions<D> {
  /** `unix:/path`, `host:port`, `dns:///name:port` for all replicas behind a name, or `ipv4:1.2.3.4:5,1.2.3.5:5`. */
  readonly address: string;
  readonly meshKey: Buffer;
  /** The calling service. */
  readonly service: string;
  /** How long an answer may take, 5 s if nothing is said. */
  readonly timeoutMs?: number;
  /** How long the next item of a stream may take, 30 s if nothing is said. */
  readonly idleMs?: number;
  /** Methods that may take longer, or must not take so long. */
  readonly timeoutsMs?: Timeouts<D> | undefined;
  readonly tls?: Tls | undefined;
  /** Ten calls in a row without an answer, and 2 s, if nothing is said. */
  readonly circuit?: CircuitLimits;
}

/**
 * Makes a client from a generated service definition. Calls go round the replicas at the address; one that got no answer is repeated
 * within its time when its contract lets it.
 * Its methods throw CallRefused, or TemporarilyUnavailable when the service does not answer in time, has too much to do, or did not
 * answer for so long that it is not asked.
 */
export function createServiceClient<D extends ServiceDefinition>(
  definition: D,
  options: ClientOptions<D>,
): ServiceClient<D> & { close(): void } {
  const { timeoutMs = 5_000, idleMs = 30_000 } = options;
  const [first] = Object.values(definition);
  const calls = new ServiceCalls(methodOf(first?.path ?? '').service, options);
  const methods = Object.fromEntries(
    Object.entries(definition).map(([name, method]) => {
      const withinMs = options.timeoutsMs?.[name] ?? (method.responseStream ? idleMs : timeoutMs);
      const call = (request: unknown, caller?: Caller) =>
        method.responseStream
          ? calls.stream(method, withinMs, request, caller)
          : calls.unary(method, withinMs, request, caller);
      return [name, call];
    }),
  );
  // Built from the very definition that the type is computed from.
  return { ...(methods as unknown as ServiceClient<D>), close: () => calls.close() };
}
