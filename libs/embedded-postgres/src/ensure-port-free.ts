import { createServer } from 'node:net';
import { errnoOf, StartFault } from './start-fault.js';

/**
 * Sees whether a TCP port can be listened on, on loopback and on all addresses (macOS tells these apart).
 * @throws StartFault `portTaken`
 */
export async function ensurePortFree(port: number): Promise<void> {
  for (const host of ['127.0.0.1', '::']) {
    try {
      await listenOnce(port, host);
    } catch (error) {
      const errno = errnoOf(error);
      if (errno === 'EADDRINUSE') {
        throw new StartFault('portTaken', `Port ${port} is taken by another program; choose one with --port.`);
      }
      if (errno === 'EACCES') {
        throw new StartFault('portTaken', `This user may not listen on port ${port}; choose one with --port.`);
      }
      // A machine without IPv6 has no `::` to listen on.
      if (errno !== 'EADDRNOTAVAIL' && errno !== 'EAFNOSUPPORT') throw error;
    }
  }
}

function listenOnce(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve()));
  });
}
