import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import express from 'express';

/** The OpenAPI 3.1 description of every route of an application, from the schemas that validate. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('motcua')
    .setDescription('The electronic one-stop-shop of a province. Faults are RFC 9457 problems.')
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addCookieAuth('motcua', { type: 'apiKey', in: 'cookie' })
    .build();
  const api = SwaggerModule.createDocument(app, description, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  // The guard that reads the body takes the key on every route, so the description names it on every one that changes something.
  for (const { post, put, patch, delete: remove } of Object.values(api.paths)) {
    for (const command of [post, put, patch, remove]) command?.parameters?.push(idempotencyKey);
  }
  return api;
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'A repeated key gets the first answer again; kept for 7 days.',
  schema: { type: 'string' },
};

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>motcua API</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>
`;
const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', deepLinking: true, supportedSubmitMethods: ['get', 'post', 'delete'] });\n`;

/**
 * Serves the description, that of the application itself without another, at `/api/openapi.json` and a page to browse it at `/api/docs`, without a script of another
 * host.
 */
export function serveApiDescription(
  app: NestExpressApplication,
  describe: () => Promise<unknown> = async () => describeApi(app),
): void {
  let document: Promise<unknown> | undefined;
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";
  const router = express.Router();
  router.get('/api/openapi.json', async (_, response) => void response.json(await (document ??= describe())));
  router.get('/api/docs', (_, response) => {
    response.setHeader('Content-Security-Policy', policy).type('html').send(page);
  });
  router.get('/api/docs/start.js', (_, response) => void response.type('js').send(start));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    router.get(`/api/docs/${file}`, (_, response) => response.sendFile(file, { root: assets, maxAge: '1d' }));
  }
  app.use(router);
}
