import { createClient, type ClientOptions, unwrap, type components, type MotcuaClient } from '@motcua/sdk';

export type Profile = components['schemas']['Profile'];

const patience = 5;

/** Long enough for a wait that the platform asks for: so many sign-ins from one address are limited by the minute. */
const answerMs = 5 * 60_000;

/** One signed-in person with a client of their own. */
export class Session {
  private constructor(
    readonly client: MotcuaClient,
    readonly profile: Profile,
  ) {}

  /** @throws ProblemError when the account or the password is wrong */
  static async open(
    baseUrl: string,
    identifier: string,
    password: string,
    send?: Send,
    language?: 'vi' | 'en',
  ): Promise<Session> {
    const client = clientWithCookies(baseUrl, send, language);
    const profile = unwrap(await client.POST('/api/identity/v1/session', { body: { identifier, password } }));
    return new Session(client, profile);
  }

  /** One behind the other: a password is made costly to check, and all at once would wait for one another. */
  static async openAll(
    baseUrl: string,
    accounts: readonly { readonly identifier: string; readonly password: string }[],
  ): Promise<Session[]> {
    const sessions: Session[] = [];
    for (const { identifier, password } of accounts) sessions.push(await Session.open(baseUrl, identifier, password));
    return sessions;
  }
}

/** Sends a request until there is an answer to go on with. */
export type Send = NonNullable<ClientOptions['fetch']>;

/** A client that keeps its session as a browser would, and waits where the platform asks it to. */
export function clientWithCookies(
  baseUrl: string,
  send: Send = waitWhereAsked,
  language: 'vi' | 'en' = 'vi',
): MotcuaClient {
  let cookie: string | undefined;
  return createClient({
    baseUrl,
    language: () => language,
    timeoutMs: answerMs,
    fetch: async (request, init) => {
      if (cookie !== undefined) request.headers.set('cookie', cookie);
      const response = await send(request, init);
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
      return response;
    },
  });
}

async function waitWhereAsked(request: Request, init: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(request.clone(), init);
    const wait = Number(response.headers.get('retry-after'));
    if ((response.status !== 429 && response.status !== 503) || attempt === patience) return response;
    await new Promise((resolve) => setTimeout(resolve, Math.max(wait, 1) * 1_000));
  }
}
