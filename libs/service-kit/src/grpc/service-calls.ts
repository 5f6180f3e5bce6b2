import { setTimeout as pause } from 'node:timers/promises';
import { Client, status, type Metadata, type ServiceDefinition } from '@grpc/grpc-js';
import { isIdempotent } from '@motcua/contracts/idempotency';
import type { Caller } from '../caller/index.js';
import { currentTraceParent, inSpan, SpanKind } from '../telemetry/index.js';
import { clientSeconds, methodOf } from './call-metrics.js';
import { isServiceError, isUnanswered, refusal } from './call-refused.js';
import { signPeer } from './caller-metadata.js';
import { channelOptions } from './channel.js';
import { Circuit, type CircuitLimits } from './circuit.js';
import { Repetition } from './repetition.js';
import { clientCredentials, type Tls } from './tls.js';

type Method = ServiceDefinition[string];

interface Target {
  readonly address: string;
  readonly meshKey: Buffer;
  readonly service: string;
  readonly tls?: Tls | undefined;
  readonly circuit?: CircuitLimits;
}

const tenInARow: CircuitLimits = { failures: 10, openMs: 2_000 };

/** Calls of one service to another: signed, measured, repeated within their time where a contract lets them be. */
export class ServiceCalls {
  private readonly client: Client;
  private readonly circuit: Circuit;
  private readonly repetition = new Repetition();
  private isClosed = false;

  /** @param peer the service that is called */
  constructor(
    peer: string,
    private readonly target: Target,
  ) {
    this.client = new Client(target.address, clientCredentials(target.tls), channelOptions);
    this.circuit = new Circuit(peer, target.circuit ?? tenInARow);
  }

  close(): void {
    this.isClosed = true;
    this.client.close();
    this.circuit.close();
  }

  unary(method: Method, timeoutMs: number, request: unknown, caller?: Caller): Promise<unknown> {
    const { service, method: name } = methodOf(method.path);
    const parent = currentTraceParent() ?? caller?.traceParent;
    const attributes = { 'rpc.system': 'grpc', 'rpc.service': service, 'rpc.method': name };
    return inSpan(`${service}.${name}`, { kind: SpanKind.CLIENT, parent, attributes }, () =>
      this.repeatUnary(method, timeoutMs, request, caller),
    );
  }

  private async repeatUnary(method: Method, timeoutMs: number, request: unknown, caller?: Caller): Promise<unknown> {
    const call = new ClientCall(method.path, this.circuit);
    const deadline = Date.now() + timeoutMs;
    for (let made = 1; ; made++) {
      try {
        const response = await this.ask(method, deadline, request, caller);
        this.repetition.answered();
        call.end(status.OK);
        return response;
      } catch (error) {
        if (!(await this.waitToRepeat(method, error, made, deadline))) throw call.fail(error);
      }
    }
  }

  /** Calls when the reading begins: before, nobody would hear of a failure. What was read in part is not repeated. */
  async *stream(method: Method, idleMs: number, request: unknown, caller?: Caller): AsyncGenerator<unknown> {
    const call = new ClientCall(method.path, this.circuit);
    const firstBy = Date.now() + idleMs;
    let isAnswered = false;
    try {
      for (let made = 1; ; made++) {
        try {
          for await (const item of this.read(method, firstBy, idleMs, request, caller)) {
            isAnswered = true;
            call.answered();
            yield item;
          }
          this.repetition.answered();
          return call.end(status.OK);
        } catch (error) {
          if (isAnswered || !(await this.waitToRepeat(method, error, made, firstBy))) throw call.fail(error);
        }
      }
    } finally {
      call.left(); // a reader that stops half way
    }
  }

  private async waitToRepeat(method: Method, error: unknown, made: number, deadline: number): Promise<boolean> {
    if (!isServiceError(error) || error.code !== status.UNAVAILABLE || !isIdempotent(method.path)) return false;
    const waitMs = this.repetition.waitAfter(made, deadline - Date.now());
    if (waitMs === undefined) return false;
    await pause(waitMs);
    return !this.isClosed;
  }

  private ask(method: Method, deadline: number, request: unknown, caller: Caller | undefined): Promise<unknown> {
    const { path, requestSerialize, responseDeserialize } = method;
    const metadata = this.sign(path, caller);
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        metadata,
        { deadline },
        (error, response) => (error ? reject(error) : resolve(response)),
      );
    });
  }

  /** The time that a reader takes for an item is its own. */
  private async *read(
    method: Method,
    firstBy: number,
    idleMs: number,
    request: unknown,
    caller: Caller | undefined,
  ): AsyncGenerator<unknown> {
    const { path, requestSerialize, responseDeserialize } = method;
    const metadata = this.sign(path, caller);
    const stream = this.client.makeServerStreamRequest<unknown, unknown>(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      metadata,
    );
    let isLate = false;
    const waitForItem = (withinMs: number) =>
      setTimeout(() => {
        isLate = true;
        stream.cancel();
      }, withinMs);
    let waiting = waitForItem(firstBy - Date.now());
    try {
      for await (const item of stream) {
        clearTimeout(waiting);
        yield item;
        waiting = waitForItem(idleMs);
      }
    } catch (error) {
      if (isLate && isServiceError(error)) error.code = status.DEADLINE_EXCEEDED;
      throw error;
    } finally {
      clearTimeout(waiting);
      stream.cancel();
    }
  }

  private sign(path: string, caller: Caller | undefined): Metadata {
    return signPeer(this.target.meshKey, path, { service: this.target.service, caller }, Date.now());
  }
}

/** One call, all its attempts: refused at once while the circuit is open; how it ends is heard once. */
class ClientCall {
  private readonly startedAt = performance.now();
  private readonly settle: ReturnType<Circuit['begin']>;
  private isRunning = true;

  /** @throws TemporarilyUnavailable while the circuit is open */
  constructor(
    private readonly path: string,
    circuit: Circuit,
  ) {
    try {
      this.settle = circuit.begin();
    } catch (error) {
      this.observe('CIRCUIT_OPEN');
      throw error;
    }
  }

  /** Before the end of a stream. */
  answered(): void {
    this.settle('answered');
  }

  end(code: status): void {
    this.settle(isUnanswered(code) ? 'unanswered' : 'answered');
    this.observe(status[code]);
  }

  /** @returns what to throw */
  fail(error: unknown): unknown {
    if (isServiceError(error)) {
      this.end(error.code);
      return refusal(this.path, error);
    }
    this.left();
    return error;
  }

  /** Nothing is known of the service. */
  left(): void {
    this.settle('unknown');
    this.observe(status[status.CANCELLED]);
  }

  private observe(code: string): void {
    if (!this.isRunning) return;
    this.isRunning = false;
    const { service: peer, method } = methodOf(this.path);
    clientSeconds.observe({ peer, method, code }, (performance.now() - this.startedAt) / 1000);
  }
}
