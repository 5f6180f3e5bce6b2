/** A sentence for people, in both languages of the platform. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

export type Language = keyof Text;

/** What is wrong with one field of the input. */
export interface FieldFault {
  /** JSON pointer (RFC 6901) into the body, or `?name` for a query parameter and `name:` for a header. */
  readonly pointer: string;
  /** Stable code of the fault: `required`, `format`, `unknownField` … */
  readonly code: string;
  readonly text: Text;
}

export type Sentence<P> = string | ((parameters: P) => string);

export interface ProblemWords<P> {
  readonly title: string;
  readonly detail: Sentence<P>;
}

export interface ProblemOptions {
  readonly faults?: readonly FieldFault[];
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/**
 * Something that the caller can understand and act on. One filter renders it as RFC 9457, another as a gRPC status with the same type.
 * Whatever is thrown and is no Problem is a bug or an outage, and answered with 500 or 503 and the trace id alone.
 */
export abstract class Problem extends Error {
  abstract readonly type: `urn:motcua:problem:${string}`;
  abstract readonly status: number;
  abstract readonly title: Text;
  abstract readonly detail: Text;
  readonly faults: readonly FieldFault[];
  /** Seconds after which it is worth trying again; set on 429 and 503. */
  readonly retryAfterSeconds: number | undefined;

  constructor(slug: string, options: ProblemOptions) {
    super(slug, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = slug;
    this.faults = options.faults ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/**
 * Declares a problem: its stable slug, its HTTP status and its words. `class X extends problem('x', 409, …) {}`.
 * A detail may be a function of the parameters that `new X(parameters)` is given.
 */
export function problem<P = void>(
  slug: string,
  status: number,
  words: { readonly vi: ProblemWords<P>; readonly en: ProblemWords<P> },
) {
  const type = `urn:motcua:problem:${slug}` as const;
  return class extends Problem {
    static readonly type = type;
    static readonly status = status;
    readonly type = type;
    readonly status = status;
    readonly title: Text = { vi: words.vi.title, en: words.en.title };
    readonly detail: Text;

    constructor(
      readonly parameters: P,
      options: ProblemOptions = {},
    ) {
      super(slug, options);
      const say = (sentence: Sentence<P>) => (typeof sentence === 'string' ? sentence : sentence(parameters));
      this.detail = { vi: say(words.vi.detail), en: say(words.en.detail) };
    }
  };
}
