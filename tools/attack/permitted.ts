import { randomUUID } from 'node:crypto';
import { nameOf, sampleOf, type Operation } from './api.js';
import type { Answer, Sent } from './intruder.js';
import type { Attacker } from './people.js';
import type { Scene } from './scene.js';

const found = new WeakMap<Scene, Map<string, Attacker | undefined>>();

/** Somebody whom a route lets as far as its input: who is turned away at the door tries nothing. */
export async function permittedFor(scene: Scene, operation: Operation): Promise<Attacker | undefined> {
  const known = found.get(scene) ?? new Map<string, Attacker | undefined>();
  found.set(scene, known);
  const name = nameOf(operation);
  if (!known.has(name)) known.set(name, await firstPermitted(scene, operation));
  return known.get(name);
}

async function firstPermitted(scene: Scene, operation: Operation): Promise<Attacker | undefined> {
  for (const attacker of scene.attackers) {
    const { status } = await sendTo(attacker, operation, filled(operation), {
      body: operation.body && {},
    });
    if (status !== 401 && status !== 403) return attacker;
  }
  return undefined;
}

/** The path of a route with ids that were never given, or with what is wanted in their place. */
export function filled({ path }: Operation, given: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => given[name] ?? randomUUID());
}

export function sendTo(attacker: Attacker, { method }: Operation, path: string, sent: Sent = {}): Promise<Answer> {
  const command = method === 'GET' ? {} : { 'If-Match': '"1"', 'Idempotency-Key': randomUUID() };
  return attacker.as.patiently(method, path, { ...sent, headers: { ...command, ...sent.headers } });
}

/** A body that the route's schema takes. */
export function bodyFor(scene: Scene, { body }: Operation): unknown {
  return body && sampleOf(body, scene.api, () => undefined);
}

/** Routes that end the session which everything else needs. */
export function isSession({ path }: Operation): boolean {
  return path === '/api/identity/v1/session';
}
