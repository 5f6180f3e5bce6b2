import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Response } from 'express';
import type { HttpLimits } from './http-limits.js';
import { connectionsCut } from './http-metrics.js';
import { RequestTooSlow } from './problems.js';
import type { IncomingRequest } from './request.js';

interface Exchange {
  readonly request: IncomingRequest;
  readonly response: Response;
  readonly socket: Socket;
  /** Seconds that the body may still keep us waiting; what arrives gives some back. */
  patience: number;
  received: number;
  sent: number;
  /** Seconds since anything of the answer left. */
  standsStill: number;
}

type Limits = Pick<HttpLimits, 'httpPatienceSeconds' | 'httpLeastBytesPerSecond'>;

/**
 * Cuts who sends a body or reads an answer so slowly that it only holds a place. What counts is what moves, not how long it takes: an
 * upload over a poor line passes. Time in which we are the slow side is nobody's fault. Headers have a time limit of Node's own.
 */
export class SlowClients {
  private readonly exchanges = new Set<Exchange>();

  constructor(
    private readonly limits: Limits,
    private readonly answer: (problem: RequestTooSlow, request: IncomingRequest, response: Response) => void,
  ) {}

  watch(server: Server): void {
    const everyMs = Math.min(1_000, this.limits.httpPatienceSeconds * 250);
    const timer = setInterval(() => this.look(everyMs / 1_000), everyMs).unref();
    server.once('close', () => clearInterval(timer));
    server.on('request', (request: IncomingRequest, response: Response) => {
      const { socket } = request;
      this.exchanges.add({
        request,
        response,
        socket,
        patience: this.limits.httpPatienceSeconds,
        received: socket.bytesRead,
        sent: 0,
        standsStill: 0,
      });
    });
  }

  /** Whether an answer is under way on a connection. */
  isAnswering(socket: unknown): boolean {
    return [...this.exchanges].some(
      ({ socket: other, response }) => other === socket && response.headersSent && !response.writableFinished,
    );
  }

  private look(seconds: number): void {
    for (const exchange of this.exchanges) {
      const { request, response, socket } = exchange;
      if (socket.destroyed || (request.complete && response.writableFinished)) this.exchanges.delete(exchange);
      else if (!this.sendsInTime(exchange, seconds)) this.cutSender(exchange);
      else if (!this.readsInTime(exchange, seconds)) this.cutReader(exchange);
    }
  }

  private sendsInTime(exchange: Exchange, seconds: number): boolean {
    const { request, socket } = exchange;
    const gained = (socket.bytesRead - exchange.received) / this.limits.httpLeastBytesPerSecond;
    exchange.received = socket.bytesRead;
    exchange.patience = Math.min(this.limits.httpPatienceSeconds, exchange.patience + gained);
    // Bytes that lie here unread wait for us.
    if (!request.complete && request.readableLength === 0) exchange.patience -= seconds;
    return exchange.patience > 0;
  }

  private readsInTime(exchange: Exchange, seconds: number): boolean {
    const unsent = exchange.socket.writableLength;
    const sent = exchange.socket.bytesWritten - unsent;
    exchange.standsStill = unsent === 0 || sent !== exchange.sent ? 0 : exchange.standsStill + seconds;
    exchange.sent = sent;
    // A piece counts once it has left as a whole.
    return exchange.standsStill <= this.limits.httpPatienceSeconds + unsent / this.limits.httpLeastBytesPerSecond;
  }

  private cutSender(exchange: Exchange): void {
    const { request, response, socket } = exchange;
    this.exchanges.delete(exchange);
    connectionsCut.inc({ reason: 'slow-sender' });
    if (response.headersSent) return void socket.destroy();
    response.setHeader('Connection', 'close');
    this.answer(new RequestTooSlow(), request, response);
  }

  private cutReader(exchange: Exchange): void {
    this.exchanges.delete(exchange);
    connectionsCut.inc({ reason: 'slow-reader' });
    exchange.socket.destroy();
  }
}
