import { once } from 'node:events';
import {
  Metadata,
  Server,
  status,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { isOutage, Problem, SignInRequired } from '../errors/index.js';
import type { Logger } from '../logs/index.js';
import type { Caller } from '../caller/index.js';
import { inSpan, SpanKind, SpanStatusCode } from '../telemetry/index.js';
import { methodOf } from './call-metrics.js';
import { verifyPeer, type Peer } from './caller-metadata.js';
import { PublicMethods } from './public-methods.js';
import { RunningCalls, type Refusal, type RunningCall } from './running-calls.js';
import { serverCredentials, type Tls } from './tls.js';

/** The shape of one method as ts-proto generates it. */
interface Method<Request, Response, Streams extends boolean> {
  readonly responseStream: Streams;
  requestDeserialize(value: Buffer): Request;
  responseDeserialize(value: Buffer): Response;
}

/** Who may call a method: any service of the platform, or a service on behalf of a caller. */
export type MethodPolicy = 'service' | 'caller';

export interface UnaryMethod<Request, Response> {
  readonly policy: 'service';
  handle(request: Request, peer: Peer): Promise<Response>;
}
export interface CallerMethod<Request, Response> {
  readonly policy: 'caller';
  handle(request: Request, caller: Caller, peer: Peer): Promise<Response>;
}
export interface StreamMethod<Request, Response> {
  readonly policy: 'service';
  stream(request: Request, peer: Peer): AsyncIterable<Response>;
}

/** What a service implements: every method of its contract, each with a declared policy. A changed contract does not compile. */
export type Implementation<D> = {
  readonly [K in keyof D]: D[K] extends Method<infer Request, infer Response, true>
    ? StreamMethod<Request, Response>
    : D[K] extends Method<infer Request, infer Response, false>
      ? UnaryMethod<Request, Response> | CallerMethod<Request, Response>
      : never;
};

type AnyMethod = UnaryMethod<unknown, unknown> | CallerMethod<unknown, unknown> | StreamMethod<unknown, unknown>;

interface ServerLimits {
  /** Calls that run at once; more are told to come again. */
  readonly runningCalls: number;
  /** Calls of one connection at once; more wait in the client. */
  readonly streamsPerConnection: number;
  /** After which clients connect anew, and so find replicas that came later, in milliseconds. */
  readonly connectionAgeMs: number;
}

interface ServerOptions {
  readonly meshKey: Buffer;
  readonly log: Logger;
  readonly tls?: Tls | undefined;
  readonly limits?: Partial<ServerLimits>;
}

const usualLimits: ServerLimits = { runningCalls: 1_000, streamsPerConnection: 250, connectionAgeMs: 300_000 };

/** How long what was cut has to reach its caller. */
const lastWordsMs = 500;

const gone: Refusal = { code: status.CANCELLED, details: 'left by the reader' };

const unsigned: Refusal = { code: status.UNAUTHENTICATED, details: 'unsigned call' };

/** What a server has done wrong, and not its caller, by OpenTelemetry's conventions. */
const faults: ReadonlySet<status> = new Set([
  status.UNKNOWN,
  status.DEADLINE_EXCEEDED,
  status.UNIMPLEMENTED,
  status.INTERNAL,
  status.UNAVAILABLE,
  status.DATA_LOSS,
]);

const codeOfStatus: Readonly<Record<number, status>> = {
  400: status.INVALID_ARGUMENT,
  401: status.UNAUTHENTICATED,
  403: status.PERMISSION_DENIED,
  404: status.NOT_FOUND,
  409: status.FAILED_PRECONDITION,
  412: status.ABORTED,
  422: status.INVALID_ARGUMENT,
  429: status.RESOURCE_EXHAUSTED,
  503: status.UNAVAILABLE,
};

/** The gRPC door of a process. In `platform` all services share one. */
export class GrpcServer {
  private readonly server: Server;
  private readonly running: RunningCalls;
  private readonly open = new PublicMethods();
  /** Every method of a contract and its policy, for the test that walks them. */
  readonly policies = new Map<string, MethodPolicy>();

  constructor(private readonly options: ServerOptions) {
    const limits = { ...usualLimits, ...options.limits };
    this.running = new RunningCalls(limits.runningCalls);
    this.server = new Server({
      'grpc.max_receive_message_length': 32 * 1024 * 1024,
      'grpc.max_concurrent_streams': limits.streamsPerConnection,
      'grpc.max_connection_age_ms': limits.connectionAgeMs,
      'grpc.keepalive_time_ms': 30_000,
      'grpc.keepalive_timeout_ms': 10_000,
    });
  }

  add<D extends ServiceDefinition>(definition: D, implementation: Implementation<D>): void {
    const handlers: UntypedServiceImplementation = {};
    for (const [name, method] of Object.entries(definition)) {
      // Implementation<D> has one entry for each method of D; an index over D's keys loses that.
      const implemented: AnyMethod = implementation[name as keyof D];
      this.policies.set(method.path, implemented.policy);
      handlers[name] =
        'stream' in implemented ? this.streaming(method.path, implemented) : this.unary(method.path, implemented);
    }
    this.server.addService(definition, handlers);
  }

  /** The methods that may be called unsigned: health and reflection. */
  get publicMethods(): readonly string[] {
    return this.open.paths;
  }

  /**
   * Opens the door for what was added.
   * @param address `unix:/path` or `host:port`
   * @returns the port, where it is one
   */
  async listen(address: string): Promise<number> {
    const contracts = [...this.policies.keys()].map((path) => path.slice(1, path.lastIndexOf('/')));
    this.open.addTo(this.server, [...new Set(contracts)]);
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync(address, serverCredentials(this.options.tls), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    this.open.setServing(true);
    return port;
  }

  /** Says that it is not serving, for whoever distributes calls to take notice, and goes on answering. */
  drain(): void {
    this.open.setServing(false);
  }

  /** Takes no more calls and lets the running ones finish; cuts them when the patience, in milliseconds, is at its end. */
  async stop(patienceMs = 5_000): Promise<void> {
    this.drain();
    await new Promise<void>((resolve) => {
      const cut = setTimeout(() => this.running.cut(), patienceMs);
      const force = setTimeout(() => this.server.forceShutdown(), patienceMs + lastWordsMs);
      this.server.tryShutdown(() => {
        clearTimeout(cut);
        clearTimeout(force);
        resolve();
      });
    });
  }

  private unary(
    path: string,
    method: UnaryMethod<unknown, unknown> | CallerMethod<unknown, unknown>,
  ): handleUnaryCall<unknown, unknown> {
    const answer = async (request: unknown, peer: Peer) => {
      if (method.policy === 'service') return method.handle(request, peer);
      if (!peer.caller) throw new SignInRequired();
      return method.handle(request, peer.caller, peer);
    };
    return (call, respond) => {
      const running = this.running.begin(path, call, respond);
      const peer = running && this.peerOf(path, call.metadata, running);
      if (!peer) return;
      void this.inCallSpan(path, peer, async (traceParent) => {
        try {
          const response = await answer(call.request, within(peer, traceParent));
          return running.end(() => respond(null, response));
        } catch (error) {
          return running.refuse(this.toStatus(path, error));
        }
      });
    };
  }

  private streaming(path: string, method: StreamMethod<unknown, unknown>): handleServerStreamingCall<unknown, unknown> {
    return (call) => {
      // A caller that goes away would otherwise leave the reading of the rest waiting for ever.
      const over = new AbortController();
      call.once('cancelled', () => over.abort());
      const running = this.running.begin(path, call, (refusal) => {
        // Emitted, as grpc-js wants it: a stream that is destroyed never sends its status, and the caller would wait for ever.
        call.emit('error', Object.assign(new Error(refusal.details), refusal));
      });
      const peer = running && this.peerOf(path, call.metadata, running);
      if (!peer) return;
      void this.inCallSpan(path, peer, async (traceParent) => {
        try {
          for await (const item of method.stream(call.request, within(peer, traceParent))) {
            if (!call.write(item)) await once(call, 'drain', { signal: over.signal });
          }
          return running.end(() => call.end());
        } catch (error) {
          return running.refuse(over.signal.aborted ? gone : this.toStatus(path, error));
        }
      });
    };
  }

  /** The span and the log line of one call. */
  private inCallSpan(path: string, peer: Peer, work: (traceParent: string) => Promise<status>): Promise<void> {
    const { service, method } = methodOf(path);
    const name = `${service}.${method}`;
    const attributes = { 'rpc.system': 'grpc', 'rpc.service': service, 'rpc.method': method };
    return inSpan(name, { kind: SpanKind.SERVER, parent: peer.traceParent, attributes }, async (traceParent, span) => {
      const code = await work(traceParent);
      span.setAttribute('rpc.grpc.status_code', code);
      if (faults.has(code)) span.setStatus({ code: SpanStatusCode.ERROR });
      this.options.log.info({ event: 'grpc.answered', method: name, from: peer.service, code: status[code] });
    });
  }

  private peerOf(path: string, metadata: Metadata, running: RunningCall): Peer | undefined {
    const peer = verifyPeer(this.options.meshKey, path, metadata, Date.now());
    if (!peer) running.refuse(unsigned);
    return peer;
  }

  private toStatus(path: string, error: unknown): Refusal {
    if (error instanceof Problem) {
      const metadata = new Metadata();
      metadata.set('motcua-problem', error.type);
      return { code: codeOfStatus[error.status] ?? status.UNKNOWN, details: error.type, metadata };
    }
    this.options.log.error({ event: 'grpc.failed', path, error });
    return isOutage(error)
      ? { code: status.UNAVAILABLE, details: 'unavailable' }
      : { code: status.INTERNAL, details: 'internal' };
  }
}

/** What a caller causes here belongs to the span of this call. */
function within(peer: Peer, traceParent: string): Peer {
  return { ...peer, traceParent, caller: peer.caller && { ...peer.caller, traceParent } };
}
