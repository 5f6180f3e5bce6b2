/** What a request got. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed, where it is JSON. */
  readonly json: unknown;
}

export interface Sent {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

const answersWithinMs = 30_000;
const patience = 4;
let intruders = 0;

/** Somebody who sends whatever they like, and keeps the session they were given. */
export class Intruder {
  cookie: string | undefined;
  /** An address of their own, where the platform stands behind a proxy that names it. */
  readonly address: string;

  constructor(readonly baseUrl: string) {
    intruders += 1;
    this.address = `10.66.${Math.floor(intruders / 250) % 250}.${(intruders % 250) + 1}`;
  }

  /** @returns whether they were let in */
  async signIn(identifier: string, password: string): Promise<boolean> {
    const { status, headers } = await this.patiently('POST', '/api/identity/v1/session', {
      body: { identifier, password },
    });
    this.cookie = headers.getSetCookie()[0]?.split(';')[0];
    return status === 200;
  }

  /** Sends, and waits where the platform asks to come again. */
  async patiently(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.send(method, path, sent);
      const isBusy = answer.status === 429 || answer.status === 503;
      if (!isBusy || attempt === patience) return answer;
      const seconds = Number(answer.headers.get('retry-after') ?? 1);
      await new Promise((resolve) => setTimeout(resolve, Math.max(seconds, 1) * 1_000));
    }
  }

  async send(method: string, path: string, { body, raw, headers }: Sent = {}): Promise<Answer> {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(answersWithinMs),
      headers: {
        'X-Forwarded-For': this.address,
        ...(this.cookie !== undefined && { Cookie: this.cookie }),
        ...(content !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(content !== undefined && { body: content }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: jsonOf(response.headers, text) };
  }
}

function jsonOf(headers: Headers, text: string): unknown {
  return /json/.test(headers.get('content-type') ?? '') && text !== '' ? (JSON.parse(text) as unknown) : undefined;
}
