import { currentLanguage } from '../language/language.js';
import { ProblemError } from './problem-error.js';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface Sending {
  body?: unknown;
  /** The version the command was decided on. */
  ifMatch?: number;
  /** One per form, kept over retries. */
  idempotencyKey?: string;
}

export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const filled = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(filled).toString();
  return exchange<T>(search ? `${path}?${search}` : path, signal ? { signal } : {});
}

export function send<T>(
  method: 'POST' | 'DELETE',
  path: string,
  { body, ifMatch, idempotencyKey }: Sending = {},
): Promise<T> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`;
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
  return exchange<T>(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

async function exchange<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, {
    ...init,
    headers: { Accept: 'application/json', 'Accept-Language': currentLanguage(), ...init.headers },
    credentials: 'same-origin',
  }).catch((error: unknown) => {
    throw error instanceof DOMException && error.name === 'AbortError' ? error : ProblemError.unreachable();
  });
  const text = await response.text();
  if (!response.ok) throw ProblemError.fromText(response.status, text);
  return (text === '' ? undefined : JSON.parse(text)) as T; // the services' contract is the type; nothing is checked twice
}
