import type { IncomingMessage } from 'node:http';
import { BodyTooLarge, MediaTypeUnsupported } from '@motcua/service-kit/errors';
import { UploadBrokenOff } from './problems.js';

/** The raw body of an upload, up to a limit. Who sends up to twice as much gets an answer; who sends on and on is cut off. */
export class UploadBody {
  constructor(private readonly limitBytes: number) {}

  /**
   * @throws BodyTooLarge (413) as soon as the limit is passed, or at once when the sender announces more
   * @throws UploadBrokenOff (400) the body ended before its time
   * @throws MediaTypeUnsupported (415) the body is compressed
   */
  async *read(request: IncomingMessage): AsyncGenerator<Uint8Array> {
    const { limitBytes } = this;
    let received = 0;
    try {
      if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw new MediaTypeUnsupported();
      if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw new BodyTooLarge({ limitBytes });
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        if (!(chunk instanceof Uint8Array)) throw new TypeError('The body was decoded before it came here');
        received += chunk.length;
        if (received > limitBytes) throw new BodyTooLarge({ limitBytes });
        yield chunk;
      }
    } catch (error) {
      throw request.destroyed && !request.complete ? new UploadBrokenOff(undefined, { cause: error }) : error;
    } finally {
      if (!request.readableEnded) readOn(request, 2 * limitBytes - received);
    }
  }
}

/** A browser that is still sending does not see an answer before it is through, or before the connection breaks. */
function readOn(request: IncomingMessage, mostBytes: number): void {
  let ignored = 0;
  request.on('data', (chunk: Uint8Array) => {
    ignored += chunk.length;
    if (ignored > mostBytes) request.destroy();
  });
  request.on('error', () => undefined);
  request.resume();
}
