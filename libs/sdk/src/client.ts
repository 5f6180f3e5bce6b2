import createOpenApiClient, { type Client } from 'openapi-fetch';
import type { paths } from './gen/api.js';
import { ProblemError } from './problem-error.js';

export interface ClientOptions {
  /** Where the platform is: `https://motcua.example.vn`, or empty for the page's own origin. */
  readonly baseUrl: string;
  /** The language in which problems and messages are wanted. */
  readonly language: () => 'vi' | 'en';
  /** How long an answer may take, in milliseconds. */
  readonly timeoutMs?: number;
  readonly fetch?: (request: Request, init: { readonly signal: AbortSignal }) => Promise<Response>;
}

export type MotcuaClient = Client<paths>;

/**
 * A typed client of the whole HTTP API: `const { data, error } = await client.GET('/api/dossier/v1/procedures', { params: { query } })`.
 * A call throws ProblemError with `status` 0 when no answer came.
 */
export function createClient({
  baseUrl,
  language,
  timeoutMs = 30_000,
  fetch: send = globalThis.fetch.bind(globalThis),
}: ClientOptions): MotcuaClient {
  return createOpenApiClient<paths>({
    baseUrl,
    fetch: async (request) => {
      const headers = new Headers(request.headers);
      headers.set('Accept-Language', language());
      try {
        return await send(new Request(request, { headers }), { signal: endingAfter(timeoutMs, request.signal) });
      } catch (error) {
        if (request.signal.aborted) throw error; // the caller's own wish
        throw ProblemError.unreachable(error);
      }
    },
  });
}

/**
 * Ends after the time, or with the caller. Neither a signal inside the Request nor `AbortSignal.any` with `AbortSignal.timeout`: Node 20 may
 * collect these before they fire, and the call hangs for ever.
 */
function endingAfter(timeoutMs: number, caller: AbortSignal): AbortSignal {
  const ending = new AbortController();
  const timeout = AbortSignal.timeout(timeoutMs);
  for (const cause of [timeout, caller]) {
    cause.addEventListener('abort', () => ending.abort(cause.reason), { once: true });
    if (cause.aborted) ending.abort(cause.reason);
  }
  return ending.signal;
}

/**
 * The data of an answer.
 * @throws ProblemError when the answer is a problem
 */
export function unwrap<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.response.ok) return answer.data as T; // the description promises a body for every success
  throw ProblemError.fromBody(answer.response.status, answer.error);
}
