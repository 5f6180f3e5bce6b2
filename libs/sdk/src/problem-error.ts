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
  constructor(
    readonly problem: ProblemDetails,
    options?: ErrorOptions,
  ) {
    super(`${problem.title}: ${problem.detail}`, options);
    this.name = 'ProblemError';
  }

  /** What a body tells; one that is no problem, such as a proxy's page, leaves the status alone. */
  static fromBody(status: number, body: unknown): ProblemError {
    return new ProblemError(
      isProblemDetails(body) ? body : { type: 'about:blank', title: `HTTP ${status}`, status, detail: '' },
    );
  }

  /** No answer came: no network, nobody at the other end, or the time was up. */
  static unreachable(cause?: unknown): ProblemError {
    return new ProblemError(
      { type: 'about:blank', title: 'No answer', status: 0, detail: 'The platform did not answer.' },
      { cause },
    );
  }

  get type(): string {
    return this.problem.type;
  }

  get status(): number {
    return this.problem.status;
  }
}

function isProblemDetails(body: unknown): body is ProblemDetails {
  return (
    typeof body === 'object' &&
    body !== null &&
    'type' in body &&
    'title' in body &&
    'status' in body &&
    'detail' in body
  );
}
