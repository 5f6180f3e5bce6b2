/** A fault as the platform tells it (RFC 9457): `type` is stable, the words are in the caller's language. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly traceId?: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

/** Thrown where an answer is a problem, or no answer came (`status` 0). */
export class ProblemError extends Error {
  constructor(readonly problem: ProblemDetails) {
    super(`${problem.title}: ${problem.detail}`);
    this.name = 'ProblemError';
  }

  get type(): string {
    return this.problem.type;
  }

  get status(): number {
    return this.problem.status;
  }
}
