import { createHash } from 'node:crypto';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import express, { type RequestHandler, type Response } from 'express';
import type { Caller } from '../caller/index.js';
import { InputInvalid, MediaTypeUnsupported } from '../errors/index.js';
import { bodyLimitKey, type IncomingRequest } from './request.js';

const usualLimitBytes = 1024 * 1024;

/**
 * Reads the JSON body, for callers whom the policy has let in and up to the limit of the route; and the Idempotency-Key, which holds for
 * one content.
 */
export class RequestBodyGuard implements CanActivate {
  private readonly reflector = new Reflector();
  private readonly parsers = new Map<number, RequestHandler>();

  /** @param rawBodyPaths routes that read the body themselves, as a stream */
  constructor(private readonly rawBodyPaths: readonly string[]) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<IncomingRequest>();
    if (!(this.rawBodyPaths.includes(request.path) && request.method === 'POST')) {
      const targets = [context.getHandler(), context.getClass()];
      const limitBytes = this.reflector.getAllAndOverride<number | undefined>(bodyLimitKey, targets) ?? usualLimitBytes;
      await this.read(request, http.getResponse<Response>(), limitBytes);
    }
    const idempotency = idempotencyOf(request);
    if (request.caller && idempotency) request.caller = { ...request.caller, idempotency };
    return true;
  }

  private async read(request: IncomingRequest, response: Response, limitBytes: number): Promise<void> {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
    if (hasBody && !request.is('application/json')) throw new MediaTypeUnsupported();
    const parse = this.parserFor(limitBytes);
    await new Promise<void>((resolve, reject) => {
      void parse(request, response, (error: unknown) => {
        if (error === undefined) resolve();
        else reject(error instanceof Error ? error : new Error('The body cannot be read', { cause: error }));
      });
    });
  }

  private parserFor(limitBytes: number): RequestHandler {
    let parse = this.parsers.get(limitBytes);
    if (!parse) {
      parse = express.json({
        limit: limitBytes,
        strict: true,
        type: 'application/json',
        verify: (request: IncomingRequest, _response, body) => {
          request.bodyHash = createHash('sha256').update(body).digest('hex');
        },
      });
      this.parsers.set(limitBytes, parse);
    }
    return parse;
  }
}

function idempotencyOf(request: IncomingRequest): Caller['idempotency'] {
  const key = request.headers['idempotency-key'];
  if (key === undefined || request.method === 'GET') return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new InputInvalid(undefined, {
      faults: [
        {
          pointer: 'Idempotency-Key:',
          code: 'format',
          text: {
            vi: 'Khóa phải có 8 đến 200 ký tự ASCII, không có khoảng trắng.',
            en: 'The key must have 8 to 200 visible ASCII characters.',
          },
        },
      ],
    });
  }
  const hash = createHash('sha256').update(
    `${request.method} ${request.originalUrl}\n${request.headers['if-match'] ?? ''}\n${request.bodyHash ?? ''}`,
  );
  return { key, requestHash: hash.digest('hex') };
}
