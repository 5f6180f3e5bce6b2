import type { Server, ServerResponse } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';

/** How long a running request may take once the door closes. */
const drainForMs = 10_000;

/**
 * Closes the door without cutting who is inside: running requests are answered, then every connection ends. Node alone would wait for
 * connections on which nothing was asked yet, such as browsers keep ready.
 */
export class DrainingAdapter extends ExpressAdapter {
  private readonly running = new Set<ServerResponse>();
  private emptied: () => void = () => undefined;

  override initHttpServer(options: Parameters<ExpressAdapter['initHttpServer']>[0]): void {
    super.initHttpServer(options);
    const server: Server = this.getHttpServer();
    server.on('request', (_request, response: ServerResponse) => {
      this.running.add(response);
      response.once('close', () => {
        this.running.delete(response);
        if (this.running.size === 0) this.emptied();
      });
    });
  }

  override async close(): Promise<void> {
    const server: Server = this.getHttpServer();
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
