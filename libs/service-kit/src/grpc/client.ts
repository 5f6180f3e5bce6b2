import { Client, status, type ClientReadableStream, type ServiceDefinition } from '@grpc/grpc-js';
import type { Caller } from '../caller/index.js';
import { clientSeconds, methodOf } from './call-metrics.js';
import { isServiceError, isUnanswered, refusal } from './call-refused.js';
import { signPeer } from './caller-metadata.js';
import { channelOptions } from './channel.js';
import { Circuit, type CircuitLimits } from './circuit.js';
import { clientCredentials, type Tls } from './tls.js';

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
  readonly circuit?: CircuitLimits;
}

const tenInARow: CircuitLimits = { failures: 10, openMs: 2_000 };

/**
 * Makes a client from a generated service definition. Calls go round the replicas at the address.
 * Its methods throw CallRefused, or TemporarilyUnavailable when the service does not answer in time, has too much to do, or did not
 * answer for so long that it is not asked.
 */
export function createServiceClient<D extends ServiceDefinition>(
  definition: D,
  options: ClientOptions<D>,
): ServiceClient<D> & { close(): void } {
  const { timeoutMs = 5_000, idleMs = 30_000 } = options;
  const client = new Client(options.address, clientCredentials(options.tls), channelOptions(definition));
  const [first] = Object.values(definition);
  const circuit = new Circuit(methodOf(first?.path ?? '').service, options.circuit ?? tenInARow);

  const sign = (path: string, caller: Caller | undefined) =>
    signPeer(options.meshKey, path, { service: options.service, caller }, Date.now());
  const unary = async (method: ServiceDefinition[string], withinMs: number, request: unknown, caller?: Caller) => {
    const { path, requestSerialize, responseDeserialize } = method;
    const running = beginCall(circuit, path);
    const metadata = sign(path, caller);
    const deadline = Date.now() + withinMs;
    return new Promise<unknown>((resolve, reject) => {
      client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        metadata,
        { deadline },
        (error, response) => {
          running.end(error?.code ?? status.OK);
          if (error) reject(refusal(path, error));
          else resolve(response);
        },
      );
    });
  };
  const stream = (method: ServiceDefinition[string], withinMs: number, request: unknown, caller?: Caller) => {
    const { path, requestSerialize, responseDeserialize } = method;
    return readStream(circuit, path, withinMs, () =>
      client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, sign(path, caller)),
    );
  };
  const methods = Object.fromEntries(
    Object.entries(definition).map(([name, method]) => {
      const call = method.responseStream ? stream : unary;
      const withinMs = options.timeoutsMs?.[name] ?? (method.responseStream ? idleMs : timeoutMs);
      return [name, (request: unknown, caller?: Caller) => call(method, withinMs, request, caller)];
    }),
  );
  const close = () => {
    client.close();
    circuit.close();
  };
  // Built from the very definition that the type is computed from.
  return { ...(methods as unknown as ServiceClient<D>), close };
}

/** @throws TemporarilyUnavailable while the circuit is open */
function beginCall(circuit: Circuit, path: string) {
  const { service: peer, method } = methodOf(path);
  const startedAt = performance.now();
  const observe = (code: string) =>
    clientSeconds.observe({ peer, method, code }, (performance.now() - startedAt) / 1000);
  try {
    const settle = circuit.begin();
    return {
      /** Before the end of a stream. */
      answered: () => settle('answered'),
      end: (code: status) => {
        settle(isUnanswered(code) ? 'unanswered' : 'answered');
        observe(status[code]);
      },
      /** By its reader. */
      left: () => {
        settle('unknown');
        observe(status[status.CANCELLED]);
      },
    };
  } catch (error) {
    observe('CIRCUIT_OPEN');
    throw error;
  }
}

/** Calls when the reading begins: before, nobody would hear of a failure. The time that a reader takes for an item is its own. */
async function* readStream(
  circuit: Circuit,
  path: string,
  idleMs: number,
  open: () => ClientReadableStream<unknown>,
): AsyncGenerator<unknown> {
  const running = beginCall(circuit, path);
  const stream = open();
  let endedBy: status | undefined;
  const waitForItem = () =>
    setTimeout(() => {
      endedBy = status.DEADLINE_EXCEEDED;
      stream.cancel();
    }, idleMs);
  let waiting = waitForItem();
  try {
    for await (const item of stream) {
      clearTimeout(waiting);
      running.answered();
      yield item;
      waiting = waitForItem();
    }
    endedBy = status.OK;
  } catch (error) {
    if (!isServiceError(error)) throw error;
    endedBy ??= error.code;
    throw refusal(path, error);
  } finally {
    clearTimeout(waiting);
    if (endedBy === undefined) running.left();
    else running.end(endedBy);
    stream.cancel(); // a reader that stops half way
  }
}
