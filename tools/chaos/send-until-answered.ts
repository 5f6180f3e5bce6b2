import { setTimeout as pause } from 'node:timers/promises';

const answerWithinMs = 15_000;
const patienceMs = 180_000;
const leastPauseMs = 100;
const longestPauseMs = 2_000;

/** What tells a client to ask again later, with the same key. */
const again = new Set([429, 502, 503, 504]);
const stillRunning = 'urn:motcua:problem:request-still-running';

/**
 * Sends requests as a client does that must not lose anything: one that got no answer, or an answer that asks for patience, is sent
 * again as it was, so with the same Idempotency-Key. Counts all answers by status.
 */
export class SendUntilAnswered {
  private readonly statuses = new Map<number, number>();

  readonly send = async (request: Request): Promise<Response> => {
    const { method, url, headers } = request;
    const body = request.body ? await request.arrayBuffer() : null;
    const end = Date.now() + patienceMs;
    for (let attempt = 0; ; attempt++) {
      const response = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(answerWithinMs) }).catch(
        () => undefined,
      );
      if (response) {
        this.statuses.set(response.status, this.count(response.status) + 1);
        if (!(await this.wantsAnother(response))) return response;
      }
      if (Date.now() > end)
        throw new Error(`${method} ${new URL(url).pathname} got no answer in ${patienceMs / 1_000} s`);
      await pause(Math.min(leastPauseMs * 2 ** attempt, longestPauseMs));
    }
  };

  /** How many answers had this status. */
  count(status: number): number {
    return this.statuses.get(status) ?? 0;
  }

  /** How many answers said that the server failed. */
  serverErrors(): number {
    return [...this.statuses].reduce((sum, [status, count]) => sum + (status >= 500 ? count : 0), 0);
  }

  /** A 500 is a fault of the platform, and is counted as one; a client tries again all the same. */
  private async wantsAnother(response: Response): Promise<boolean> {
    if (again.has(response.status) || response.status === 500) return true;
    if (response.status !== 409) return false;
    const problem: unknown = await response.clone().json();
    return typeof problem === 'object' && problem !== null && 'type' in problem && problem.type === stillRunning;
  }
}
