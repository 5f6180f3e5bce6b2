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
  readonly fetch?: (request: Request) => Promise<Response>;
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
        return await send(
          new Request(request, { headers, signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) }),
        );
      } catch (error) {
        if (request.signal.aborted) throw error; // the caller's own wish
        throw ProblemError.unreachable(error);
      }
    },
  });
}

/**
 * The data of an answer.
 * @throws ProblemError when the answer is a problem
 */
export function unwrap<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.response.ok) return answer.data as T; // the description promises a body for every success
  throw ProblemError.fromBody(answer.response.status, answer.error);
}
