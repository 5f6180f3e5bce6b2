import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { HttpLimits } from './http-limits.js';

/** How long a running request may take once the door closes. */
const drainForMs = 10_000;

/**
 * Closes the door without cutting who is inside: running requests are answered, then every connection ends. Node alone would wait for
 * connections on which nothing was asked yet, such as browsers keep ready.
 */
export class DrainingAdapter extends ExpressAdapter {
  private readonly running = new Set<ServerResponse>();
  private emptied: () => void = () => undefined;
  private isDraining = false;

  constructor(private readonly limits: HttpLimits) {
    super();
  }

  override initHttpServer(): void {
    const headersTimeout = this.limits.httpHeadersSeconds * 1_000;
    const server = createServer(
      {
        headersTimeout,
        // Counts the whole body, however well it comes; its speed is looked at instead (SlowClients).
        requestTimeout: 0,
        // Whoever closes an idle connection first must be the proxy: a request that it sends into our closing is lost.
        keepAliveTimeout: this.limits.httpKeepAliveSeconds * 1_000,
        maxHeaderSize: this.limits.httpMaxHeaderBytes,
        connectionsCheckingInterval: Math.min(5_000, headersTimeout / 4),
      },
      this.getInstance<RequestListener>(),
    );
    server.maxConnections = this.limits.httpMaxConnections;
    this.setHttpServer(server);
    // Before Express, which may have answered when it returns.
    server.prependListener('request', (_request, response: ServerResponse) => {
      if (this.isDraining) response.setHeader('Connection', 'close');
      this.running.add(response);
      response.once('close', () => {
        this.running.delete(response);
        if (this.running.size === 0) this.emptied();
      });
    });
  }

  /** Answers on, but asks whoever is connected to connect anew, elsewhere. */
  drain(): void {
    this.isDraining = true;
  }

  override async close(): Promise<void> {
    const server: Server = this.getHttpServer();
    this.drain();
    const closed = super.close();
    let cut: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.emptied = resolve;
      if (this.running.size === 0) resolve();
      else cut = setTimeout(resolve, drainForMs);
    });
    clearTimeout(cut);
    server.closeAllConnections();
    await closed;
  }
}
