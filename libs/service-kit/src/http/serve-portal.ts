import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NotFound } from '../errors/index.js';
import express, { type NextFunction, type Request, type Response } from 'express';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the built portal: assets for good, the page itself fresh, and the page for every address that the portal's own router knows. */
export function servePortal(app: NestExpressApplication, directory: string): void {
  if (!existsSync(join(directory, 'index.html'))) return;
  const router = express.Router();
  router.use((request: Request, response: Response, next: NextFunction) => {
    if (request.path.startsWith('/api/')) return next();
    response.setHeader('Content-Security-Policy', policy);
    next();
  });
  router.use('/assets', express.static(join(directory, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  router.use('/assets', (_: Request, __: Response, next: NextFunction) => next(new NotFound()));
  router.use(express.static(directory, { index: false, maxAge: 0 }));
  router.use((request: Request, response: Response, next: NextFunction) => {
    const isPage = request.method === 'GET' && !request.path.startsWith('/api/') && request.accepts('html');
    if (!isPage) return next();
    response.setHeader('Cache-Control', 'no-cache').sendFile('index.html', { root: directory });
  });
  app.use(router);
}
