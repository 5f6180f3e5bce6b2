import { createClient, unwrap, type components, type MotcuaClient } from '@motcua/sdk';

export type Profile = components['schemas']['Profile'];

const patience = 5;

/** One signed-in person with a client of their own. */
export class Session {
  private constructor(
    readonly client: MotcuaClient,
    readonly profile: Profile,
  ) {}

  /** @throws ProblemError when the account or the password is wrong */
  static async open(baseUrl: string, identifier: string, password: string): Promise<Session> {
    const client = clientWithCookies(baseUrl);
    const profile = unwrap(await client.POST('/api/identity/v1/session', { body: { identifier, password } }));
    return new Session(client, profile);
  }
}

/** A client that keeps its session as a browser would, and waits where the platform asks it to. */
export function clientWithCookies(baseUrl: string): MotcuaClient {
  let cookie: string | undefined;
  return createClient({
    baseUrl,
    language: () => 'vi',
    fetch: async (request) => {
      if (cookie !== undefined) request.headers.set('cookie', cookie);
      for (let attempt = 1; ; attempt++) {
        const response = await fetch(request.clone());
        const wait = Number(response.headers.get('retry-after'));
        if ((response.status === 429 || response.status === 503) && attempt < patience) {
          await new Promise((resolve) => setTimeout(resolve, Math.max(wait, 1) * 1_000));
          continue;
        }
        cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
        return response;
      }
    },
  });
}
