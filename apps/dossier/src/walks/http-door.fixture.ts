import { randomBytes } from 'node:crypto';
import type { Caller } from '@motcua/service-kit/caller';
import { bootstrap, tokenHash } from '@motcua/service-kit/http';
import { createLogger } from '@motcua/service-kit/logs';
import type { DossierForTest } from '../dossier.fixture.js';
import { DossierModule } from '../dossier.module.js';

export type Door = Awaited<ReturnType<typeof openDoor>>;

/** What the API answered instead of doing what it was asked to. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly pointers: readonly string[],
    text: string,
  ) {
    super(text);
  }
}

interface Sent {
  readonly body?: unknown;
  /** What the sender saw of what it commands. */
  readonly version?: number;
  /** As `Accept-Language` has it. */
  readonly language?: string;
}

/** The HTTP door of a dossier service, where people are known by a session. */
export async function openDoor({ service }: DossierForTest) {
  const tokens = new Map<string, string>();
  const callers = new Map<string, Caller>();
  const app = await bootstrap(DossierModule.register(service), {
    log: createLogger({ service: 'dossier', level: 'silent' }),
    resolveSession: (hash) => Promise.resolve(callers.get(hash)),
    rawBodyPaths: [],
  });
  await app.listen(0, '127.0.0.1');
  const address = `${await app.getUrl()}/api/dossier/v1`;

  const sessionOf = (caller: Caller): string => {
    const known = tokens.get(caller.subjectId);
    if (known !== undefined) return known;
    const token = randomBytes(32).toString('base64url');
    tokens.set(caller.subjectId, token);
    callers.set(tokenHash(token), caller);
    return token;
  };

  /** @throws Refused when the answer is no 2xx */
  async function send<T>(caller: Caller, method: string, path: string, { body, version, language }: Sent): Promise<T> {
    const response = await fetch(`${address}/${path}`, {
      method,
      headers: {
        cookie: `motcua=${sessionOf(caller)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(language !== undefined && { 'accept-language': language }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as T;
    const { type = '', errors = [] } = JSON.parse(text) as { type?: string; errors?: { pointer: string }[] };
    const pointers = errors.map(({ pointer }) => pointer);
    throw new Refused(response.status, type.replace('urn:motcua:problem:', ''), pointers, `${method} ${path}: ${text}`);
  }

  return {
    read: <T>(caller: Caller, path: string) => send<T>(caller, 'GET', path, {}),
    command: <T>(caller: Caller, path: string, sent: Sent) => send<T>(caller, 'POST', path, sent),
    close: () => app.close(),
  };
}
