export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, text where it is not. */
  readonly body: unknown;
}

interface Sent {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

const demoPassword = 'motcua-2026';
const answersWithinMs = 15_000;

/** Somebody at a browser, who asks once and takes what comes. */
export class Person {
  cookie: string | undefined;
  /** Every address that was asked. */
  readonly urls: string[] = [];

  constructor(readonly baseUrl: string) {}

  async signIn(identifier: string): Promise<this> {
    const answer = await this.send('POST', '/api/identity/v1/session', {
      body: { identifier, password: demoPassword },
    });
    if (answer.status !== 200) throw new Error(`${identifier} cannot sign in: ${JSON.stringify(answer.body)}`);
    this.cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    return this;
  }

  /** The same person, at another address of the same platform. */
  at(baseUrl: string): Person {
    const other = new Person(baseUrl);
    other.cookie = this.cookie;
    return other;
  }

  async send(method: string, path: string, { body, raw, headers }: Sent = {}): Promise<Answer> {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    this.urls.push(path);
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      signal: AbortSignal.timeout(answersWithinMs),
      headers: {
        ...(this.cookie !== undefined && { Cookie: this.cookie }),
        ...(content !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(content !== undefined && { body: content }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  }

  /** Sends, and expects success. */
  async ask<T>(method: string, path: string, sent: Sent = {}): Promise<T> {
    const { status, body } = await this.send(method, path, sent);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    // The shape is the contract's promise.
    return body as T;
  }

  /** @param name of a file that is a PDF */
  upload(name: string): Promise<{ readonly id: string }> {
    return this.ask('POST', '/api/document/v1/files', { raw: pdf, headers: pdfHeaders(name) });
  }
}

export function pdfHeaders(name: string): Record<string, string> {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
  return { 'Content-Type': 'application/pdf', 'Content-Disposition': disposition };
}

/** The smallest file that is one. */
export const pdf = new TextEncoder().encode(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
);
