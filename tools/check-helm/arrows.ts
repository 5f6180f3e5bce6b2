import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inCheckout } from '../checkout.js';

/** A call of one service to the gRPC door of another. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** The services there are: what has a database of its own. */
export function servicesInCode(): string[] {
  return readdirSync(inCheckout('apps'))
    .filter((name) => existsSync(inCheckout(`apps/${name}/migrations`)))
    .sort();
}

/** Who calls whom, by the clients that the services' code makes. */
export function arrowsInCode(): Arrow[] {
  return servicesInCode().flatMap((from) => {
    const called = sourcesOf(from).flatMap((source) =>
      [...source.matchAll(/\.client\(\s*'([a-z-]+)'/g)].map(([, to]) => to),
    );
    // Every service asks identity who a session belongs to; identity does so over its own door.
    const targets = new Set([...called.filter((to) => to !== undefined), 'identity']);
    return [...targets].map((to) => ({ from, to }));
  });
}

function sourcesOf(service: string): string[] {
  const folder = inCheckout(`apps/${service}/src`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}
