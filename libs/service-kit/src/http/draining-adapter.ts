import type { Server, ServerResponse } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';

/** How long a running request may take once the door closes. */
const drainForMs = 10_000;

/**
 * Longer than proxies keep a connection on which nothing is asked (nginx a minute): it is they who close it. Closed from here, it would
 * meet the next request half way, and nobody could tell whether that was done.
 */
const keepIdleForMs = 75_000;

/**
 * Closes the door without cutting who is inside: running requests are answered, then every connection ends. Node alone would wait for
 * connections on which nothing was asked yet, such as browsers keep ready.
 */
export class DrainingAdapter extends ExpressAdapter {
  private readonly running = new Set<ServerResponse>();
  private emptied: () => void = () => undefined;
  private isDraining = false;

  override initHttpServer(options: Parameters<ExpressAdapter['initHttpServer']>[0]): void {
    super.initHttpServer(options);
    const server: Server = this.getHttpServer();
    server.keepAliveTimeout = keepIdleForMs;
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
