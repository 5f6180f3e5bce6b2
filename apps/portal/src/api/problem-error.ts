interface ProblemField {
  /** JSON pointer into what was sent, such as `/answers/child/fullName`. */
  pointer: string;
  code?: string;
  detail: string;
}

interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  traceId?: string;
  errors?: ProblemField[];
}

const typePrefix = 'urn:motcua:problem:';

/** What a service answered instead of what was asked for (RFC 9457), or that no answer came. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  /** The stable part of the problem's type, such as `version-stale`; `unreachable` when no answer came. */
  readonly slug: string;
  readonly detail: string;
  readonly traceId: string | undefined;
  readonly fields: readonly ProblemField[];

  constructor(
    readonly status: number,
    body: ProblemBody,
  ) {
    super(body.title ?? `HTTP ${status}`);
    this.slug = body.type?.replace(typePrefix, '') ?? 'unknown';
    this.detail = body.detail ?? '';
    this.traceId = body.traceId;
    this.fields = body.errors ?? [];
  }

  static unreachable(): ProblemError {
    return new ProblemError(0, { type: `${typePrefix}unreachable` });
  }

  static fromText(status: number, text: string): ProblemError {
    try {
      const body: unknown = JSON.parse(text);
      return new ProblemError(status, typeof body === 'object' && body !== null ? body : {});
    } catch {
      return new ProblemError(status, {});
    }
  }
}

/** True for a problem of this type, whatever its text says. */
export function isProblem(error: unknown, slug: string): error is ProblemError {
  return error instanceof ProblemError && error.slug === slug;
}
