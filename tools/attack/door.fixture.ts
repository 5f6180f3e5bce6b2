import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

/** What a door changes of what passes through it. */
export interface Weakness {
  readonly coming?: (headers: IncomingHttpHeaders, path: string, body: Buffer) => OutgoingHttpHeaders;
  readonly going?: (
    headers: IncomingHttpHeaders,
    path: string,
    body: Buffer,
  ) => { headers: OutgoingHttpHeaders; body: Buffer };
}

/** A door before a platform that lets everything through as it is, unless a defence is to be taken out. */
export async function openDoor(platformUrl: string) {
  const { hostname, port } = new URL(platformUrl);
  let weakness: Weakness = {};
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    void bytesOf(incoming).then((body) => {
      const headers = weakness.coming?.(incoming.headers, path, body) ?? incoming.headers;
      const passed = request({ hostname, port, path, method: incoming.method, headers }, (answer) => {
        void bytesOf(answer).then((said) => {
          const told = weakness.going?.(answer.headers, path, said) ?? { headers: answer.headers, body: said };
          outgoing.writeHead(answer.statusCode ?? 500, told.headers);
          outgoing.end(told.body);
        });
      });
      passed.once('error', () => outgoing.destroy());
      passed.end(body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  return {
    url: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`,
    /** Takes a defence out while something is done. */
    async weakened<T>(taken: Weakness, work: () => Promise<T>): Promise<T> {
      weakness = taken;
      try {
        return await work();
      } finally {
        weakness = {};
      }
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
