import type { IncomingMessage } from 'node:http';
import { BodyTooLarge } from '@motcua/service-kit/errors';

const limitBytes = 16 * 1024;

/**
 * The bytes of a notice as they came.
 * @throws BodyTooLarge (413)
 */
export async function readNoticeBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('The body was decoded before it came here');
    received += chunk.length;
    if (received > limitBytes) throw new BodyTooLarge({ limitBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
