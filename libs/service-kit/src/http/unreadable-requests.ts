import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '../errors/index.js';
import { connectionsCut } from './http-metrics.js';
import { problemBody } from './problem.filter.js';
import { HeadersTooLarge, RequestMalformed, RequestTooSlow } from './problems.js';

/**
 * Answers what never became a request, because its headers came too slowly, were too large or were no HTTP: a problem in Vietnamese, for
 * no language was read. Then the connection ends.
 */
export function answerUnreadable(server: Server, isAnswering: (socket: unknown) => boolean): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const problem = problemOf(error.code);
    connectionsCut.inc({ reason: problem.name });
    // A browser keeps connections ready on which nothing was asked; and into an answer under way nothing may be written.
    if (!socket.writable || socket.bytesRead === 0 || isAnswering(socket)) return void socket.destroy();
    const body = JSON.stringify(problemBody(problem, 'vi', undefined));
    socket.end(
      [
        `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
        'Content-Type: application/problem+json; charset=utf-8',
        'Content-Language: vi',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  });
  server.on('drop', () => connectionsCut.inc({ reason: 'too-many' }));
}

function problemOf(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new RequestTooSlow();
  if (code === 'HPE_HEADER_OVERFLOW') return new HeadersTooLarge();
  return new RequestMalformed();
}
