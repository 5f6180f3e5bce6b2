/** Attempts at one call at the most. */
const attempts = 4;

/** The longest waits before the second attempt, the third …, in milliseconds. */
const longestWaitsMs = [50, 150, 450];

/**
 * Half of it may be used up, one by each failure, before nothing is repeated any more: more than the calls that run on a replica when
 * it dies. Each answer brings back a tenth, so that a service that fails gets, in the long run, a tenth more calls and not four times
 * as many.
 */
const budget = 200;
const regainedByAnswer = 0.1;

/**
 * When the calls of a client that got no answer are made again. gRPC's own repetition would do, but for a unary call whose replica
 * dies between the head of an answer and its end: it takes the head for the answer. Nobody has seen anything of that.
 */
export class Repetition {
  private tokens = budget;

  /** @param random at least 0 and less than 1 */
  constructor(private readonly random: () => number = Math.random) {}

  answered(): void {
    this.tokens = Math.min(budget, this.tokens + regainedByAnswer);
  }

  /**
   * After an attempt that got no answer.
   * @param made attempts at this call so far
   * @param leftMs until its deadline
   * @returns milliseconds to wait before the next, so that callers do not come all at once; undefined: no more
   */
  waitAfter(made: number, leftMs: number): number | undefined {
    this.tokens = Math.max(0, this.tokens - 1);
    if (made >= attempts || this.tokens < budget / 2) return undefined;
    const waitMs = this.random() * (longestWaitsMs[made - 1] ?? 0);
    return waitMs < leftMs ? waitMs : undefined;
  }
}
