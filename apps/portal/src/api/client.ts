import { createClient, unwrap } from '@motcua/sdk';
import { currentLanguage } from '../language/language.js';
import { ProblemError } from './problem-error.js';

export const client = createClient({ baseUrl: globalThis.location.origin, language: currentLanguage });

/**
 * The data of an answer.
 * @throws ProblemError what the service answered instead, or that no answer came
 */
export async function answerOf<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const answer = await call.catch((error: unknown) => {
    throw error instanceof DOMException && error.name === 'AbortError' ? error : ProblemError.unreachable();
  });
  if (!answer.response.ok) throw new ProblemError(answer.response.status, isRecord(answer.error) ? answer.error : {});
  return unwrap(answer);
}

/** Headers of a command: the version that it was decided on, and a key that a repetition keeps. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}

export function idempotent(key: string): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key };
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
