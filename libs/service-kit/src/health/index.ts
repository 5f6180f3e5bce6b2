import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client';

/** Something that a process needs before it may be sent work; rejects with the reason. */
export interface ReadinessCheck {
  readonly name: string;
  readonly check: () => Promise<void>;
}

const checkTimeoutMs = 2_000;

/** `/healthz` looks at the process alone, `/startupz` answers once it has started, `/readyz` at what it needs, `/metrics` is for Prometheus. */
export function serveHealth(
  app: NestExpressApplication,
  checks: readonly ReadinessCheck[],
  options: { routeOf: (request: express.Request) => string },
): void {
  const requests =
    existing('motcua_http_request_seconds') ??
    new Histogram({
      name: 'motcua_http_request_seconds',
      help: 'Time to answer an HTTP request, by route pattern.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    });
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const path of ['/healthz', '/startupz']) router.get(path, (_, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', async (_, response) => {
    const faults = await findFaults(checks);
    response
      .status(faults.length === 0 ? 200 : 503)
      .json(faults.length === 0 ? { status: 'ready' } : { status: 'notReady', faults });
  });
  router.get('/metrics', async (_, response) => {
    response.type(register.contentType).send(await register.metrics());
  });
  router.use((request: express.Request, response: Response, next: NextFunction) => {
    const stop = requests.startTimer();
    response.once('finish', () =>
      stop({ method: request.method, route: options.routeOf(request), status: String(response.statusCode) }),
    );
    next();
  });
  app.use(router);
}

/** A gauge that is computed when Prometheus asks: the age of an outbox, the use of a pool. */
export function gauge(name: string, help: string, service: string, measure: () => number | Promise<number>): void {
  const found = register.getSingleMetric(name);
  const metric = found instanceof Gauge ? found : new Gauge({ name, help, labelNames: ['service'] });
  measures.set(`${name} ${service}`, async () => {
    metric.remove({ service }); // a measure that fails must not leave the value of before
    metric.set({ service }, await measure());
  });
  if (!found) Object.assign(metric, { collect: () => collect(name) });
}

const measures = new Map<string, () => Promise<void>>();

async function collect(name: string): Promise<void> {
  await Promise.all(
    [...measures].filter(([key]) => key.startsWith(`${name} `)).map(([, measure]) => measure().catch(() => undefined)),
  );
}

function existing(name: string): Histogram | undefined {
  const metric = register.getSingleMetric(name);
  return metric instanceof Histogram ? metric : undefined;
}

async function findFaults(checks: readonly ReadinessCheck[]): Promise<{ name: string; reason: string }[]> {
  const results = await Promise.all(
    checks.map(async (needed) => {
      const timeout = AbortSignal.timeout(checkTimeoutMs);
      try {
        await Promise.race([
          needed.check(),
          new Promise((_, reject) => timeout.addEventListener('abort', () => reject(new Error('no answer in time')))),
        ]);
        return undefined;
      } catch (error) {
        return { name: needed.name, reason: error instanceof Error ? error.name : 'unknown' };
      }
    }),
  );
  return results.filter((fault) => fault !== undefined);
}
