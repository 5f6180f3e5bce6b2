import { once } from 'node:events';
import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { isOutage, Problem, SignInRequired } from '../errors/index.js';
import type { Logger } from '../logs/index.js';
import type { Caller } from '../caller/index.js';
import { verifyPeer, type Peer } from './caller-metadata.js';

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

interface ServerOptions {
  readonly meshKey: Buffer;
  readonly log: Logger;
}

interface Refusal {
  readonly code: status;
  readonly details: string;
  readonly metadata?: Metadata;
}

const unsigned: Refusal = { code: status.UNAUTHENTICATED, details: 'unsigned call' };

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
  private readonly server = new Server({ 'grpc.max_receive_message_length': 32 * 1024 * 1024 });
  /** Every method and its policy, for the test that walks them. */
  readonly policies = new Map<string, MethodPolicy>();

  constructor(private readonly options: ServerOptions) {}

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

  /** @param address `unix:/path` or `host:port` */
  async listen(address: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.bindAsync(address, ServerCredentials.createInsecure(), (error) =>
        error ? reject(error) : resolve(),
      );
    });
  }

  /** Lets running calls finish; cuts them when the patience, in milliseconds, is at its end. */
  async stop(patienceMs = 5_000): Promise<void> {
    await new Promise<void>((resolve) => {
      const cut = setTimeout(() => this.server.forceShutdown(), patienceMs);
      this.server.tryShutdown(() => {
        clearTimeout(cut);
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
      const peer = verifyPeer(this.options.meshKey, call.metadata, Date.now());
      if (!peer) return respond(unsigned);
      answer(call.request, peer).then(
        (response) => respond(null, response),
        (error: unknown) => respond(this.toStatus(path, error)),
      );
    };
  }

  private streaming(path: string, method: StreamMethod<unknown, unknown>): handleServerStreamingCall<unknown, unknown> {
    return (call) => {
      // Emitted, as grpc-js wants it: a stream that is destroyed never sends its status, and the caller would wait for ever.
      const refuse = (refusal: Refusal) => call.emit('error', Object.assign(new Error(refusal.details), refusal));
      const peer = verifyPeer(this.options.meshKey, call.metadata, Date.now());
      if (!peer) return void refuse(unsigned);
      // A caller that goes away would otherwise leave the reading of the rest waiting for ever.
      const cancelled = new AbortController();
      call.once('cancelled', () => cancelled.abort());
      const send = async () => {
        for await (const item of method.stream(call.request, peer)) {
          if (call.cancelled) return;
          if (!call.write(item)) await once(call, 'drain', { signal: cancelled.signal });
        }
        call.end();
      };
      send().catch((error: unknown) => {
        if (!call.cancelled) refuse(this.toStatus(path, error));
      });
    };
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
